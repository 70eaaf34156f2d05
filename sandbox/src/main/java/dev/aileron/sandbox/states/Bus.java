package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Status changes of Standard executions, as events on the default bus. */
final class Bus {
  /** Input or output that is longer is left out (EventBridge integration, "248 KiB"). */
  private static final int LONGEST = 248 * 1024;

  private final Requests requests;
  private final Sender sender;

  Bus(Requests requests, Sender sender) {
    this.requests = requests;
    this.sender = sender;
  }

  void send(Run run) {
    if (!run.start().express()) {
      var event = event(run);
      sender.send(() -> put(run, event));
    }
  }

  private static ObjectNode event(Run run) {
    var start = run.start();
    var execution = run.execution();
    var rest = run.rest();
    var detail = Json.object();
    detail.put("executionArn", start.arn());
    detail.put("stateMachineArn", start.machineArn());
    detail.put("name", start.name());
    detail.put("status", run.status());
    detail.put("startDate", start.at());
    detail.put("stopDate", rest.stoppedAt());
    payload(detail, "input", start.input());
    var output = execution.output();
    payload(detail, "output", output == null ? null : output.toString());
    detail.put("stateMachineVersionArn", start.versionArn());
    detail.put("stateMachineAliasArn", start.aliasArn());
    detail.put("redriveCount", rest.redrives());
    detail.put("redriveDate", rest.redrivenAt());
    var why = Describing.notRedrivable(run, run.world().clock().millis());
    detail.put("redriveStatus", why == null ? "REDRIVABLE" : "NOT_REDRIVABLE");
    detail.put("redriveStatusReason", why);
    detail.put("error", run.isRunning() ? null : execution.error());
    detail.put("cause", run.isRunning() ? null : execution.cause());
    var body = Json.object();
    var entry = body.putArray("Entries").addObject();
    entry.put("Source", "aws.states");
    entry.put("DetailType", "Step Functions Execution Status Change");
    entry.put("Detail", detail.toString());
    entry.put("Time", run.sortedBy() / 1000);
    entry.putArray("Resources").add(start.arn());
    return body;
  }

  private static void payload(ObjectNode detail, String name, @Nullable String value) {
    boolean included = value == null || value.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    detail.put(name, included ? value : null);
    if (value == null) {
      detail.putNull(name + "Details");
    } else {
      detail.putObject(name + "Details").put("included", included);
    }
  }

  private void put(Run run, ObjectNode body) throws InterruptedException {
    requests.json(run.region().owner(), "events", "AWSEvents.PutEvents", "1.1", body);
  }
}
