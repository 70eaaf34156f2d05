package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.run.HistoryEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Histories in CloudWatch Logs, as far as the state machine's loggingConfiguration says. */
final class ExecutionLogs {
  private static final Set<String> FATAL =
      Set.of("ExecutionAborted", "ExecutionFailed", "ExecutionTimedOut");

  private final Requests requests;
  private final Sender sender;
  private final Set<String> streams = new HashSet<>();

  ExecutionLogs(Requests requests, Sender sender) {
    this.requests = requests;
    this.sender = sender;
  }

  void write(Run run, List<HistoryEvent> events) {
    var logging = run.start().revision().logging();
    var level = logging.path("level").asText();
    if (level.equals("OFF")) {
      return;
    }
    boolean data = logging.path("includeExecutionData").asBoolean();
    var lines = new ArrayList<ObjectNode>();
    for (var event : events) {
      if (wanted(level, event.type())) {
        var line = Json.object();
        line.put("timestamp", event.timestamp().toEpochMilli());
        line.put("message", message(run, event, data).toString());
        lines.add(line);
      }
    }
    if (lines.isEmpty()) {
      return;
    }
    for (var destination : logging.path("destinations")) {
      var arn = destination.path("cloudWatchLogsLogGroup").path("logGroupArn").asText();
      var parts = arn.split(":", 8);
      if (parts.length == 8) {
        sender.send(() -> put(run, parts[6], lines));
      }
    }
  }

  /** ERROR and FATAL leave most out (guide, "Log levels for Step Functions execution events"). */
  private static boolean wanted(String level, String type) {
    return switch (level) {
      case "ALL" -> true;
      case "ERROR" ->
          FATAL.contains(type)
              || type.endsWith("Failed")
              || type.endsWith("TimedOut")
              || type.equals("MapIterationAborted");
      default -> FATAL.contains(type);
    };
  }

  private static ObjectNode message(Run run, HistoryEvent event, boolean data) {
    var message = Json.object();
    message.put("id", String.valueOf(event.id()));
    message.put("type", event.type());
    var shown = event.toAws();
    shown.remove(List.of("id", "type", "previousEventId", "timestamp"));
    var details = message.putObject("details");
    for (var each : shown.properties()) {
      if (each.getValue() instanceof ObjectNode object) {
        details.setAll(data ? object : Histories.withoutData(object));
      }
    }
    message.put("redrive_count", String.valueOf(run.rest().redrives()));
    message.put("previous_event_id", String.valueOf(event.previousEventId()));
    message.put("event_timestamp", String.valueOf(event.timestamp().toEpochMilli()));
    message.put("execution_arn", run.start().arn());
    return message;
  }

  private void put(Run run, String group, List<ObjectNode> lines) throws InterruptedException {
    var owner = run.region().owner();
    var stream = "states/" + run.start().machineName() + "/" + owner.region();
    if (streams.add(owner.accountId() + group + stream)) {
      requests.json(
          owner,
          "logs",
          "Logs_20140328.CreateLogStream",
          "1.1",
          Json.object().put("logGroupName", group).put("logStreamName", stream));
    }
    var body = Json.object().put("logGroupName", group).put("logStreamName", stream);
    body.putArray("logEvents").addAll(lines);
    requests.json(owner, "logs", "Logs_20140328.PutLogEvents", "1.1", body);
  }
}
