package dev.aileron.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aileron.kernel.budget.CallBudget;
import dev.aileron.kernel.budget.Priority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** With whose credentials calls are made. */
class AwsClientsTest {
  private static final String ROLE = "arn:aws:iam::444455556666:role/aileron";

  private final AwsClients clients =
      new AwsClients(
          StaticCredentialsProvider.create(AwsBasicCredentials.create("OWN", "key")),
          () -> new CallBudget(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), 1));
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private boolean trusted = true;
  private boolean throttling;
  private HttpServer aws;

  @BeforeEach
  void listen() throws IOException {
    aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    aws.createContext("/", this::answer);
    aws.start();
  }

  @AfterEach
  void end() {
    clients.close();
    aws.stop(0);
  }

  @Test
  void withoutARoleTheOperatorCallsAsItself() {
    // When
    clients.lambda(environment(null)).listFunctions();

    // Then
    assertThat(asked).containsExactly("OWN lists functions");
  }

  @Test
  void aRoleIsAssumedOnceForManyCalls() {
    // When
    clients.lambda(environment(ROLE)).listFunctions();
    clients.lambda(environment(ROLE)).listFunctions();

    // Then
    assertThat(asked)
        .containsExactly(
            "OWN asks for " + ROLE, "ASSUMED lists functions", "ASSUMED lists functions");
  }

  @Test
  void theAccountIsTheRoles() {
    assertThat(clients.accountID(environment(ROLE))).isEqualTo("444455556666");
    assertThat(clients.accountID(environment(null))).isEqualTo("111122223333");
  }

  @Test
  void aRoleThatDoesNotTrustUsIsADenial() {
    // Given
    trusted = false;

    // Then
    assertThatThrownBy(() ->
            AwsCall.of(
                "lambda", "ListFunctions", () -> clients.lambda(environment(ROLE)).listFunctions()))
        .isInstanceOfSatisfying(
            AwsFailure.class,
            failure -> {
              assertThat(AwsErrors.reaction(failure)).isEqualTo(AwsErrors.Reaction.ACCESS_DENIED);
              assertThat(failure.explanation()).contains("sts:AssumeRole");
            });
  }

  @Test
  void aCallBeyondTheBudgetIsNotMade() {
    // Given a clock that stands still, so that nothing is refilled
    LambdaClient lambda = clients.lambda(environment(null));
    int calls = 0;
    AwsFailure beyond = null;

    // When
    while (beyond == null) {
      try {
        AwsCall.of("lambda", "ListFunctions", lambda::listFunctions);
        calls++;
      } catch (AwsFailure e) {
        beyond = e;
      }
    }

    // Then
    assertThat(calls).as("Lambda's documented 15 a second").isEqualTo(15);
    assertThat(asked).hasSize(15);
    assertThat(AwsErrors.reaction(beyond)).isEqualTo(AwsErrors.Reaction.THROTTLED);
    assertThat(beyond.retryAfter()).isPositive();
    assertThat(beyond.explanation())
        .isEqualTo(
            "lambda ListFunctions: OverBudget: Not asked yet: the calls of Lambda's control plane"
                + " that this operator may make are used up for the moment");
  }

  @Test
  void aLookLeavesCallsForChanges() {
    // Given
    LambdaClient lambda = clients.lambda(environment(null));

    // When
    assertThatThrownBy(() ->
            Priority.LOOK.in(() -> {
              while (true) {
                lambda.listFunctions();
              }
            }))
        .isInstanceOf(AwsFailure.class);

    // Then
    assertThat(lambda.listFunctions().functions()).isEmpty();
  }

  @Test
  void aThrottleOfAwsIsHeardByAllWhoAskThere() {
    // Given
    LambdaClient lambda = clients.lambda(environment(null));
    throttling = true;

    // When
    assertThatThrownBy(lambda::listFunctions).isInstanceOf(TooManyRequestsException.class);

    // Then
    assertThatThrownBy(lambda::listFunctions)
        .isInstanceOfSatisfying(
            AwsFailure.class,
            failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(4)));
    assertThat(asked).hasSize(1);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String caller = authorization.replaceFirst(".*Credential=([^/]+)/.*", "$1");
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (form.contains("Action=AssumeRole")) {
      asked.add(caller + " asks for " + ROLE);
      reply(exchange, trusted ? 200 : 403, trusted ? assumed() : denied());
    } else if (form.contains("Action=GetCallerIdentity")) {
      reply(exchange, 200, identity(caller.equals("OWN") ? "111122223333" : "444455556666"));
    } else {
      asked.add(caller + " lists functions");
      if (throttling) {
        exchange.getResponseHeaders().add("x-amzn-ErrorType", "TooManyRequestsException");
        exchange.getResponseHeaders().add("Retry-After", "4");
        reply(exchange, 429, "{\"message\": \"Rate exceeded\"}");
      } else {
        reply(exchange, 200, "{\"Functions\": []}");
      }
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String assumed() {
    return """
    <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASSUMED</AccessKeyId>
    <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
    <Expiration>%s</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>\
    """
        .formatted(Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS));
  }

  private static String denied() {
    return """
    <ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User OWN is not
    authorized to perform: sts:AssumeRole on resource: %s</Message></Error></ErrorResponse>\
    """
        .formatted(ROLE);
  }

  private static String identity(String account) {
    return """
    <GetCallerIdentityResponse><GetCallerIdentityResult><Account>%s</Account>
    </GetCallerIdentityResult></GetCallerIdentityResponse>\
    """
        .formatted(account);
  }

  private AwsEnvironment environment(@Nullable String roleARN) {
    URI endpoint = URI.create("http://127.0.0.1:" + aws.getAddress().getPort());
    return new AwsEnvironment("eu-west-1", null, roleARN, endpoint, "", "test", Map.of());
  }
}
