package dev.aileron.sandbox.lambda.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Functions;
import dev.aileron.sandbox.lambda.calls.Services;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Sends records to queues, topics, functions, buses and buckets, in the name of a function's role.
 */
final class Destinations {

  private final Services services;
  private final Functions functions;

  Destinations(Services services, Functions functions) {
    this.services = services;
    this.functions = functions;
  }

  /**
   * Sends a record of what became of an event or a batch.
   *
   * @param caller with the function's role
   * @param detailType of the event when the destination is a bus
   * @param objectKey of the object when the destination is a bucket
   * @return whether it arrived
   */
  boolean send(Caller caller, String arn, ObjectNode entry, String detailType, String objectKey)
      throws InterruptedException {
    var text = Reply.text(entry);
    var parts = arn.split(":", 6);
    return switch (parts[2]) {
      case "sqs" -> sendMessage(caller, arn, text, Reply.object());
      case "sns" -> publish(caller, arn, text);
      case "events" -> putEvent(caller, arn, text, detailType);
      case "s3" -> services.putObject(caller, parts[5], objectKey, text).ok();
      case "lambda" -> {
        functions.invokeAsync(caller, arn, null, text.getBytes(StandardCharsets.UTF_8));
        yield true;
      }
      default -> false;
    };
  }

  /** Sends an event itself to a dead-letter queue or topic. */
  boolean deadLetter(Caller caller, String arn, byte[] event, String requestId, String error)
      throws InterruptedException {
    var text = new String(event, StandardCharsets.UTF_8);
    if (arn.split(":", 6)[2].equals("sns")) {
      return publish(caller, arn, text);
    }
    var attributes = Reply.object();
    attribute(attributes, "RequestID", "String", requestId);
    attribute(attributes, "ErrorCode", "Number", "200");
    attribute(attributes, "ErrorMessage", "String", error.isEmpty() ? "null" : error);
    return sendMessage(caller, arn, text, attributes);
  }

  private static void attribute(ObjectNode attributes, String name, String type, String value) {
    attributes.putObject(name).put("DataType", type).put("StringValue", value);
  }

  private boolean sendMessage(Caller caller, String arn, String body, ObjectNode attributes)
      throws InterruptedException {
    var input =
        Reply.object()
            .put("QueueUrl", Sources.queueUrl(services, caller, arn))
            .put("MessageBody", body);
    if (!attributes.isEmpty()) {
      input.set("MessageAttributes", attributes);
    }
    return services.json(caller, "sqs", "AmazonSQS.SendMessage", "1.0", input).ok();
  }

  private boolean publish(Caller caller, String arn, String message) throws InterruptedException {
    return services
        .query(caller, "sns", "Publish", "2010-03-31", Map.of("TopicArn", arn, "Message", message))
        .ok();
  }

  private boolean putEvent(Caller caller, String arn, String detail, String detailType)
      throws InterruptedException {
    var input = Reply.object();
    input
        .putArray("Entries")
        .addObject()
        .put("EventBusName", arn)
        .put("Source", "lambda")
        .put("DetailType", detailType)
        .put("Detail", detail);
    return services.json(caller, "events", "AWSEvents.PutEvents", "1.1", input).ok();
  }
}
