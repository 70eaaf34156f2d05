package dev.aileron.sandbox.aws.metric;

import dev.aileron.sandbox.aws.metric.MetricQueries.Answer;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations on metrics. */
final class MetricOperations {

  private static final int MOST_QUERIES = 500;
  private static final int MOST_POINTS = 100_800;
  private static final int MOST_STATISTICS_POINTS = 1_440;
  private static final int MOST_LISTED = 500;
  private static final int MOST_DATA = 1_000;
  private static final Duration OLDEST = Duration.ofDays(14);
  private static final Duration NEWEST = Duration.ofHours(2);

  private final MetricStore store;

  MetricOperations(MetricStore store) {
    this.store = store;
  }

  Map<String, Object> getMetricData(Call call, Fields fields) {
    var start = fields.requiredTime("StartTime");
    var end = fields.requiredTime("EndTime");
    if (!start.isBefore(end)) {
      throw Fields.validation("The parameter EndTime must be greater than StartTime.");
    }
    var list = fields.list("MetricDataQueries");
    if (list.isEmpty()) {
      throw Fields.validation("The collection MetricDataQueries must not be empty.");
    }
    if (list.size() > MOST_QUERIES) {
      throw Fields.validation(
          "The collection MetricDataQueries must not have a size greater than 500.");
    }
    var queries = MetricQueries.read(list, call.caller(), "MetricDataQueries");
    if (queries.stream().noneMatch(MetricQueries.Query::shown)) {
      throw Fields.validation("At least one of the queries must return data.");
    }
    var answers = new MetricQueries(store, queries, start, end).answers();
    return new Page(fields).of(answers);
  }

  /** One page of the points of all answers, in their order. */
  private static final class Page {

    private final boolean ascending;
    private final int most;
    private final int from;
    private int passed;
    private int sent;

    Page(Fields fields) {
      ascending = "TimestampAscending".equals(fields.text("ScanBy"));
      most = Math.min(MOST_POINTS, fields.integer("MaxDatapoints", MOST_POINTS));
      from = offset(fields.text("NextToken"), "GetMetricData");
    }

    Map<String, Object> of(List<Answer> answers) {
      var results = new ArrayList<Object>();
      for (var answer : answers) {
        for (var series : answer.series()) {
          results.add(result(answer, series));
        }
      }
      var body = new LinkedHashMap<String, Object>();
      body.put("MetricDataResults", results);
      if (passed > from + sent) {
        body.put("NextToken", token("GetMetricData", from + sent));
      }
      body.put("Messages", List.of());
      return body;
    }

    private Map<String, Object> result(Answer answer, TimeSeries series) {
      var times = new ArrayList<Object>();
      var values = new ArrayList<Object>();
      var ordered = ascending ? series.values() : series.values().descendingMap();
      boolean whole = true;
      for (var point : ordered.entrySet()) {
        if (passed++ < from) {
          continue;
        }
        if (sent == most) {
          whole = false;
        } else {
          sent++;
          times.add(point.getKey());
          values.add(point.getValue());
        }
      }
      var result = new LinkedHashMap<String, Object>();
      result.put("Id", answer.query().id());
      result.put("Label", series.label());
      result.put("Timestamps", times);
      result.put("Values", values);
      result.put("StatusCode", whole ? "Complete" : "PartialData");
      return result;
    }
  }

  Map<String, Object> getMetricStatistics(Call call, Fields fields) {
    var key = key(call.caller(), fields);
    var start = fields.requiredTime("StartTime");
    var end = fields.requiredTime("EndTime");
    int period = fields.requiredInteger("Period");
    if (!start.isBefore(end)) {
      throw Fields.invalid("The parameter StartTime must be less than the parameter EndTime.");
    }
    if (Duration.between(start, end).toSeconds() / Math.max(1, period) > MOST_STATISTICS_POINTS) {
      throw new AwsError(
          400,
          "InvalidParameterCombination",
          "You have requested up to %d datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range."
              .formatted(Duration.between(start, end).toSeconds() / Math.max(1, period)));
    }
    var plain = fields.texts("Statistics");
    var extended = fields.texts("ExtendedStatistics");
    if (plain.isEmpty() && extended.isEmpty()) {
      throw new AwsError(
          400, "MissingParameter", "Must specify either Statistics or ExtendedStatistics");
    }
    MetricQueries.period(period, "Period");
    var points = new ArrayList<Object>();
    var read = store.read(key, period, start, end, fields.text("Unit"));
    var unit = store.unit(key);
    read.forEach((time, values) -> points.add(point(time, values, plain, extended, unit)));
    var body = new LinkedHashMap<String, Object>();
    body.put("Label", key.name());
    body.put("Datapoints", points);
    return body;
  }

