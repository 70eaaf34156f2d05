package dev.aileron.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Functions that run, called through the SDK. */
@Tag("sandbox")
class InvocationTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION =
      "def handler(event, context):\n    return context.function_version\n";

  private Lambda lambda;
  private LambdaClient client;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    lambda = Lambda.running(Python.provide());
    client = lambda.client();
  }

  @AfterEach
  void stop() throws IOException {
    lambda.close();
  }

  private void python(String name, String source) {
    create(name, Runtime.PYTHON3_12, "handler.handler", Archives.python(source));
  }

  private void create(String name, Runtime runtime, String handler, SdkBytes archive) {
    client.createFunction(b ->
        b.functionName(name)
            .runtime(runtime)
            .handler(handler)
            .role(Lambda.ROLE)
            .timeout(20)
            .code(c -> c.zipFile(archive)));
  }

  private void twoVersions() {
    python("f", VERSION);
    client.publishVersion(b -> b.functionName("f"));
    client.updateFunctionConfiguration(b -> b.functionName("f").description("two"));
    client.publishVersion(b -> b.functionName("f"));
  }

  private InvokeResponse invoke(String name, String payload) {
    return client.invoke(b -> b.functionName(name).payload(SdkBytes.fromUtf8String(payload)));
  }

  @Test
  @DisplayName("rule 8: a weighted alias is routed by its weights and says what ran")
  void routesByWeight() {
    // given
    twoVersions();
    client.createAlias(b ->
        b.functionName("f")
            .name("live")
            .functionVersion("1")
            .routingConfig(r -> r.additionalVersionWeights(Map.of("2", 0.25))));

    // when
    int second = 0;
    for (int i = 0; i < 200; i++) {
      var response = client.invoke(b -> b.functionName("f").qualifier("live"));
      assertThat(response.payload().asUtf8String())
          .isEqualTo('"' + response.executedVersion() + '"');
      second += response.executedVersion().equals("2") ? 1 : 0;
    }

    // then: the same seed draws the same numbers
    assertThat(second).isBetween(35, 65);
  }

  @Test
  @DisplayName("metrics by function, by resource and by executed version")
  void reportsMetrics() {
    // given
    twoVersions();
    client.createAlias(b -> b.functionName("f").name("live").functionVersion("2"));

    // when
    client.invoke(b -> b.functionName("f").qualifier("live"));

    // then
    var invocations =
        lambda.points.stream().filter(point -> point.name().equals("Invocations")).toList();
    assertThat(invocations)
        .extracting(Lambda.Point::dimensions)
        .containsExactly(
            Map.of(),
            Map.of("FunctionName", "f"),
            Map.of("FunctionName", "f", "Resource", "f:live"),
            Map.of("FunctionName", "f", "Resource", "f:live", "ExecutedVersion", "2"));
    assertThat(lambda.points).anyMatch(p -> p.name().equals("Duration") && p.value() > 0);
    assertThat(lambda.points).anyMatch(p -> p.name().equals("Errors") && p.value() == 0);
  }

  @Test
  @DisplayName("an exception comes back as its type and message")
  void reportsErrorsAsTheRuntimeDoes() throws IOException {
    // given
    python("f", "def handler(event, context):\n    raise ValueError('no such order')\n");

    // when
    var response = invoke("f", "{}");

    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.functionError()).isEqualTo("Unhandled");
    var error = JSON.readTree(response.payload().asByteArray());
    assertThat(error.path("errorType").asText()).isEqualTo("ValueError");
    assertThat(error.path("errorMessage").asText()).isEqualTo("no such order");
    assertThat(error.path("stackTrace").get(0).asText()).contains("handler.py");
    assertThat(lambda.points).anyMatch(p -> p.name().equals("Errors") && p.value() == 1);
  }

  @Test
  @DisplayName("a process that ends is Runtime.ExitError")
  void reportsExits() throws IOException {
    // given
    python("f", "import os\ndef handler(event, context):\n    os._exit(1)\n");

    // when
    var error = JSON.readTree(invoke("f", "{}").payload().asByteArray());

    // then
    assertThat(error.path("errorType").asText()).isEqualTo("Runtime.ExitError");
    assertThat(error.path("errorMessage").asText())
        .endsWith("Error: Runtime exited with error: exit status 1");
  }

  @Test
  @DisplayName("more memory than there is ends the process")
  void boundsMemory() throws IOException {
    // given
    python(
        "f",
        "import time\n"
            + "def handler(event, context):\n"
            + "    held = bytearray(400_000_000)\n"
            + "    time.sleep(10)\n");

    // when
    var error = JSON.readTree(invoke("f", "{}").payload().asByteArray());

    // then
    assertThat(error.path("errorType").asText()).isEqualTo("Runtime.ExitError");
    assertThat(error.path("errorMessage").asText()).endsWith("signal: killed");
  }

  @Test
  @DisplayName("the environment is AWS's and the function's, and nothing else")
  void setsTheEnvironment() throws IOException {
    // given
    client.createFunction(b ->
        b.functionName("f")
            .runtime(Runtime.PYTHON3_12)
            .handler("handler.handler")
            .role(Lambda.ROLE)
            .memorySize(256)
            .environment(e -> e.variables(Map.of("MODE", "test", "EMPTY", "")))
            .code(c ->
                c.zipFile(
                    Archives.python(
                        "import os\n"
                            + "def handler(event, context):\n"
                            + "    return dict(os.environ)\n"))));

    // when
    var environment = JSON.readTree(invoke("f", "{}").payload().asByteArray());

    // then
    assertThat(environment.path("MODE").asText()).isEqualTo("test");
    assertThat(environment.has("EMPTY")).isTrue();
    assertThat(environment.path("AWS_LAMBDA_FUNCTION_NAME").asText()).isEqualTo("f");
    assertThat(environment.path("AWS_LAMBDA_FUNCTION_VERSION").asText()).isEqualTo("$LATEST");
    assertThat(environment.path("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").asText()).isEqualTo("256");
    assertThat(environment.path("_HANDLER").asText()).isEqualTo("handler.handler");
    assertThat(environment.path("AWS_REGION").asText()).isEqualTo(Lambda.REGION);
    assertThat(environment.path("AWS_ENDPOINT_URL").asText()).isEqualTo(lambda.uri().toString());
    assertThat(environment.has("USER")).isFalse();
  }

  @Test
  @DisplayName("traffic keeps the old code until the update is through")
  void servesTheOldCodeDuringAnUpdate() throws IOException, InterruptedException {
    // given
    try (var slow = Lambda.runningOnTestClock(Python.provide())) {
      var settling = slow.client();
      settling.createFunction(b ->
          b.functionName("f")
              .runtime(Runtime.PYTHON3_12)
              .handler("handler.handler")
              .role(Lambda.ROLE)
              .code(c -> c.zipFile(Archives.python("def handler(e, c):\n    return 'old'\n"))));
      slow.clock.advance(Duration.ofSeconds(10));
      settling.updateFunctionCode(b ->
          b.functionName("f").zipFile(Archives.python("def handler(e, c):\n    return 'new'\n")));

      // then
      assertThat(settling.invoke(b -> b.functionName("f")).payload().asUtf8String())
          .isEqualTo("\"old\"");
      slow.clock.advance(Duration.ofSeconds(10));
      assertThat(settling.invoke(b -> b.functionName("f")).payload().asUtf8String())
          .isEqualTo("\"new\"");
    }
  }

  @Test
  @DisplayName("rule 20: an alias routes as before for a moment")
  void routesAsBeforeForAMoment() throws IOException, InterruptedException {
    // given
    try (var real = Lambda.runningOnTestClock(Python.provide())) {
      client = real.client();
      python("f", VERSION);
      real.clock.advance(Duration.ofSeconds(3));
      client.publishVersion(b -> b.functionName("f"));
      client.updateFunctionConfiguration(b -> b.functionName("f").description("two"));
      real.clock.advance(Duration.ofSeconds(2));
      client.publishVersion(b -> b.functionName("f"));
      client.createAlias(b -> b.functionName("f").name("live").functionVersion("1"));
      real.clock.advance(Duration.ofMinutes(1));

      // when
      client.updateAlias(b -> b.functionName("f").name("live").functionVersion("2"));
      var before = client.invoke(b -> b.functionName("f").qualifier("live"));
      real.clock.advance(Duration.ofSeconds(1));
      var after = client.invoke(b -> b.functionName("f").qualifier("live"));

      // then
      assertThat(before.executedVersion()).isEqualTo("1");
      assertThat(after.executedVersion()).isEqualTo("2");
    }
  }

  @Test
  @DisplayName("a warm environment is used again, one per version")
  void keepsEnvironmentsWarm() {
    // given
    python(
        "f",
        "count = 0\n"
            + "def handler(event, context):\n"
            + "    global count\n"
            + "    count += 1\n"
            + "    return count\n");
    client.publishVersion(b -> b.functionName("f"));

    // then
    assertThat(invoke("f", "{}").payload().asUtf8String()).isEqualTo("1");
    assertThat(invoke("f", "{}").payload().asUtf8String()).isEqualTo("2");
    assertThat(client.invoke(b -> b.functionName("f").qualifier("1")).payload().asUtf8String())
        .isEqualTo("1");
  }

  @Test
  @DisplayName("events: three attempts, then the destination hears of it")
  void retriesEvents() throws IOException {
    // given
    lambda.aws.queues.create("failed");
    python("f", "def handler(event, context):\n    raise ValueError('again')\n");
    client.putFunctionEventInvokeConfig(b ->
        b.functionName("f")
            .destinationConfig(d -> d.onFailure(f -> f.destination(FakeQueues.arn("failed")))));

    // when
    var accepted =
        client.invoke(b ->
            b.functionName("f")
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"order\":1}")));

    // then
    assertThat(accepted.statusCode()).isEqualTo(202);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !lambda.aws.queues.messages("failed").isEmpty());
    var entry =
        JSON.readTree(lambda.aws.queues.messages("failed").getFirst().path("Body").asText());
    assertThat(entry.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
    assertThat(entry.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(3);
    assertThat(entry.at("/requestContext/functionArn").asText())
        .isEqualTo(Scenario.arn("f") + ":$LATEST");
    assertThat(entry.at("/requestPayload/order").asInt()).isEqualTo(1);
    assertThat(entry.at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
    assertThat(entry.at("/responsePayload/errorType").asText()).isEqualTo("ValueError");
    assertThat(lambda.points).anyMatch(p -> p.name().equals("AsyncEventsDropped"));
  }

  @Test
  @DisplayName("events: success is told too")
  void tellsOfSuccess() throws IOException {
    // given
    lambda.aws.queues.create("done");
    python("f", VERSION);
    client.putFunctionEventInvokeConfig(b ->
        b.functionName("f")
            .destinationConfig(d -> d.onSuccess(f -> f.destination(FakeQueues.arn("done")))));

    // when
    client.invoke(b -> b.functionName("f").invocationType(InvocationType.EVENT));

    // then
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !lambda.aws.queues.messages("done").isEmpty());
    var entry = JSON.readTree(lambda.aws.queues.messages("done").getFirst().path("Body").asText());
    assertThat(entry.at("/requestContext/condition").asText()).isEqualTo("Success");
    assertThat(entry.path("responsePayload").asText()).isEqualTo("$LATEST");
  }

  @Test
  @DisplayName("a mapping follows its alias")
  void deliversThroughAnAlias() {
    // given
    twoVersions();
    client.createAlias(b -> b.functionName("f").name("live").functionVersion("1"));
    lambda.aws.queues.create("q");
    client.createEventSourceMapping(
        b -> b.functionName("f:live").eventSourceArn(FakeQueues.arn("q")));

    // when
    lambda.aws.queues.send("q", "one");
    await().atMost(Duration.ofSeconds(30)).until(() -> lambda.aws.queues.messages("q").isEmpty());
    client.updateAlias(b -> b.functionName("f").name("live").functionVersion("2"));
    lambda.aws.queues.send("q", "two");
    await().atMost(Duration.ofSeconds(30)).until(() -> lambda.aws.queues.messages("q").isEmpty());

    // then
    assertThat(
            lambda.points.stream()
                .filter(p -> p.name().equals("Invocations"))
                .map(p -> p.dimensions().get("ExecutedVersion"))
                .filter(java.util.Objects::nonNull))
        .containsExactly("1", "2");
  }

  @Test
  @DisplayName("Node functions: async handlers, callbacks, errors by name")
  void runsNode() throws IOException {
    // given
    var source =
        """
        exports.handler = async (event, context) => {
          if (event.fail) { const e = new Error('no'); e.name = 'OrderError'; throw e; }
          return { version: context.functionVersion, event };
        };
        exports.callback = (event, context, done) => done(null, 'called');
        """;
    var archive = SdkBytes.fromByteArray(Archives.of("index.js", source));
    create("f", Runtime.NODEJS22_X, "index.handler", archive);
    create("g", Runtime.NODEJS22_X, "index.callback", archive);

    // then
    assertThat(invoke("f", "{\"a\":1}").payload().asUtf8String())
        .isEqualTo("{\"version\":\"$LATEST\",\"event\":{\"a\":1}}");
    assertThat(invoke("g", "{}").payload().asUtf8String()).isEqualTo("\"called\"");
    var error = JSON.readTree(invoke("f", "{\"fail\":true}").payload().asByteArray());
    assertThat(error.path("errorType").asText()).isEqualTo("OrderError");
    assertThat(error.path("errorMessage").asText()).isEqualTo("no");
  }

  @Test
  @DisplayName("Java functions, in AWS's own runtime interface client")
  void runsJava() throws Exception {
    // given
    var source =
        """
        import java.util.Map;
        public class Orders {
          public String handle(Map<String, Object> event) {
            if (event.containsKey("fail")) { throw new IllegalStateException("no"); }
            return "order " + event.get("id");
          }
        }
        """;
    create(
        "f",
        Runtime.JAVA25,
        "Orders::handle",
        SdkBytes.fromByteArray(Archives.java("Orders", source)));

    // then
    assertThat(invoke("f", "{\"id\":7}").payload().asUtf8String()).isEqualTo("\"order 7\"");
    var error = JSON.readTree(invoke("f", "{\"fail\":true}").payload().asByteArray());
    assertThat(error.path("errorType").asText())
        .as(error.toString())
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(error.path("errorMessage").asText()).isEqualTo("no");
  }

  @Test
  @DisplayName("a streamed answer comes in AWS's event stream")
  void streams() throws Exception {
    // given
    python("f", VERSION);
    var uri = lambda.uri() + "/2021-11-15/functions/f/response-streaming-invocations";

    // when
    var response =
        java.net.http.HttpClient.newHttpClient()
            .send(
                java.net.http.HttpRequest.newBuilder(java.net.URI.create(uri))
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))
                    .build(),
                java.net.http.HttpResponse.BodyHandlers.ofByteArray());

    // then
    var types = new java.util.ArrayList<String>();
    var payloads = new java.util.ArrayList<String>();
    var frames = java.nio.ByteBuffer.wrap(response.body());
    while (frames.hasRemaining()) {
      var message = software.amazon.eventstream.Message.decode(frames);
      types.add(message.getHeaders().get(":event-type").getString());
      payloads.add(new String(message.getPayload(), java.nio.charset.StandardCharsets.UTF_8));
    }
    assertThat(types).containsExactly("PayloadChunk", "InvokeComplete");
    assertThat(payloads).containsExactly("\"$LATEST\"", "{}");
  }

  @Test
  @DisplayName("provided.*: the archive's bootstrap is the runtime")
  void runsBootstraps() {
    // given
    var source =
        """
        #!/usr/bin/env bash
        api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime
        while true; do
          headers=$(mktemp)
          event=$(curl -s -D "$headers" "$api/invocation/next")
          id=$(grep -i lambda-runtime-aws-request-id "$headers" | tr -d '\\r' | cut -d' ' -f2)
          curl -s -X POST "$api/invocation/$id/response" -d "{\\"seen\\":$event}" > /dev/null
        done
        """;
    create(
        "f",
        Runtime.PROVIDED_AL2023,
        "none",
        SdkBytes.fromByteArray(Archives.executable("bootstrap", source)));

    // then
    assertThat(invoke("f", "{\"a\":1}").payload().asUtf8String()).isEqualTo("{\"seen\":{\"a\":1}}");
  }

  @Test
  @DisplayName("a runtime that is not here is said to be so")
  void namesMissingRuntimes() {
    // given
    create("f", Runtime.RUBY3_3, "a.b", Archives.python("x"));

    // when
    var error = catchThrowableOfType(LambdaException.class, () -> invoke("f", "{}"));

    // then
    assertThat(error.statusCode()).isEqualTo(502);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidRuntimeException");
    assertThat(error.awsErrorDetails().errorMessage()).contains("ruby3.3");
  }

  @Test
  @DisplayName("payloads out of bounds")
  void boundsPayloads() {
    // given
    python("f", VERSION);

    // when
    var error =
        catchThrowableOfType(
            LambdaException.class, () -> invoke("f", '"' + "x".repeat(6_291_456) + '"'));

    // then
    assertThat(error.statusCode()).isEqualTo(413);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("RequestTooLargeException");
  }

  @Test
  @DisplayName("nothing outlives the service")
  void endsWhatItStarted() throws IOException {
    // given
    python("f", "import os\ndef handler(event, context):\n    return os.getpid()\n");
    long pid = Long.parseLong(invoke("f", "{}").payload().asUtf8String());
    assertThat(ProcessHandle.of(pid)).isPresent();

    // when
    lambda.close();

    // then
    await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  @DisplayName("a version that is deleted leaves no process behind")
  void endsWhatRanOfADeletedVersion() {
    // given
    python("f", "import os\ndef handler(event, context):\n    return os.getpid()\n");
    client.publishVersion(b -> b.functionName("f"));
    var answer = client.invoke(b -> b.functionName("f").qualifier("1"));
    long pid = Long.parseLong(answer.payload().asUtf8String());

    // when
    client.deleteFunction(b -> b.functionName("f").qualifier("1"));

    // then
    await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  @ParameterizedTest
  @DisplayName("a stream is read on from where it was, whatever a read meets")
  @ValueSource(strings = {"ExpiredIteratorException", "ProvisionedThroughputExceededException"})
  void readsOnWhereItWas(String trouble) {
    // given: a mapping that begins with what comes next, and has read the first record
    lambda.aws.streams.create("s");
    python("f", "def handler(event, context):\n    print(len(event['Records']), 'records')\n");
    client.createEventSourceMapping(b ->
        b.functionName("f")
            .eventSourceArn(FakeStreams.kinesisArn("s"))
            .startingPosition(EventSourcePosition.LATEST));
    await().until(() -> lambda.aws.streams.readers() == 1);
    lambda.aws.streams.put("s", "first");
    await().atMost(Duration.ofSeconds(30)).until(() -> invocations() == 1);

    // when: a record comes between a read that fails and the next
    lambda.aws.streams.failOnce(trouble);
    await().until(lambda.aws.streams::hasFailed);
    lambda.aws.streams.put("s", "second");

    // then
    await().atMost(Duration.ofSeconds(30)).until(() -> invocations() == 2);
    assertThat(lambda.directory().resolve("lambda/logs/f.log"))
        .content()
        .contains("1 records")
        .doesNotContain("2 records");
  }

  private long invocations() {
    return lambda.points.stream()
        .filter(point -> point.name().equals("Invocations") && point.dimensions().isEmpty())
        .count();
  }

  @Test
  @DisplayName("output goes to CloudWatch Logs and to a file")
  void keepsOutput() {
    // given
    python("f", "def handler(event, context):\n    print('hello from inside')\n");

    // when
    invoke("f", "{}");

    // then
    await()
        .until(() ->
            lambda.aws.logged.stream()
                .anyMatch(
                    text -> text.contains("hello from inside") && text.contains("/aws/lambda/f")));
    assertThat(lambda.directory().resolve("lambda/logs/f.log"))
        .content()
        .contains("hello from inside");
  }
}
