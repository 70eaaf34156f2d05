package dev.aileron.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Streams of one shard in memory, speaking Kinesis' and DynamoDB streams' JSON protocols. */
final class FakeStreams {

  private static final String SHARD = "shardId-000000000000";

  private final Map<String, List<ObjectNode>> streams = new HashMap<>();
  private final Clock clock;
  private final Deque<String> troubles = new ArrayDeque<>();
  private int readers;

  FakeStreams(Clock clock) {
    this.clock = clock;
  }

  static String kinesisArn(String name) {
    return "arn:aws:kinesis:%s:%s:stream/%s".formatted(Lambda.REGION, Lambda.ACCOUNT, name);
  }

  static String tableArn(String name) {
    return "arn:aws:dynamodb:%s:%s:table/%s/stream/2026-11-25T02:00:00.000"
        .formatted(Lambda.REGION, Lambda.ACCOUNT, name);
  }

  synchronized boolean exists(String name) {
    return streams.containsKey(name);
  }

  synchronized void create(String name) {
    streams.put(name, new ArrayList<>());
  }

  synchronized void put(String stream, String data) {
    put(stream, "test", Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)));
  }

  /** Puts base64 data. */
  synchronized void put(String stream, String partitionKey, String data) {
    var records = streams.get(stream);
    records.add(
        Reply.object()
            .put("SequenceNumber", "%020d".formatted(records.size()))
            .put("PartitionKey", partitionKey)
            .put("Data", data)
            .put("ApproximateArrivalTimestamp", clock.millis() / 1000.0));
  }

  /** Lets the next read fail with that error. */
  synchronized void failOnce(String code) {
    troubles.add(code);
  }

  /** Whether a read has failed as it was told. */
  synchronized boolean hasFailed() {
    return troubles.isEmpty();
  }

  /** How many readers have got their places. */
  synchronized int readers() {
    return readers;
  }

  synchronized void putRecord(String stream, ObjectNode record) {
    streams.get(stream).add(record);
  }

  synchronized AwsResponse answer(AwsRequest request) {
    var operation = String.valueOf(request.headers().first("X-Amz-Target")).split("\\.")[1];
    var input = FakeQueues.body(request);
    var name = name(input);
    var answer = Reply.object();
    if (operation.equals("GetRecords") && !troubles.isEmpty()) {
      return AwsResponse.error(400, troubles.remove(), "trouble");
    }
    if (operation.equals("GetRecords")) {
      records(input, answer);
    } else if (!streams.containsKey(name)) {
      return Lambda.FakeAws.json(400, "{\"message\":\"not found\"}");
    } else if (operation.equals("ListShards")) {
      answer.putArray("Shards").addObject().put("ShardId", SHARD);
    } else if (operation.equals("DescribeStream")) {
      answer.putObject("StreamDescription").putArray("Shards").addObject().put("ShardId", SHARD);
    } else if (operation.equals("GetShardIterator")) {
      readers++;
      int place =
          switch (input.path("ShardIteratorType").asText()) {
            case "LATEST" -> streams.get(name).size();
            case "AFTER_SEQUENCE_NUMBER" -> input.path("StartingSequenceNumber").asInt() + 1;
            default -> 0;
          };
      answer.put("ShardIterator", name + "/" + place);
    }
    return Lambda.FakeAws.json(200, Reply.text(answer));
  }

  private static String name(JsonNode input) {
    var named = input.path("StreamName").asText();
    return named.isEmpty()
        ? input.path("StreamArn").asText().replaceAll(".*table/|/stream/.*", "")
        : named;
  }

  private void records(JsonNode input, ObjectNode answer) {
    var iterator = input.path("ShardIterator").asText().split("/");
    int from = Integer.parseInt(iterator[1]);
    var all = streams.get(iterator[0]);
    int to = Math.min(all.size(), from + input.path("Limit").asInt());
    var list = answer.putArray("Records");
    all.subList(from, to).forEach(list::add);
    answer.put("NextShardIterator", iterator[0] + "/" + to);
  }
}
