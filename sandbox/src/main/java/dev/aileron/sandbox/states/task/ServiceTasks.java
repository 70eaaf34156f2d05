package dev.aileron.sandbox.states.task;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.states.task.Failures.Service;
import java.net.URI;
import java.util.Set;
import java.util.UUID;

/** The optimized integrations of SQS, SNS, EventBridge, DynamoDB and Step Functions itself. */
final class ServiceTasks {
  private static final Set<String> ITEMS = Set.of("getItem", "putItem", "updateItem", "deleteItem");

  private final Wire wire;

  ServiceTasks(Wire wire) {
    this.wire = wire;
  }

  Outcome call(TaskCall call) throws InterruptedException {
    var what = call.resource().service() + ":" + call.action();
    return switch (what) {
      case "sqs:sendMessage" -> sendMessage(call);
      case "sns:publish" -> publish(call);
      case "events:putEvents" -> putEvents(call);
      case "states:startExecution" -> startExecution(call);
      default ->
          call.resource().service().equals("dynamodb") && ITEMS.contains(call.action())
              ? item(call)
              : Integrations.notModelled(call);
    };
  }

  private Outcome sendMessage(TaskCall call) throws InterruptedException {
    var queue = call.arguments().path("QueueUrl").asText();
    if (!queue.startsWith("http://") && !queue.startsWith("https://")) {
      // The SDK takes the queue's URL for the host to call.
      return new Outcome.Failed(
          "SQS.SdkClientException",
          "Unable to execute HTTP request: " + host(queue) + ": Name or service not known");
    }
    var body = Texts.stringified(call.arguments(), "MessageBody");
    if (body.path("MessageBody").asText().isEmpty()) {
      return Failures.optimized(
          Service.SQS,
          400,
          "MissingParameter",
          "The request must contain the parameter MessageBody.",
          UUID.randomUUID().toString());
    }
    var reply = wire.json(call.caller(), "sqs", "1.0", "AmazonSQS.SendMessage", body);
    return reply.failed() ? Failures.optimized(Service.SQS, reply) : withMetadata(reply);
  }

  private static String host(String queue) {
    try {
      var host = URI.create(queue).getHost();
      return host == null ? queue : host;
    } catch (IllegalArgumentException e) {
      return queue;
    }
  }

  private static Outcome withMetadata(Wire.Reply reply) {
    var output =
        reply.json() instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    reply.metadata(output);
    return new Outcome.Succeeded(output);
  }

  private Outcome publish(TaskCall call) throws InterruptedException {
    var reply =
        wire.query(
            call.caller(),
            "sns",
            Query.form("Publish", Texts.stringified(call.arguments(), "Message")));
    if (reply.failed()) {
      return Failures.optimized(Service.SNS, reply);
    }
    var output = Query.result(reply.text());
    reply.metadata(output);
    return new Outcome.Succeeded(output);
  }

  private Outcome putEvents(TaskCall call) throws InterruptedException {
    var body = call.arguments().deepCopy();
    for (var entry : body.path("Entries")) {
      if (entry instanceof ObjectNode event) {
        if (event.hasNonNull("Detail") && !event.path("Detail").isTextual()) {
          event.put("Detail", event.path("Detail").toString());
        }
        // Step Functions adds who sent it.
        event.withArray("/Resources").add(call.executionArn()).add(call.machineArn());
      }
    }
    var reply = wire.json(call.caller(), "events", "1.1", "AWSEvents.PutEvents", body);
    if (reply.failed()) {
      return Failures.optimized(Service.EVENTS, reply);
    }
    var output = reply.json();
    return output.path("FailedEntryCount").asInt() > 0
        ? new Outcome.Failed("EventBridge.FailedEntry", output.toString())
        : new Outcome.Succeeded(output);
  }

  private Outcome item(TaskCall call) throws InterruptedException {
    var operation = Texts.capital(call.action());
    var reply =
        wire.json(
            call.caller(), "dynamodb", "1.0", "DynamoDB_20120810." + operation, call.arguments());
    return reply.failed() ? Failures.optimized(Service.DYNAMODB, reply) : withMetadata(reply);
  }

  private Outcome startExecution(TaskCall call) throws InterruptedException {
    var reply =
        wire.json(
            call.caller(),
            "states",
            "1.0",
            "AWSStepFunctions.StartExecution",
            Texts.uncapitalized(Texts.stringified(call.arguments(), "Input")));
    if (reply.failed()) {
      return Failures.optimized(Service.STATES, reply);
    }
    var output = JsonNodeFactory.instance.objectNode();
    output.put("ExecutionArn", reply.json().path("executionArn").asText());
    reply.metadata(output);
    output.put("StartDate", Math.round(reply.json().path("startDate").asDouble() * 1000));
    return new Outcome.Succeeded(output);
  }
}
