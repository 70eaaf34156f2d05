package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.aileron.aws.AwsClients;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.AwsErrors;
import dev.aileron.aws.AwsFailure;
import dev.aileron.kernel.budget.CallBudget;
import dev.aileron.kernel.status.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What the gateway makes of Lambda's answers, as they come over the wire. */
class LambdaFunctionGatewayTest {
  private final AwsClients clients =
      new AwsClients(
          StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")),
          () -> new CallBudget(Clock.systemUTC(), 1));
  private final LambdaFunctionGateway gateway = new LambdaFunctionGateway(clients);
  private HttpServer lambda;
  private String answer = "{}";
  private int status = 200;

  @BeforeEach
  void listen() throws IOException {
    lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    lambda.createContext(
        "/",
        exchange -> {
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    lambda.start();
  }

  @AfterEach
  void end() {
    lambda.stop(0);
    clients.close();
  }

  @Test
  void aFunctionComesWithItsTags() {
    // Given
    answer = function("\"Tags\": {\"aileron.dev/name\": \"hello\"}");

    // Then
    assertThat(gateway.latest(environment(), "hello"))
        .hasValueSatisfying(
            latest -> assertThat(latest.tags()).isEqualTo(Map.of("aileron.dev/name", "hello")));
  }

  @Test
  void anImageComesWithWhereItCameFrom() {
    // Given
    answer =
        function(
            "\"Code\": {\"RepositoryType\": \"ECR\", \"ImageUri\": \"shop:1\", \"ResolvedImageUri\":"
                + " \"shop@sha256:ab\"}");

    // Then
    assertThat(gateway.latest(environment(), "hello"))
        .hasValueSatisfying(latest -> {
          assertThat(latest.codeSource()).isEqualTo(new CodePackage.Image("shop:1").source());
          assertThat(latest.image()).isEqualTo("shop@sha256:ab");
        });
  }

  /** Without them a function of ours would be somebody else's, and its deletion would leave it. */
  @Test
  void tagsThatMayNotBeReadAreNoAbsenceOfTags() {
    // Given
    answer =
        function(
            "\"TagsError\": {\"ErrorCode\": \"AccessDeniedException\", \"Message\": \"no identity-based"
                + " policy allows the lambda:ListTags action\"}");

    // Then
    assertThatThrownBy(() -> gateway.latest(environment(), "hello"))
        .isInstanceOfSatisfying(
            AwsFailure.class,
            failure -> {
              assertThat(AwsErrors.hold(failure).reason()).isEqualTo(Reason.AccessDenied);
              assertThat(failure.explanation()).contains("ListTags");
            });
  }

  /** They would be taken for none, and written anew. */
  @Test
  void variablesThatCannotBeDecryptedAreNoAbsenceOfVariables() {
    // Given
    answer =
        """
        {"Configuration": {"FunctionName": "hello", "State": "Active",
          "Environment": {"Error": {"ErrorCode": "KMSKeyDisabled", "Message": "the key is disabled"}}}}\
        """;

    // Then
    assertThatThrownBy(() -> gateway.latest(environment(), "hello"))
        .isInstanceOfSatisfying(
            AwsFailure.class,
            failure -> {
              assertThat(AwsErrors.hold(failure).reason()).isEqualTo(Reason.AccessDenied);
              assertThat(failure.explanation())
                  .contains("environment variables", "KMSKeyDisabled", "the key is disabled");
            });
  }

  /** Statuses and events carry what AWS answers, and more people may read those than Secrets. */
  @Test
  void anErrorThatRepeatsValuesIsToldWithoutThem() {
    // Given
    status = 400;
    answer =
        """
        {"__type": "ValidationException", "message": "1 validation error detected: Value \
        '{TOKEN=hunter2-and-more, PART=hunter2, DEBUG=1}' at 'environment.variables' failed"}\
        """;
    Variables variables =
        new Variables(Map.of("TOKEN", "hunter2-and-more", "PART", "hunter2", "DEBUG", "1"));

    // Then
    assertThatThrownBy(() -> gateway.execute(environment(), update(variables)))
        .isInstanceOf(AwsFailure.class)
        .hasMessageContaining("1 validation error detected: Value '{TOKEN=(value left out), ")
        .hasMessageNotContaining("hunter2")
        .hasMessageNotContaining("-and-more");
  }

  /** In JSON a key of several lines looks different from what it is. */
  @Test
  void aValueIsLeftOutAlsoAsItStandsInJson() {
    // Given
    Variables variables = new Variables(Map.of("KEY", "-----BEGIN KEY-----\nMIIEv\"/QIBAD\n"));

    // Then
    assertThat(variables.cutFrom("{\"KEY\":\"-----BEGIN KEY-----\\nMIIEv\\\"/QIBAD\\n\"}"))
        .isEqualTo("{\"KEY\":\"(value left out)\"}");
  }

  private static FunctionStep update(Variables variables) {
    return new FunctionStep.UpdateConfiguration(
        "hello",
        FunctionConfigs.of(
            Specs.of(
                """
                runtime: python3.13
                handler: app.handler
                code: { inline: { app.py: x } }
                role: { arn: 'arn:aws:iam::111122223333:role/hello' }
                """),
            "hello",
            variables),
        "",
        "revision",
        Set.of());
  }

  private static String function(String tags) {
    return """
    {"Configuration": {"FunctionName": "hello", "FunctionArn": "arn:aws:lambda:eu-west-1:1:function:hello",
      "Runtime": "python3.13", "State": "Active", "LastUpdateStatus": "Successful"}, %s}\
    """
        .formatted(tags);
  }

  private AwsEnvironment environment() {
    return new AwsEnvironment(
        "eu-west-1",
        "111122223333",
        null,
        URI.create("http://127.0.0.1:" + lambda.getAddress().getPort()),
        "",
        "test",
        Map.of());
  }
}
