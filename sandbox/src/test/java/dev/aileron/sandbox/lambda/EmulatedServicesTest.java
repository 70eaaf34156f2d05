package dev.aileron.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aileron.sandbox.aws.AwsAccount;
import dev.aileron.sandbox.aws.MiniStack;
import dev.aileron.sandbox.lambda.calls.Services;
import dev.aileron.sandbox.lambda.wire.Reply;
import dev.aileron.sandbox.process.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Mappings, logs and S3 code against the emulator that stands behind the sandbox's endpoint. */
@Tag("sandbox")
class EmulatedServicesTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Lambda lambda;
  private LambdaClient client;
  private Services services;
  private Processes processes;
  private Path events;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    var python = Python.provide();
    lambda = Lambda.running(python);
    client = lambda.client();
    var root = Path.of(System.getProperty("project.root", "..")).toAbsolutePath();
    var directory = Files.createTempDirectory("ministack");
    processes = new Processes(root.resolve("sandbox/supervise.sh"), directory.resolve("processes"));
    var account = new AwsAccount(Lambda.ACCOUNT, Lambda.REGION, Lambda.ACCOUNT, "secret");
    lambda.aws.forwardTo(
        MiniStack.start(
            python,
            root.resolve("sandbox/ministack"),
            directory.resolve("aws"),
            lambda.uri().getPort(),
            Set.of("lambda"),
            account,
            processes));
    services = new Services(lambda.aws);
    events = lambda.directory().resolve("events");
  }

  @AfterEach
  void stop() throws IOException {
    lambda.close();
    processes.close();
  }

  private void consumer() {
    var source =
        """
        import json, os
        def handler(event, context):
            with open(os.environ['EVENTS'], 'a') as events:
                events.write(json.dumps(event) + '\\n')
        """;
    client.createFunction(b ->
        b.functionName("f")
            .runtime(Runtime.PYTHON3_12)
            .handler("handler.handler")
            .role(Lambda.ROLE)
            .environment(e -> e.variables(Map.of("EVENTS", events.toString())))
            .code(c -> c.zipFile(Archives.python(source))));
  }

  private void awaitEvent(String part) {
    await()
        .atMost(LIMIT)
        .until(() -> Files.exists(events) && Files.readString(events).contains(part));
  }

  private com.fasterxml.jackson.databind.JsonNode call(
      String service, String target, String version, com.fasterxml.jackson.databind.JsonNode input)
      throws InterruptedException {
    var result = services.json(Lambda.OWNER, service, target, version, input);
    assertThat(result.status()).as(target + " " + new String(result.bytes())).isLessThan(300);
    return result.body();
  }

  @Test
  @DisplayName("a queue's messages come to the function and leave the queue")
  void readsQueues() throws InterruptedException {
    // given
    consumer();
    var url =
        call("sqs", "AmazonSQS.CreateQueue", "1.0", Reply.object().put("QueueName", "orders"))
            .path("QueueUrl")
            .asText();
    client.createEventSourceMapping(
        b -> b.functionName("f").eventSourceArn(FakeQueues.arn("orders")));

    // when
    call(
        "sqs",
        "AmazonSQS.SendMessage",
        "1.0",
        Reply.object().put("QueueUrl", url).put("MessageBody", "order seven"));

    // then
    awaitEvent("order seven");
    await().atMost(LIMIT).until(() -> inFlight(url) == 0);
  }

  private int inFlight(String url) throws InterruptedException {
    var wanted = Reply.object().put("QueueUrl", url);
    wanted.putArray("AttributeNames").add("All");
    var attributes = call("sqs", "AmazonSQS.GetQueueAttributes", "1.0", wanted).path("Attributes");
    return attributes.path("ApproximateNumberOfMessages").asInt()
        + attributes.path("ApproximateNumberOfMessagesNotVisible").asInt();
  }

  @Test
  @DisplayName("a Kinesis stream's records come to the function")
  void readsStreams() throws InterruptedException {
    // given
    consumer();
    call(
        "kinesis",
        "Kinesis_20131202.CreateStream",
        "1.1",
        Reply.object().put("StreamName", "orders").put("ShardCount", 1));
    await().atMost(LIMIT).until(() -> status("orders").equals("ACTIVE"));
    client.createEventSourceMapping(b ->
        b.functionName("f")
            .eventSourceArn(FakeStreams.kinesisArn("orders"))
            .startingPosition("TRIM_HORIZON"));

    // when
    call(
        "kinesis",
        "Kinesis_20131202.PutRecord",
        "1.1",
        Reply.object()
            .put("StreamName", "orders")
            .put("PartitionKey", "seven")
            .put("Data", "b3JkZXI="));

    // then
    awaitEvent("b3JkZXI=");
  }

  private String status(String stream) throws InterruptedException {
    return call(
            "kinesis",
            "Kinesis_20131202.DescribeStreamSummary",
            "1.1",
            Reply.object().put("StreamName", stream))
        .path("StreamDescriptionSummary")
        .path("StreamStatus")
        .asText();
  }

  @Test
  @DisplayName("a table's changes come to the function")
  void readsTables() throws InterruptedException, IOException {
    // given
    consumer();
    var table =
        Scenario.json(
            "{'TableName':'orders','BillingMode':'PAY_PER_REQUEST','KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}],'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'NEW_IMAGE'}}");
    var stream =
        call("dynamodb", "DynamoDB_20120810.CreateTable", "1.0", table)
            .path("TableDescription")
            .path("LatestStreamArn")
            .asText();
    client.createEventSourceMapping(
        b -> b.functionName("f").eventSourceArn(stream).startingPosition("TRIM_HORIZON"));

    // when
    call(
        "dynamodb",
        "DynamoDB_20120810.PutItem",
        "1.0",
        Scenario.json("{'TableName':'orders','Item':{'id':{'S':'seven'}}}"));

    // then
    awaitEvent("seven");
  }

  @Test
  @DisplayName("code comes out of a bucket, output goes to CloudWatch Logs")
  void readsBucketsAndWritesLogs() throws InterruptedException {
    // given
    var bucket =
        "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>";
    lambda.aws.put("/the-code", bucket.getBytes(StandardCharsets.UTF_8));
    lambda.aws.put(
        "/the-code/f.zip",
        Archives.of("handler.py", "def handler(event, context):\n    print('from a bucket')\n"));
    client.createFunction(b ->
        b.functionName("f")
            .runtime(Runtime.PYTHON3_12)
            .handler("handler.handler")
            .role(Lambda.ROLE)
            .code(c -> c.s3Bucket("the-code").s3Key("f.zip")));

    // when
    client.invoke(b -> b.functionName("f"));

    // then
    await()
        .atMost(LIMIT)
        .until(() ->
            services
                .json(
                    Lambda.OWNER,
                    "logs",
                    "Logs_20140328.FilterLogEvents",
                    "1.1",
                    Reply.object().put("logGroupName", "/aws/lambda/f"))
                .body()
                .toString()
                .contains("from a bucket"));
  }
}