  private static Map<String, Object> point(
      Instant time, Distribution values, List<String> plain, List<String> extended, String unit) {
    var point = new LinkedHashMap<String, Object>();
    point.put("Timestamp", time);
    for (var name : plain) {
      MetricQueries.statistic(name, "Statistics")
          .of(values)
          .ifPresent(value -> point.put(name, value));
    }
    var percentiles = new LinkedHashMap<String, Object>();
    for (var name : extended) {
      MetricQueries.statistic(name, "ExtendedStatistics")
          .of(values)
          .ifPresent(value -> percentiles.put(name, value));
    }
    if (!percentiles.isEmpty()) {
      point.put("ExtendedStatistics", new Wire.Entries(percentiles));
    }
    point.put("Unit", unit);
    return point;
  }

  Map<String, Object> listMetrics(Call call, Fields fields) {
    var since =
        fields.has("RecentlyActive")
            ? call.time().minus(Duration.ofHours(3))
            : call.time().minus(OLDEST);
    var fitting =
        store.list(call.caller().accountId(), call.caller().region(), since).stream()
            .filter(key -> fits(key, fields))
            .toList();
    int from = offset(fields.text("NextToken"), "ListMetrics");
    int to = Math.min(fitting.size(), from + MOST_LISTED);
    var metrics = new ArrayList<Object>();
    for (var key : fitting.subList(Math.min(from, to), to)) {
      metrics.add(
          Map.of(
              "Namespace",
              key.namespace(),
              "MetricName",
              key.name(),
              "Dimensions",
              dimensions(key.dimensions())));
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("Metrics", metrics);
    if (to < fitting.size()) {
      body.put("NextToken", token("ListMetrics", to));
    }
    return body;
  }

  private static boolean fits(MetricKey key, Fields fields) {
    var namespace = fields.text("Namespace");
    var name = fields.text("MetricName");
    return (namespace == null || namespace.equals(key.namespace()))
        && (name == null || name.equals(key.name()))
        && fields.list("Dimensions").stream()
            .allMatch(filter -> {
              var there = key.dimensions().get(filter.requiredText("Name"));
              return there != null && (!filter.has("Value") || there.equals(filter.text("Value")));
            });
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

  static MetricKey key(Caller caller, Fields fields) {
    return new MetricKey(
        caller.accountId(),
        caller.region(),
        fields.requiredText("Namespace"),
        fields.requiredText("MetricName"),
        fields.dimensions());
  }

  static List<Object> dimensions(Map<String, String> dimensions) {
    var list = new ArrayList<Object>();
    dimensions.forEach((name, value) -> list.add(Map.of("Name", name, "Value", value)));
    return list;
  }

  /** A token that goes on after so many. */
  static String token(String operation, int offset) {
    return Base64.getUrlEncoder()
        .encodeToString((operation + ":" + offset).getBytes(StandardCharsets.UTF_8));
  }

  /** Where a token goes on; 0 without one. */
  static int offset(@Nullable String token, String operation) {
    if (token == null || token.isEmpty()) {
      return 0;
    }
    try {
      var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith(operation + ":")) {
        return Integer.parseInt(text.substring(operation.length() + 1));
      }
    } catch (IllegalArgumentException notOurs) {
      // Said below.
    }
    throw new AwsError(400, "InvalidNextToken", "The token '%s' is invalid.".formatted(token));
  }
}
