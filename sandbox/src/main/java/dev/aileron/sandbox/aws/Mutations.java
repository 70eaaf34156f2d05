package dev.aileron.sandbox.aws;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells operations that change something from those that read or that only do work.
 *
 * <p>Work is what a service is for once it is set up: invoking a function, running an execution,
 * sending a message, reporting a metric. It is not a write here, because the question the log
 * answers is "did anybody change the set-up while nothing had to change?".
 */
final class Mutations {

  private static final List<String> READING_VERBS =
      List.of(
          "Get",
          "List",
          "Describe",
          "Head",
          "BatchGet",
          "Query",
          "Scan",
          "Search",
          "Select",
          "Lookup",
          "Validate",
          "Test",
          "Simulate",
          "Decode",
          "Assume",
          "Check",
          "Filter",
          "Poll");

  private static final Map<String, Set<String>> WORK =
      Map.of(
          "lambda",
          Set.of(
              "Invoke",
              "InvokeAsync",
              "InvokeWithResponseStream",
              "CheckpointDurableExecution",
              "SendDurableExecutionCallbackFailure",
              "SendDurableExecutionCallbackHeartbeat",
              "SendDurableExecutionCallbackSuccess"),
          "states",
          Set.of(
              "StartExecution",
              "StartSyncExecution",
              "RedriveExecution",
              "SendTaskFailure",
              "SendTaskHeartbeat",
              "SendTaskSuccess"),
          "sqs",
          Set.of(
              "SendMessage",
              "SendMessageBatch",
              "ReceiveMessage",
              "DeleteMessage",
              "DeleteMessageBatch",
              "ChangeMessageVisibility",
              "ChangeMessageVisibilityBatch"),
          "sns",
          Set.of("Publish", "PublishBatch"),
          "events",
          Set.of("PutEvents", "PutPartnerEvents"),
          "monitoring",
          Set.of("PutMetricData"),
          "kinesis",
          Set.of("PutRecord", "PutRecords", "SubscribeToShard"),
          "logs",
          Set.of("PutLogEvents", "StartQuery", "StopQuery"),
          "xray",
          Set.of("PutTraceSegments", "PutTelemetryRecords"));

  private Mutations() {}

  /** Whether an operation of this name changes configuration or stored data. */
  static boolean isWrite(String service, String operation) {
    return READING_VERBS.stream().noneMatch(verb -> startsWithWord(operation, verb))
        && !WORK.getOrDefault(service, Set.of()).contains(operation);
  }

  /** "Get" begins GetFunction and not Getaway: a verb ends where the next word begins. */
  private static boolean startsWithWord(String operation, String verb) {
    return operation.startsWith(verb)
        && (operation.length() == verb.length()
            || Character.isUpperCase(operation.charAt(verb.length())));
  }
}
