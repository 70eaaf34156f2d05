package dev.aileron.sandbox.aws.metric;

import dev.aileron.sandbox.aws.metric.Alarm.Watch;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The operations on alarms. */
final class AlarmOperations {

  private static final int DEFAULT_RECORDS = 50;
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

  AlarmOperations(AlarmBook book, AlarmTags tags) {
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
          "Metrics", fields.list("Metrics").stream().map(AlarmOperations::typed).toList());
    }
    configuration.put("EvaluationPeriods", watch.periods());
    if (fields.has("DatapointsToAlarm")) {
      configuration.put("DatapointsToAlarm", watch.toAlarm());
    }
    configuration.put("Threshold", watch.threshold());
    book.put(call.caller(), name, configuration, watch, call.time());
    tags.putAll(arn(call.caller(), name), fields);
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
    tags.putAll(arn(call.caller(), name), fields);
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

  Map<String, Object> describeAlarms(Call call, Fields fields) {
    var types = fields.texts("AlarmTypes");
    boolean metric = types.isEmpty() || types.contains("MetricAlarm");
    // Without a type it is metric alarms, unless somebody asks by name.
    boolean composite =
        types.contains("CompositeAlarm") || (types.isEmpty() && fields.has("AlarmNames"));
    var names = fields.texts("AlarmNames");
    var prefix = fields.text("AlarmNamePrefix");
    var state = fields.text("StateValue");
    var action = fields.text("ActionPrefix");
    var fitting =
        book.list(call.caller(), call.time()).stream()
            .filter(alarm -> alarm.watch() instanceof Watch.OfMetrics ? metric : composite)
            .filter(alarm -> names.isEmpty() || names.contains(alarm.name()))
            .filter(alarm -> prefix == null || alarm.name().startsWith(prefix))
            .filter(alarm -> state == null || alarm.state().name().equals(state))
            .filter(alarm ->
                action == null || alarm.actions().stream().anyMatch(arn -> arn.startsWith(action)))
            .toList();
    int from = MetricOperations.offset(fields.text("NextToken"), "DescribeAlarms");
    int most =
        fields.integer("MaxRecords", names.isEmpty() ? DEFAULT_RECORDS : Math.max(1, names.size()));
    int to = Math.min(fitting.size(), from + most);
    var page = fitting.subList(Math.min(from, to), to);
    var body = new LinkedHashMap<String, Object>();
    body.put("MetricAlarms", described(page, Watch.OfMetrics.class));
    body.put("CompositeAlarms", described(page, Watch.OfAlarms.class));
    if (to < fitting.size()) {
      body.put("NextToken", MetricOperations.token("DescribeAlarms", to));
    }
    return body;
  }

  private static List<Map<String, Object>> described(
      List<Alarm> alarms, Class<? extends Watch> kind) {
    return alarms.stream()
        .filter(alarm -> kind.isInstance(alarm.watch()))
        .map(Alarm::describe)
        .toList();
  }

  Map<String, Object> describeAlarmsForMetric(Call call, Fields fields) {
    var key = MetricOperations.key(call.caller(), fields);
    var alarms =
        book.list(call.caller(), call.time()).stream()
            .filter(alarm ->
                alarm.watch() instanceof Watch.OfMetrics watch
                    && watch.queries().stream().anyMatch(query -> key.equals(query.metric())))
            .map(Alarm::describe)
            .toList();
    return Map.of("MetricAlarms", alarms);
  }

  Map<String, Object> describeAlarmHistory(Call call, Fields fields) {
    var name = fields.text("AlarmName");
    var type = fields.text("HistoryItemType");
    var from = fields.time("StartDate").orElse(Instant.MIN);
    var until = fields.time("EndDate").orElse(Instant.MAX);
    record Line(Alarm alarm, Alarm.Item item) {}
    var lines = new ArrayList<Line>();
    for (var alarm : book.list(call.caller(), call.time())) {
      if (name == null || alarm.name().equals(name)) {
        alarm.history().forEach(item -> lines.add(new Line(alarm, item)));
      }
    }
    lines.removeIf(line ->
        (type != null && !line.item().type().equals(type))
            || line.item().time().isBefore(from)
            || line.item().time().isAfter(until));
    Comparator<Line> order = Comparator.comparing(line -> line.item().time());
    lines.sort("TimestampAscending".equals(fields.text("ScanBy")) ? order : order.reversed());
    int start = MetricOperations.offset(fields.text("NextToken"), "DescribeAlarmHistory");
    int end = Math.min(lines.size(), start + fields.integer("MaxRecords", DEFAULT_RECORDS));
    var items = new ArrayList<Object>();
    for (var line : lines.subList(Math.min(start, end), end)) {
      items.add(
          Map.of(
              "AlarmName",
              line.alarm().name(),
              "AlarmType",
              line.alarm().watch() instanceof Watch.OfMetrics ? "MetricAlarm" : "CompositeAlarm",
              "Timestamp",
              line.item().time(),
              "HistoryItemType",
              line.item().type(),
              "HistorySummary",
              line.item().summary(),
              "HistoryData",
              line.item().data()));
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("AlarmHistoryItems", items);
    if (end < lines.size()) {
      body.put("NextToken", MetricOperations.token("DescribeAlarmHistory", end));
    }
    return body;
  }

  void setAlarmState(Call call, Fields fields) {
    var name = fields.requiredText("AlarmName");
    var value = fields.requiredText("StateValue");
    var reason = fields.requiredText("StateReason");
    var state =
        Arrays.stream(AlarmState.values())
            .filter(one -> one.name().equals(value))
            .findFirst()
            .orElseThrow(() ->
                Fields.validation(
                    "1 validation error detected: Value '%s' at 'stateValue' failed to satisfy constraint: Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]"
                        .formatted(value)));
    var alarm = book.find(call.caller(), name, call.time());
    if (alarm == null) {
      throw new AwsError(404, "ResourceNotFound", "Alarm %s does not exist".formatted(name));
    }
    var data = fields.text("StateReasonData");
    book.set(call.caller(), alarm, state, reason, data == null ? "" : data, call.time());
  }

  void deleteAlarms(Call call, Fields fields) {
    var names = fields.texts("AlarmNames");
    var missing =
        names.stream()
            .filter(name -> book.find(call.caller(), name, call.time()) == null)
            .collect(Collectors.toList());
    // One that is not there is no error when it is the only one that is asked for.
    if (!missing.isEmpty() && names.size() > 1) {
      throw new AwsError(404, "ResourceNotFound", "Alarms %s do not exist".formatted(missing));
    }
    book.remove(call.caller(), names);
    names.forEach(name -> tags.forget(arn(call.caller(), name)));
  }

  void enableActions(Call call, Fields fields, boolean enabled) {
    for (var name : fields.texts("AlarmNames")) {
      var alarm = book.find(call.caller(), name, call.time());
      if (alarm != null) {
        alarm.enableActions(enabled);
      }
    }
  }

  static String arn(Caller caller, String name) {
    return "arn:aws:cloudwatch:%s:%s:alarm:%s".formatted(caller.region(), caller.accountId(), name);
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
