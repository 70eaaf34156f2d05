package dev.aileron.sandbox.lambda.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.lambda.calls.Services;
import dev.aileron.sandbox.lambda.control.EventSourceMapping.Source;
import dev.aileron.sandbox.lambda.control.Targets;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a stream of Kinesis or DynamoDB: each shard in order, a batch at a time. */
final class StreamPoller implements Pollers.Poller {

  private static final Duration BETWEEN_READS = Duration.ofMillis(250);
  private static final int SHARDS_LOOK = 20;

  private final Pollers.Work work;
  private final Source source;
  private final Map<String, String> iterators = new HashMap<>();

  /** The last record that was read of each shard: from there a new iterator goes on. */
  private final Map<String, String> positions = new HashMap<>();

  private int untilShardsLook;

  StreamPoller(Pollers.Work work, Source source) {
    this.work = work;
    this.source = source;
  }

  @Override
  public void poll(Targets.Mapping mapping) throws InterruptedException {
    var role = work.asRole(mapping.functionArn());
    if (untilShardsLook-- <= 0) {
      findShards(role, mapping.settings());
      untilShardsLook = SHARDS_LOOK;
    }
    boolean any = false;
    for (var shard : List.copyOf(iterators.keySet())) {
      any |= readShard(role, mapping, shard);
    }
    if (!any) {
      Thread.sleep(BETWEEN_READS);
    }
  }

  private void findShards(Caller role, ObjectNode settings) throws InterruptedException {
    var result =
        source == Source.KINESIS
            ? call(role, "ListShards", Reply.object().put("StreamName", streamName()))
            : call(role, "DescribeStream", Reply.object().put("StreamArn", work.sourceArn()));
    var shards =
        source == Source.KINESIS
            ? result.body().path("Shards")
            : result.body().path("StreamDescription").path("Shards");
    for (var shard : shards) {
      var id = shard.path("ShardId").asText();
      if (!iterators.containsKey(id)) {
        var iterator = iterator(role, id, settings);
        if (iterator != null) {
          iterators.put(id, iterator);
        }
      }
    }
  }

  private @Nullable String iterator(Caller role, String shard, ObjectNode settings)
      throws InterruptedException {
    var input = Reply.object().put("ShardId", shard);
    if (source == Source.KINESIS) {
      input.put("StreamName", streamName());
    } else {
      input.put("StreamArn", work.sourceArn());
    }
    var position = positions.get(shard);
    if (position != null) {
      input
          .put("ShardIteratorType", "AFTER_SEQUENCE_NUMBER")
          .put("StartingSequenceNumber", position);
    } else {
      input.put("ShardIteratorType", settings.path("StartingPosition").asText());
      if (source == Source.KINESIS && settings.has("StartingPositionTimestamp")) {
        input.set("Timestamp", settings.get("StartingPositionTimestamp"));
      }
    }
    var result = call(role, "GetShardIterator", input);
    return result.ok() ? result.body().path("ShardIterator").asText(null) : null;
  }

  private boolean readShard(Caller role, Targets.Mapping mapping, String shard)
      throws InterruptedException {
    int size = mapping.settings().path("BatchSize").intValue();
    var window =
        Duration.ofSeconds(mapping.settings().path("MaximumBatchingWindowInSeconds").intValue());
    var records = new ArrayList<JsonNode>(read(role, shard, size));
    if (records.isEmpty()) {
      return false;
    }
    long end = System.nanoTime() + window.toNanos();
    while (records.size() < size && System.nanoTime() < end && iterators.containsKey(shard)) {
      Thread.sleep(BETWEEN_READS);
      records.addAll(read(role, shard, size - records.size()));
    }
    var filters = new Filters(mapping.settings());
    var batch =
        records.stream().map(each -> entry(role, shard, each)).filter(filters::pass).toList();
    if (!batch.isEmpty()) {
      new StreamBatch(work, source, role, shard).deliver(batch);
    }
    return true;
  }

  private List<JsonNode> read(Caller role, String shard, int count) throws InterruptedException {
    var iterator = iterators.get(shard);
    if (iterator == null || iterator.isEmpty()) {
      return List.of(); // The shard is closed and read to its end.
    }
    var input = Reply.object().put("ShardIterator", iterator).put("Limit", Math.min(count, 1000));
    var result = call(role, "GetRecords", input);
    if (!result.ok()) {
      if ("ExpiredIteratorException".equals(result.error())) {
        iterators.remove(shard);
        untilShardsLook = 0;
      }
      throw new AwsError(400, "GetRecords", result.message());
    }
    iterators.put(shard, result.body().path("NextShardIterator").asText(""));
    var records = new ArrayList<JsonNode>();
    result.body().path("Records").forEach(records::add);
    if (!records.isEmpty()) {
      positions.put(shard, sequence(records.getLast()));
    }
    return records;
  }

  private String sequence(JsonNode record) {
    return source == Source.KINESIS
        ? record.path("SequenceNumber").asText()
        : record.path("dynamodb").path("SequenceNumber").asText();
  }

  private ObjectNode entry(Caller role, String shard, JsonNode given) {
    if (source == Source.DYNAMODB) {
      var entry = ((ObjectNode) given).deepCopy();
      entry.remove("userIdentity");
      return entry.put("eventSourceARN", work.sourceArn()).put("awsRegion", work.region().name());
    }
    var sequence = given.path("SequenceNumber").asText();
    var entry = Reply.object();
    var kinesis =
        entry
            .putObject("kinesis")
            .put("kinesisSchemaVersion", "1.0")
            .put("partitionKey", given.path("PartitionKey").asText())
            .put("sequenceNumber", sequence)
            .put("data", given.path("Data").asText());
    kinesis.set("approximateArrivalTimestamp", given.path("ApproximateArrivalTimestamp"));
    return entry
        .put("eventSource", "aws:kinesis")
        .put("eventVersion", "1.0")
        .put("eventID", shard + ":" + sequence)
        .put("eventName", "aws:kinesis:record")
        .put("invokeIdentityArn", role.principalArn())
        .put("awsRegion", work.region().name())
        .put("eventSourceARN", work.sourceArn());
  }

  private Services.Result call(Caller role, String operation, JsonNode input)
      throws InterruptedException {
    return source == Source.KINESIS
        ? work.services().json(role, "kinesis", "Kinesis_20131202." + operation, "1.1", input)
        : work.services()
            .json(role, "dynamodb", "DynamoDBStreams_20120810." + operation, "1.0", input);
  }

  private String streamName() {
    return work.sourceArn().substring(work.sourceArn().indexOf('/') + 1);
  }
}
