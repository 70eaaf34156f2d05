package dev.aileron.sandbox.aws.metric;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import java.time.Duration;

/** PutMetricData: what clients report. */
final class MetricIntake {

  private static final int MOST_DATA = 1_000;
  private static final Duration OLDEST = Duration.ofDays(14);
  private static final Duration NEWEST = Duration.ofHours(2);

  private final MetricStore store;

  MetricIntake(MetricStore store) {
    this.store = store;
  }

  /** Stores what a client reports. */
  void putMetricData(Call call, Fields fields) {
    var namespace = fields.requiredText("Namespace");
    if (namespace.startsWith("AWS/")) {
      throw Fields.invalid("The value %s for parameter Namespace is invalid.".formatted(namespace));
    }
    var data = fields.list("MetricData");
    if (data.isEmpty()) {
      throw Fields.missing("MetricData");
    }
    if (data.size() > MOST_DATA) {
      throw Fields.invalid("The collection MetricData must not have a size greater than 1000.");
    }
    for (int i = 0; i < data.size(); i++) {
      put(call, namespace, data.get(i), "MetricData.member." + (i + 1));
    }
  }

  private void put(Call call, String namespace, Fields datum, String where) {
    var at = datum.time("Timestamp").orElse(call.time());
    if (at.isBefore(call.time().minus(OLDEST)) || at.isAfter(call.time().plus(NEWEST))) {
      throw Fields.invalid(
          "The parameter %s.Timestamp must specify a time within the past two weeks and not more than two hours in the future."
              .formatted(where));
    }
    var key =
        new MetricKey(
            call.caller().accountId(),
            call.caller().region(),
            namespace,
            datum.requiredText("MetricName"),
            datum.dimensions());
    var unit = datum.has("Unit") ? datum.requiredText("Unit") : "None";
    int resolution =
        datum.integer("StorageResolution", MetricStore.MINUTE) < MetricStore.MINUTE
            ? 1
            : MetricStore.MINUTE;
    store.put(key, at, values(datum, where), unit, resolution);
  }

  private static Distribution values(Fields datum, String where) {
    var values = new Distribution();
    datum.number("Value").ifPresent(value -> values.add(finite(value, where), 1));
    datum
        .structure("StatisticValues")
        .ifPresent(set ->
            values.addSummary(
                set.number("SampleCount")
                    .orElseThrow(() -> Fields.missing(where + ".StatisticValues.SampleCount")),
                set.number("Sum").orElseThrow(() -> Fields.missing(where + ".StatisticValues.Sum")),
                set.number("Minimum")
                    .orElseThrow(() -> Fields.missing(where + ".StatisticValues.Minimum")),
                set.number("Maximum")
                    .orElseThrow(() -> Fields.missing(where + ".StatisticValues.Maximum"))));
    var several = datum.texts("Values");
    var counts = datum.texts("Counts");
    for (int i = 0; i < several.size(); i++) {
      double times = i < counts.size() ? Double.parseDouble(counts.get(i)) : 1;
      values.add(finite(Double.parseDouble(several.get(i)), where), times);
    }
    if (values.count() == 0) {
      throw new AwsError(
          400,
          "InvalidParameterCombination",
          "At least one of %s.Value, %s.Values and %s.StatisticValues must be given."
              .formatted(where, where, where));
    }
    return values;
  }

  private static double finite(double value, String where) {
    if (!Double.isFinite(value)) {
      throw Fields.invalid(
          "The value %s for parameter %s.Value is invalid.".formatted(value, where));
    }
    return value;
  }
}
