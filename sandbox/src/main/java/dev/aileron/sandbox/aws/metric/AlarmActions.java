package dev.aileron.sandbox.aws.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.sandbox.aws.AwsCall;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** What alarms set off: messages to topics, invocations, and events on the default bus. */
final class AlarmActions implements BiConsumer<Caller, Alarm> {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<Endpoint> endpoint;

  AlarmActions(Supplier<Endpoint> endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public void accept(Caller caller, Alarm alarm) {
    var message = message(caller, alarm);
    var event = event(alarm);
    var actions = alarm.actions();
    // Apart from the book, which is locked now: whoever is called may ask for alarms.
    Thread.ofVirtual().name("alarm").start(() -> carryOut(caller, message, event, actions));
  }

  private void carryOut(Caller caller, String message, String event, List<String> actions) {
    try {
      send(
          caller,
          new AwsCall(
              "events",
              "PutEvents",
              Map.of(
                  "Entries",
                  List.of(
                      Map.of(
                          "Source",
                          "aws.cloudwatch",
                          "DetailType",
                          "CloudWatch Alarm State Change",
                          "Detail",
                          event)))));
      for (var action : actions) {
        if (action.startsWith("arn:aws:sns:")) {
          send(
              caller,
              new AwsCall("sns", "Publish", Map.of("TopicArn", action, "Message", message)));
        } else if (action.startsWith("arn:aws:lambda:")) {
          send(
              caller,
              new AwsCall(
                  "lambda",
                  "Invoke",
                  Map.of("FunctionName", action, "InvocationType", "Event", "Payload", message)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Caller caller, AwsCall call) throws InterruptedException {
    endpoint.get().send(caller, call.service(), call.request());
  }

  private static String message(Caller caller, Alarm alarm) {
    var message = new LinkedHashMap<String, Object>();
    message.put("AlarmName", alarm.name());
    message.put("AlarmArn", alarm.arn());
    message.put("AWSAccountId", caller.accountId());
    message.put("NewStateValue", alarm.state().name());
    message.put("NewStateReason", alarm.reason());
    message.put("Region", caller.region());
    return json(message);
  }

  private static String event(Alarm alarm) {
    var detail = new LinkedHashMap<String, Object>();
    detail.put("alarmName", alarm.name());
    detail.put("state", Map.of("value", alarm.state().name(), "reason", alarm.reason()));
    return json(detail);
  }

  private static String json(Map<String, Object> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
