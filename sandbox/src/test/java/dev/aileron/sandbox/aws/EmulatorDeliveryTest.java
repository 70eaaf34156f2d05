package dev.aileron.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.sandbox.aws.AwsSettings.Profile;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Roles.Answer;
import dev.aileron.sandbox.process.Processes;
import dev.aileron.sandbox.tools.PythonTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The emulator itself behind the endpoint: what it delivers reaches the sandbox's own services. */
@Tag("sandbox")
class EmulatorDeliveryTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final AwsAccount ACCOUNT = AwsAccount.create();
  private static final Caller ROOT =
      new Caller(ACCOUNT.id(), ACCOUNT.region(), "arn:aws:iam::111122223333:root", ACCOUNT.id());
  private static final String FUNCTION =
      "arn:aws:lambda:eu-west-1:111122223333:function:orders:live";
  private static final String MACHINE = "arn:aws:states:eu-west-1:111122223333:stateMachine:m:live";

  @TempDir private static Path directory;
  private static final StubModel LAMBDA = new StubModel("lambda", call -> "{}");
  private static final StubModel STATES =
      new StubModel("states", call -> "{\"executionArn\": \"e\", \"startDate\": 1}");
  private static Processes processes;
  private static RequestLog log;
  private static LocalAws aws;

  @BeforeAll
  static void start() throws Exception {
    var code = Path.of("ministack").toAbsolutePath();
    var cache =
        Optional.ofNullable(System.getenv("AILERON_CACHE_DIR"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".cache", "aileron"));
    var python = new PythonTools(code.resolve("requirements.txt"), cache, progress -> {}).provide();
    processes = new Processes(Path.of("supervise.sh").toAbsolutePath(), directory.resolve("run"));
    log = new RequestLog(directory.resolve("requests.jsonl"));
    var upstream = new CompletableFuture<URI>();
    aws =
        LocalAws.start(
            ACCOUNT,
            AwsSettings.read(Profile.fast, "test", "roles: [orders]"),
            new ForwardingService(upstream::join),
            log,
            Clock.systemUTC());
    aws.add(LAMBDA);
    aws.add(STATES);
    upstream.complete(
        MiniStack.start(
            python,
            code,
            directory.resolve("aws"),
            aws.uri().getPort(),
            aws.services(),
            ACCOUNT,
            processes));
    aws.prepare();
  }

  @AfterAll
  static void stop() throws IOException {
    processes.close();
    aws.close();
    log.close();
  }

  @Test
  void rulesStartFunctionsAndExecutionsOfTheSandbox() throws Exception {
    // given
    send(
        new AwsCall(
            "events",
            "PutRule",
            Map.of("Name", "all", "EventPattern", "{\"source\": [\"shop\", \"aws.states\"]}")));
    send(
        new AwsCall(
            "events",
            "PutTargets",
            Map.of(
                "Rule",
                "all",
                "Targets",
                List.of(Map.of("Id", "f", "Arn", FUNCTION), Map.of("Id", "m", "Arn", MACHINE)))));

    // when
    put("shop", "Ordered");

    // then
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(LAMBDA.calls())
              .anySatisfy(call -> {
                assertThat(call.operation().name()).isEqualTo("Invoke");
                assertThat(call.operation().qualifier()).isEqualTo("live");
                assertThat(call.request().headers().first("X-Amz-Invocation-Type"))
                    .isEqualTo("Event");
                assertThat(json(call.request()).path("detail-type").asText()).isEqualTo("Ordered");
              });
          assertThat(STATES.calls())
              .anySatisfy(call -> {
                assertThat(call.operation().name()).isEqualTo("StartExecution");
                assertThat(call.operation().resource()).isEqualTo(MACHINE);
                assertThat(json(call.request()).path("input").asText()).contains("Ordered");
              });
        });

    // when
    var failed = put("aws.states", "Step Functions Execution Status Change");

    // then
    assertThat(failed).isZero();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(LAMBDA.calls())
                .anySatisfy(call ->
                    assertThat(json(call.request()).path("source").asText())
                        .isEqualTo("aws.states")));
  }

  @Test
  void topicsInvokeFunctionsOfTheSandbox() throws Exception {
    // given
    send(new AwsCall("sns", "CreateTopic", Map.of("Name", "pager")));
    var topic = "arn:aws:sns:eu-west-1:111122223333:pager";
    send(
        new AwsCall(
            "sns",
            "Subscribe",
            Map.of("TopicArn", topic, "Protocol", "lambda", "Endpoint", FUNCTION)));

    // when
    send(new AwsCall("sns", "Publish", Map.of("TopicArn", topic, "Message", "wake up")));

    // then
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(LAMBDA.calls())
                .anySatisfy(call ->
                    assertThat(
                            json(call.request())
                                .path("Records")
                                .path(0)
                                .path("Sns")
                                .path("Message")
                                .asText())
                        .isEqualTo("wake up")));
  }

  @Test
  void rolesComeFromTheEmulator() throws Exception {
    assertThat(aws.roles().ask("arn:aws:iam::111122223333:role/orders", "lambda.amazonaws.com"))
        .isEqualTo(Answer.ASSUMABLE);
    assertThat(aws.roles().ask("arn:aws:iam::111122223333:role/none", "lambda.amazonaws.com"))
        .isEqualTo(Answer.MISSING);
  }

  private static int put(String source, String type) throws Exception {
    var entry = Map.of("Source", source, "DetailType", type, "Detail", "{\"id\": 1}");
    return send(new AwsCall("events", "PutEvents", Map.of("Entries", List.of(entry))))
        .path("FailedEntryCount")
        .asInt();
  }

  private static JsonNode send(AwsCall call) throws Exception {
    var answer = aws.endpoint().send(ROOT, call.service(), call.request());
    assertThat(answer.status()).isEqualTo(200);
    var body = answer.body().readAllBytes();
    return call.service().equals("sns") ? JSON.missingNode() : JSON.readTree(body);
  }

  private static JsonNode json(AwsRequest request) {
    try {
      return JSON.readTree(request.body().head());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
