package dev.aileron.sandbox.aws.metric;

import dev.aileron.sandbox.aws.metric.Alarm.Watch;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.Caller;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PutMetricAlarm and PutCompositeAlarm: reads what an alarm is to be, and refuses what is none. */
final class AlarmDefinitions {

  private static final List<String> ACTIONS =
      List.of("OKActions", "AlarmActions", "InsufficientDataActions");
  private static final List<String> TEXTS =
      List.of(
          "AlarmDescription",
          "MetricName",
          "Namespace",
          "Statistic",
          "ExtendedStatistic",
          "Unit",
          "TreatMissingData",
          "EvaluateLowSampleCountPercentile",
          "ComparisonOperator",
          "ThresholdMetricId");

  private final AlarmBook book;
  private final AlarmTags tags;

  AlarmDefinitions(AlarmBook book, AlarmTags tags) {
    this.book = book;
    this.tags = tags;
  }

  void putMetricAlarm(Call call, Fields fields) {
    var name = fields.requiredText("AlarmName");
    var watch = watch(call.caller(), fields);
    var configuration = common(fields);
    for (var field : TEXTS) {
      if (fields.has(field)) {
        configuration.put(field, fields.requiredText(field));
      }
    }
    if (fields.has("MetricName")) {
      configuration.put("Dimensions", MetricOperations.dimensions(fields.dimensions()));
      configuration.put("Period", watch.period());
    } else {
      configuration.put(
          "Metrics", fields.list("Metrics").stream().map(AlarmDefinitions::typed).toList());
    }
    configuration.put("EvaluationPeriods", watch.periods());
    if (fields.has("DatapointsToAlarm")) {
      configuration.put("DatapointsToAlarm", watch.toAlarm());
    }
    configuration.put("Threshold", watch.threshold());
    book.put(call.caller(), name, configuration, watch, call.time());
    tags.putAll(AlarmOperations.arn(call.caller(), name), fields);
  }

  private static Watch.OfMetrics watch(Caller caller, Fields fields) {
    int periods = fields.requiredInteger("EvaluationPeriods");
    int toAlarm = fields.integer("DatapointsToAlarm", periods);
    if (periods < 1) {
      throw Fields.validation(
          "The value %d for parameter EvaluationPeriods is invalid.".formatted(periods));
    }
    if (toAlarm < 1 || toAlarm > periods) {
      throw Fields.validation(
          "The parameter DatapointsToAlarm must be greater than 0 and less than or equal to EvaluationPeriods.");
    }
    var queries = queries(caller, fields);
    int period =
        queries.stream().mapToInt(MetricQueries.Query::period).max().orElse(MetricStore.MINUTE);
    return new Watch.OfMetrics(
        queries,
        period == 0 ? MetricStore.MINUTE : period,
        periods,
        toAlarm,
        fields.number("Threshold").orElseThrow(() -> Fields.missing("Threshold")),
        comparison(fields.requiredText("ComparisonOperator")),
        missing(fields));
  }

  private static List<MetricQueries.Query> queries(Caller caller, Fields fields) {
    var metrics = fields.list("Metrics");
    if (!metrics.isEmpty()) {
      if (fields.has("MetricName")) {
        throw combination("The parameters MetricName and Metrics must not be given together.");
      }
      var queries = MetricQueries.read(metrics, caller, "Metrics");
      if (queries.stream().filter(MetricQueries.Query::shown).count() != 1) {
        throw Fields.validation("Exactly one element of the metrics list should return data.");
      }
      return queries;
    }
    if (!fields.has("MetricName")) {
      throw Fields.missing("MetricName");
    }
    if (fields.has("Statistic") == fields.has("ExtendedStatistic")) {
      throw combination("Exactly one of Statistic and ExtendedStatistic must be given.");
    }
    var statistic =
        fields.has("Statistic")
            ? fields.requiredText("Statistic")
            : fields.requiredText("ExtendedStatistic");
    return List.of(
        new MetricQueries.Query(
            "m1",
            null,
            MetricOperations.key(caller, fields),
            MetricQueries.statistic(statistic, "Statistic"),
            fields.text("Unit"),
            MetricQueries.period(fields.requiredInteger("Period"), "Period"),
            null,
            true));
  }

  private static Comparison comparison(String name) {
    return Arrays.stream(Comparison.values())
        .filter(comparison -> comparison.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            name.contains("Lower") || name.contains("Upper")
                ? new AwsError(
                    501, "NotImplemented", "The sandbox does not model anomaly detection.")
                : Fields.validation(
                    "The value %s for parameter ComparisonOperator is invalid.".formatted(name)));
  }

  private static MissingData missing(Fields fields) {
    var name = fields.text("TreatMissingData");
    if (name == null) {
      return MissingData.missing;
    }
    return Arrays.stream(MissingData.values())
        .filter(treatment -> treatment.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            Fields.validation(
                "The value %s for parameter TreatMissingData is invalid.".formatted(name)));
  }

  void putCompositeAlarm(Call call, Fields fields) {
    var name = fields.requiredText("AlarmName");
    var rule = CompositeRule.parse(fields.requiredText("AlarmRule"));
    for (var alarm : rule.alarms()) {
      if (book.find(call.caller(), alarm, call.time()) == null) {
        throw Fields.validation(
            "Could not save the composite alarm as alarms [%s] in the alarm rule do not exist"
                .formatted(alarm));
      }
    }
    var configuration = common(fields);
    configuration.put("AlarmRule", fields.requiredText("AlarmRule"));
    book.put(call.caller(), name, configuration, new Watch.OfAlarms(rule), call.time());
    tags.putAll(AlarmOperations.arn(call.caller(), name), fields);
  }

  private static Map<String, Object> common(Fields fields) {
    var configuration = new LinkedHashMap<String, Object>();
    configuration.put("ActionsEnabled", fields.flag("ActionsEnabled", true));
    if (fields.has("AlarmDescription")) {
      configuration.put("AlarmDescription", fields.requiredText("AlarmDescription"));
    }
    for (var action : ACTIONS) {
      configuration.put(action, fields.texts(action));
    }
    return configuration;
  }

  /** A query of an alarm as it is shown: with numbers and booleans also when it came as a form. */
  private static Map<String, Object> typed(Fields query) {
    var shown = new LinkedHashMap<String, Object>();
    for (var field : List.of("Id", "Expression", "Label", "AccountId")) {
      if (query.has(field)) {
        shown.put(field, query.requiredText(field));
      }
    }
    query
        .structure("MetricStat")
        .ifPresent(stat -> {
          var metric = stat.structure("Metric").orElseThrow(() -> Fields.missing("Metric"));
          var inner = new LinkedHashMap<String, Object>();
          inner.put(
              "Metric",
              Map.of(
                  "Namespace",
                  metric.requiredText("Namespace"),
                  "MetricName",
                  metric.requiredText("MetricName"),
                  "Dimensions",
                  MetricOperations.dimensions(metric.dimensions())));
          inner.put("Period", stat.requiredInteger("Period"));
          inner.put("Stat", stat.requiredText("Stat"));
          if (stat.has("Unit")) {
            inner.put("Unit", stat.requiredText("Unit"));
          }
          shown.put("MetricStat", inner);
        });
    if (query.has("Period")) {
      shown.put("Period", query.requiredInteger("Period"));
    }
    shown.put("ReturnData", query.flag("ReturnData", true));
    return shown;
  }

  private static AwsError combination(String message) {
    return new AwsError(400, "InvalidParameterCombination", message);
  }
}
