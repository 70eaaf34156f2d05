package dev.aileron.sandbox.lambda.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Functions;
import dev.aileron.sandbox.lambda.control.EventSourceMapping.Source;
import dev.aileron.sandbox.lambda.control.Targets;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch of a shard until it is dealt with: tried, split, tried again, given up. The shard waits
 * meanwhile.
 */
final class StreamBatch {

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter OBJECT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH.mm.ss").withZone(ZoneOffset.UTC);

  private final Pollers.Work work;
  private final Source source;
  private final Caller role;
  private final String shard;

  StreamBatch(Pollers.Work work, Source source, Caller role, String shard) {
    this.work = work;
    this.source = source;
    this.role = role;
    this.shard = shard;
  }

  /** Delivers records in order; returns when they are handled, given up, or the mapping ends. */
  void deliver(List<ObjectNode> records) throws InterruptedException {
    var batch = records;
    int attempts = 0;
    @Nullable Attempt last = null;
    var wait = work.backOff().first();
    while (!batch.isEmpty()) {
      var mapping = work.current();
      if (mapping.isEmpty()) {
        return;
      }
      var settings = mapping.get().settings();
      int expired = expired(batch, settings);
      if (expired > 0) {
        int tried = Math.max(attempts, 1); // Recorded: it says one for records never tried.
        giveUp(mapping.get(), batch.subList(0, expired), tried, "RecordAgeExceeded", null);
        batch = batch.subList(expired, batch.size());
        attempts = 0;
        continue;
      }
      last = attempt(mapping.get(), batch);
      attempts++;
      if (last.result().succeeded()) {
        mapping.get().result().accept("OK");
        return;
      }
      mapping.get().result().accept("PROBLEM: Function call failed");
      int retries = settings.path("MaximumRetryAttempts").intValue();
      if (retries >= 0 && attempts > retries) {
        giveUp(mapping.get(), batch, attempts, "RetryAttemptsExhausted", last);
        return;
      }
      if (last.result().all()
          && settings.path("BisectBatchOnFunctionError").booleanValue()
          && batch.size() > 1) {
        deliver(batch.subList(0, batch.size() / 2));
        deliver(batch.subList(batch.size() / 2, batch.size()));
        return;
      }
      batch = rest(batch, last.result());
      Thread.sleep(wait);
      wait = work.backOff().after(wait);
    }
  }

  private record Attempt(BatchResult result, Functions.@Nullable Invocation invocation) {}

  private Attempt attempt(Targets.Mapping mapping, List<ObjectNode> batch)
      throws InterruptedException {
    var ids = new HashSet<String>();
    batch.forEach(each -> ids.add(sequence(each)));
    try {
      var invocation =
          work.functions()
              .invoke(
                  work.caller(),
                  mapping.functionArn(),
                  null,
                  Reply.text(event(batch)).getBytes(StandardCharsets.UTF_8),
                  null);
      return new Attempt(BatchResult.of(invocation, mapping.settings(), ids), invocation);
    } catch (AwsError notRun) {
      return new Attempt(new BatchResult(java.util.Set.of(), true), null);
    }
  }

  private static ObjectNode event(List<ObjectNode> batch) {
    var event = Reply.object();
    event.putArray("Records").addAll(batch);
    return event;
  }

  /** From the first record that failed: what comes after it is not handled yet. */
  private List<ObjectNode> rest(List<ObjectNode> batch, BatchResult result) {
    for (int i = 0; i < batch.size(); i++) {
      if (result.all() || result.failed().contains(sequence(batch.get(i)))) {
        return batch.subList(i, batch.size());
      }
    }
    return List.of();
  }

  /** How many records at the beginning are older than the mapping takes. */
  private int expired(List<ObjectNode> batch, ObjectNode settings) {
    int limit = settings.path("MaximumRecordAgeInSeconds").asInt(-1);
    int expired = 0;
    while (limit >= 0
        && expired < batch.size()
        && arrival(batch.get(expired)).plusSeconds(limit).isBefore(work.clock().instant())) {
      expired++;
    }
    return expired;
  }

  private void giveUp(
      Targets.Mapping mapping,
      List<ObjectNode> batch,
      int attempts,
      String condition,
      @Nullable Attempt last)
      throws InterruptedException {
    var destination =
        mapping
            .settings()
            .path("DestinationConfig")
            .path("OnFailure")
            .path("Destination")
            .asText("");
    if (destination.isEmpty()) {
      return;
    }
    var now = work.clock().instant();
    var entry = Reply.object();
    entry
        .putObject("requestContext")
        .put("requestId", requestId(last))
        .put("functionArn", mapping.functionArn())
        .put("condition", condition)
        .put("approximateInvokeCount", attempts);
    var invocation = last == null ? null : last.invocation();
    if (invocation != null) {
      entry
          .putObject("responseContext")
          .put("statusCode", invocation.status())
          .put("executedVersion", invocation.executedVersion())
          .put("functionError", invocation.functionError());
    }
    entry.put("version", "1.0").put("timestamp", MILLIS.format(now));
    entry.set(source == Source.KINESIS ? "KinesisBatchInfo" : "DDBStreamBatchInfo", info(batch));
    if (destination.contains(":s3:")) {
      entry.set("payload", event(batch)); // A bucket has room for the records themselves.
    }
    var key =
        "aws/lambda/%s/%s/%s/%s-%s"
            .formatted(
                work.mappingId(), shard, DAY.format(now), OBJECT.format(now), UUID.randomUUID());
    try {
      work.destinations().send(role, destination, entry, "Lambda Event Source Mapping", key);
    } catch (AwsError notDelivered) {
      mapping.result().accept("PROBLEM: " + notDelivered.message());
    }
  }

  private static String requestId(@Nullable Attempt last) {
    var invocation = last == null ? null : last.invocation();
    var id = invocation == null ? null : invocation.headers().get("x-amzn-RequestId");
    return id == null ? UUID.randomUUID().toString() : id;
  }

  private ObjectNode info(List<ObjectNode> batch) {
    var format = source == Source.KINESIS ? MILLIS : SECONDS;
    return Reply.object()
        .put("shardId", shard)
        .put("startSequenceNumber", sequence(batch.getFirst()))
        .put("endSequenceNumber", sequence(batch.getLast()))
        .put("approximateArrivalOfFirstRecord", format.format(arrival(batch.getFirst())))
        .put("approximateArrivalOfLastRecord", format.format(arrival(batch.getLast())))
        .put("batchSize", batch.size())
        .put("streamArn", work.sourceArn());
  }

  private String sequence(JsonNode record) {
    return source == Source.KINESIS
        ? record.path("kinesis").path("sequenceNumber").asText()
        : record.path("dynamodb").path("SequenceNumber").asText();
  }

  private Instant arrival(JsonNode record) {
    var time =
        source == Source.KINESIS
            ? record.path("kinesis").path("approximateArrivalTimestamp")
            : record.path("dynamodb").path("ApproximateCreationDateTime");
    return Instant.ofEpochMilli((long) (time.doubleValue() * 1000));
  }
}
