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
  private final AlarmBook book;
  private final AlarmTags tags;

  AlarmOperations(AlarmBook book, AlarmTags tags) {
    this.book = book;
    this.tags = tags;
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
}
