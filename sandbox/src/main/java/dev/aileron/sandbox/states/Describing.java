package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.run.Execution;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Executions as answers show them. */
final class Describing {
  private static final Duration REDRIVABLE = Duration.ofDays(14);
  private static final int MOST_EVENTS_TO_REDRIVE = 24_999;

  private Describing() {}

  /** As DescribeExecution shows it. */
  static ObjectNode execution(Run run, boolean metadataOnly, long time) {
    var start = run.start();
    var answer = item(run);
    var execution = run.execution();
    if (!metadataOnly) {
      answer.put("input", start.input());
      answer.putObject("inputDetails").put("included", true);
      var output = execution.output();
      if (output != null) {
        answer.put("output", output.toString());
        answer.putObject("outputDetails").put("included", true);
      }
      if (!run.isRunning()) {
        Json.put(answer, "error", execution.error());
        Json.put(answer, "cause", execution.cause());
      }
    }
    Json.put(answer, "traceHeader", start.traceHeader());
    var why = notRedrivable(run, time);
    if (start.child() != null && why == null) {
      answer.put("redriveStatus", "REDRIVABLE_BY_MAP_RUN");
    } else {
      answer.put("redriveStatus", why == null ? "REDRIVABLE" : "NOT_REDRIVABLE");
    }
    Json.put(answer, "redriveStatusReason", why);
    return answer;
  }

  /** As ListExecutions shows it. */
  static ObjectNode item(Run run) {
    var start = run.start();
    var rest = run.rest();
    var item = Json.object();
    item.put("executionArn", start.arn());
    item.put("stateMachineArn", start.ownMachineArn());
    item.put("name", start.name());
    item.put("status", run.status());
    Json.time(item, "startDate", start.at());
    var stopped = rest.stoppedAt();
    if (stopped != null) {
      Json.time(item, "stopDate", stopped);
    }
    var child = start.child();
    if (child != null) {
      item.put("mapRunArn", child.mapRunArn());
    }
    Json.put(item, "stateMachineVersionArn", start.versionArn());
    Json.put(item, "stateMachineAliasArn", start.aliasArn());
    item.put("redriveCount", rest.redrives());
    var redriven = rest.redrivenAt();
    if (redriven != null) {
      Json.time(item, "redriveDate", redriven);
    }
    return item;
  }

  /** Why an execution cannot be redriven, in the service's words; null if it can. */
  static @Nullable String notRedrivable(Run run, long time) {
    if (run.isRunning()) {
      return "Execution is RUNNING and cannot be redriven";
    }
    if (run.execution().status() == Execution.Status.SUCCEEDED) {
      return "Execution is SUCCEEDED and cannot be redriven";
    }
    var stopped = run.stoppedAt();
    if (stopped != null && stopped + REDRIVABLE.toMillis() < time) {
      return "Execution redrivable period exceeded";
    }
    return run.historyLength() >= MOST_EVENTS_TO_REDRIVE
        ? "Execution history event limit exceeded"
        : null;
  }

  /**
   * As a task that waited for it gives it: the names of fields in capitals, times in milliseconds.
   *
   * @param parsed whether input and output are JSON, and not its text
   */
  static ObjectNode capitalized(Run run, boolean parsed) {
    var start = run.start();
    var execution = run.execution();
    var shown = Json.object();
    Json.put(shown, "Cause", execution.cause());
    Json.put(shown, "Error", execution.error());
    shown.put("ExecutionArn", start.arn());
    if (parsed) {
      shown.set("Input", Json.known(start.input()));
    } else {
      shown.put("Input", start.input());
    }
    shown.putObject("InputDetails").put("Included", true);
    shown.put("Name", start.name());
    var output = execution.output();
    if (output != null) {
      if (parsed) {
        shown.set("Output", output);
      } else {
        shown.put("Output", output.toString());
      }
      shown.putObject("OutputDetails").put("Included", true);
    }
    shown.put("StartDate", start.at());
    shown.put("StateMachineArn", start.ownMachineArn());
    Json.put(shown, "StateMachineVersionArn", start.versionArn());
    Json.put(shown, "StateMachineAliasArn", start.aliasArn());
    shown.put("Status", run.status());
    var stopped = run.stoppedAt();
    if (stopped != null) {
      shown.put("StopDate", stopped);
    }
    return shown;
  }
}
