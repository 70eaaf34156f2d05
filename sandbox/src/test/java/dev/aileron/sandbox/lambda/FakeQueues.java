package dev.aileron.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Queues in memory, speaking SQS's JSON protocol. */
final class FakeQueues {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final class Message {
    final ObjectNode fields;
    int received;
    boolean hidden;

    Message(ObjectNode fields) {
      this.fields = fields;
    }
  }

  private final Map<String, LinkedHashMap<String, Message>> queues = new HashMap<>();
  int visibility = 900;

  static String arn(String name) {
    return "arn:aws:sqs:%s:%s:%s".formatted(Lambda.REGION, Lambda.ACCOUNT, name);
  }

  synchronized void create(String name) {
    queues.put(name, new LinkedHashMap<>());
  }

  synchronized void send(String queue, String body) {
    put(queue, body, null);
  }

  /** Sends a message with attributes as SQS takes them. */
  synchronized void send(String queue, String body, JsonNode attributes) {
    put(queue, body, attributes);
  }

  private void put(
      String queue, String body, @org.jspecify.annotations.Nullable JsonNode attributes) {
    var id = UUID.randomUUID().toString();
    var fields = Reply.object().put("MessageId", id).put("ReceiptHandle", id).put("Body", body);
    fields.put("MD5OfBody", "0123456789abcdef0123456789abcdef");
    if (attributes != null) {
      fields.set("MessageAttributes", attributes);
      fields.put("MD5OfMessageAttributes", "d25a6aea97eb8f585bfa92d314504a92");
    }
    queues.get(queue).put(id, new Message(fields));
  }

  /** Bodies that are in the queue, hidden or not. */
  synchronized List<JsonNode> messages(String queue) {
    return queues.get(queue).values().stream().map(message -> (JsonNode) message.fields).toList();
  }

  /** Makes messages that a reader did not delete visible again. */
  synchronized void reveal(String queue) {
    queues.get(queue).values().forEach(message -> message.hidden = false);
  }

  static String text(AwsRequest request) {
    try (var in = request.body().stream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode body(AwsRequest request) {
    try {
      return JSON.readTree(text(request));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized AwsResponse answer(AwsRequest request) {
    var operation = String.valueOf(request.headers().first("X-Amz-Target")).split("\\.")[1];
    var input = body(request);
    var url = input.path("QueueUrl").asText();
    var name =
        url.isEmpty() ? input.path("QueueName").asText() : url.substring(url.lastIndexOf('/') + 1);
    var queue = queues.get(name);
    if (queue == null) {
      return Lambda.FakeAws.json(400, "{\"message\":\"The specified queue does not exist.\"}");
    }
    var answer = Reply.object();
    switch (operation) {
      case "GetQueueUrl" -> answer.put("QueueUrl", "http://queues/" + name);
      case "GetQueueAttributes" ->
          answer.putObject("Attributes").put("VisibilityTimeout", String.valueOf(visibility));
      case "SendMessage" ->
          put(name, input.path("MessageBody").asText(), input.get("MessageAttributes"));
      case "ReceiveMessage" -> receive(queue, input, answer);
      case "DeleteMessageBatch" ->
          input.path("Entries").forEach(each -> queue.remove(each.path("ReceiptHandle").asText()));
      case "ChangeMessageVisibility" -> queue.values().forEach(message -> message.hidden = false);
      default -> throw new IllegalArgumentException(operation);
    }
    return Lambda.FakeAws.json(200, Reply.text(answer));
  }

  private static void receive(
      LinkedHashMap<String, Message> queue, JsonNode input, ObjectNode answer) {
    var taken = new ArrayList<Message>();
    for (var message : queue.values()) {
      if (!message.hidden && taken.size() < input.path("MaxNumberOfMessages").asInt(1)) {
        taken.add(message);
      }
    }
    var list = answer.putArray("Messages");
    for (var message : taken) {
      message.hidden = true;
      message.received++;
      var shown = message.fields.deepCopy();
      shown
          .putObject("Attributes")
          .put("ApproximateReceiveCount", String.valueOf(message.received))
          .put("ApproximateFirstReceiveTimestamp", "1700000000000")
          .put("SentTimestamp", "1700000000000")
          .put("SenderId", "sender");
      list.add(shown);
    }
    if (taken.isEmpty()) {
      answer.remove("Messages");
      pause();
    }
  }

  /** A long poll that finds nothing takes its time. */
  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
  }
}
