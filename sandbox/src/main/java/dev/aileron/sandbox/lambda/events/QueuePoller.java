package dev.aileron.sandbox.lambda.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.lambda.control.Targets;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Reads a queue: several batches at a time; what a function fails with comes again later. */
final class QueuePoller implements Pollers.Poller {

  private static final int RECEIVE = 10;
  private static final int LONG_POLL = 2;

  /** As many as AWS begins with. */
  private static final int CONCURRENT = 5;

  private final Pollers.Work work;
  private final Semaphore places;
  private final ExecutorService batches = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable String url;

  QueuePoller(Pollers.Work work) {
    this.work = work;
    int concurrent =
        work.current()
            .map(mapping -> mapping.settings().path("ScalingConfig"))
            .map(scaling -> scaling.path("MaximumConcurrency").asInt(CONCURRENT))
            .orElse(CONCURRENT);
    this.places = new Semaphore(concurrent);
  }

  @Override
  public void poll(Targets.Mapping mapping) throws InterruptedException {
    var caller = work.asRole(mapping.functionArn());
    var queue = url;
    if (queue == null) {
      queue = Sources.queueUrl(work.services(), caller, work.sourceArn());
      url = queue;
    }
    places.acquire();
    boolean handed = false;
    try {
      var messages = gather(caller, queue, mapping.settings());
      if (messages.isEmpty()) {
        return;
      }
      if (work.current().isEmpty()) {
        release(caller, queue, messages);
        return;
      }
      var settled = queue;
      batches.execute(() -> {
        try {
          deliver(caller, settled, mapping, messages);
        } catch (InterruptedException ending) {
          Thread.currentThread().interrupt();
        } finally {
          places.release();
        }
      });
      handed = true;
    } finally {
      if (!handed) {
        places.release();
      }
    }
  }

  private List<JsonNode> gather(Caller caller, String queue, ObjectNode settings)
      throws InterruptedException {
    int size = settings.path("BatchSize").intValue();
    var window = Duration.ofSeconds(settings.path("MaximumBatchingWindowInSeconds").intValue());
    var messages = new ArrayList<JsonNode>();
    receive(caller, queue, Math.min(size, RECEIVE), LONG_POLL, messages);
    long end = System.nanoTime() + window.toNanos();
    while (!messages.isEmpty() && messages.size() < size && System.nanoTime() < end) {
      int left = (int) Math.min(1, Duration.ofNanos(end - System.nanoTime()).toSeconds());
      int before = messages.size();
      receive(caller, queue, Math.min(size - messages.size(), RECEIVE), left, messages);
      if (messages.size() == before) {
        Thread.sleep(Duration.ofMillis(50));
      }
    }
    return messages;
  }

  private void receive(Caller caller, String queue, int count, int seconds, List<JsonNode> messages)
      throws InterruptedException {
    var input =
        Reply.object()
            .put("QueueUrl", queue)
            .put("MaxNumberOfMessages", count)
            .put("WaitTimeSeconds", seconds);
    input.putArray("AttributeNames").add("All");
    input.putArray("MessageAttributeNames").add("All");
    var result = work.services().json(caller, "sqs", "AmazonSQS.ReceiveMessage", "1.0", input);
    if (!result.ok()) {
      url = null;
      throw new AwsError(400, "ReceiveMessage", result.message());
    }
    result.body().path("Messages").forEach(messages::add);
  }

  private void deliver(
      Caller caller, String queue, Targets.Mapping mapping, List<JsonNode> messages)
      throws InterruptedException {
    var filters = new Filters(mapping.settings());
    boolean windowed = mapping.settings().path("MaximumBatchingWindowInSeconds").intValue() > 0;
    var event = Reply.object();
    var records = event.putArray("Records");
    var done = new ArrayList<JsonNode>();
    var taken = new ArrayList<JsonNode>();
    for (var message : messages) {
      var entry = entry(message, windowed);
      if (filters.pass(entry)) {
        records.add(entry);
        taken.add(message);
      } else {
        done.add(message); // What no filter wants is gone for good.
      }
    }
    if (!records.isEmpty()) {
      done.addAll(handled(mapping, event, records, taken));
    }
    delete(caller, queue, done);
  }

  private List<JsonNode> handled(
      Targets.Mapping mapping, ObjectNode event, ArrayNode records, List<JsonNode> taken)
      throws InterruptedException {
    var ids = new HashSet<String>();
    records.forEach(entry -> ids.add(entry.get("messageId").asText()));
    try {
      var invocation =
          work.functions()
              .invoke(
                  work.caller(),
                  mapping.functionArn(),
                  null,
                  Reply.text(event).getBytes(StandardCharsets.UTF_8),
                  null);
      var result = BatchResult.of(invocation, mapping.settings(), ids);
      return taken.stream()
          .filter(message ->
              !result.all() && !result.failed().contains(message.path("MessageId").asText()))
          .toList();
    } catch (AwsError notRun) {
      return List.of(); // Throttled or gone: the messages come again.
    }
  }

  private ObjectNode entry(JsonNode message, boolean windowed) {
    var entry =
        Reply.object()
            .put("messageId", message.path("MessageId").asText())
            .put("receiptHandle", message.path("ReceiptHandle").asText())
            .put("body", message.path("Body").asText());
    var attributes = entry.putObject("attributes");
    message.path("Attributes").properties().stream()
        .filter(each -> !each.getKey().equals("MD5OfBody"))
        .forEach(each -> attributes.put(each.getKey(), each.getValue().asText()));
    var given = entry.putObject("messageAttributes");
    for (var each : message.path("MessageAttributes").properties()) {
      given.set(each.getKey(), attribute(each.getValue()));
    }
    entry.put("md5OfBody", message.path("MD5OfBody").asText());
    if (message.has("MD5OfMessageAttributes")) {
      entry.put("md5OfMessageAttributes", message.get("MD5OfMessageAttributes").asText());
    } else if (windowed) {
      entry.putNull("md5OfMessageAttributes"); // Recorded: there with a batching window only.
    }
    return entry
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", work.sourceArn())
        .put("awsRegion", work.region().name());
  }

  private static ObjectNode attribute(JsonNode given) {
    var attribute = Reply.object();
    if (given.has("StringValue")) {
      attribute.put("stringValue", given.get("StringValue").asText());
    }
    if (given.has("BinaryValue")) {
      attribute.put("binaryValue", given.get("BinaryValue").asText());
    }
    attribute.putArray("stringListValues");
    attribute.putArray("binaryListValues");
    return attribute.put("dataType", given.path("DataType").asText());
  }

  private void delete(Caller caller, String queue, List<JsonNode> messages)
      throws InterruptedException {
    for (int from = 0; from < messages.size(); from += RECEIVE) {
      var input = Reply.object().put("QueueUrl", queue);
      var entries = input.putArray("Entries");
      for (var message : messages.subList(from, Math.min(from + RECEIVE, messages.size()))) {
        entries
            .addObject()
            .put("Id", String.valueOf(entries.size()))
            .put("ReceiptHandle", message.path("ReceiptHandle").asText());
      }
      work.services().json(caller, "sqs", "AmazonSQS.DeleteMessageBatch", "1.0", input);
    }
  }

  /** Messages that came when the mapping was going already are for others. */
  private void release(Caller caller, String queue, List<JsonNode> messages)
      throws InterruptedException {
    for (var message : messages) {
      var input =
          Reply.object()
              .put("QueueUrl", queue)
              .put("ReceiptHandle", message.path("ReceiptHandle").asText())
              .put("VisibilityTimeout", 0);
      work.services().json(caller, "sqs", "AmazonSQS.ChangeMessageVisibility", "1.0", input);
    }
  }

  @Override
  public void close() {
    // Batches that run come to their end; the sandbox ends the rest.
    batches.shutdown();
  }
}
