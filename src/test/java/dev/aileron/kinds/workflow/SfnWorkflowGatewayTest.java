package dev.aileron.kinds.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.aileron.aws.AwsClients;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kernel.budget.CallBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What the gateway makes of Step Functions' answers, as they come over the wire. */
class SfnWorkflowGatewayTest {
  private static final String ARN = "arn:aws:states:eu-west-1:111122223333:stateMachine:order";
  private static final String EMPTY_PAGE = "{\"executions\": [], \"nextToken\": \"more\"}";

  private final AwsClients clients =
      new AwsClients(
          StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")),
          () -> new CallBudget(Clock.systemUTC(), 1));
  private final SfnWorkflowGateway gateway = new SfnWorkflowGateway(clients);
  private final Deque<String> answers = new ArrayDeque<>();
  private HttpServer sfn;

  @BeforeEach
  void listen() throws IOException {
    sfn = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sfn.createContext(
        "/",
        exchange -> {
          byte[] body = answers.remove().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    sfn.start();
  }

  @AfterEach
  void end() {
    sfn.stop(0);
    clients.close();
  }

  @Test
  void anEmptyPageOfExecutionsIsNotTheEnd() {
    // Given
    answers.addAll(
        List.of(EMPTY_PAGE, EMPTY_PAGE, "{\"executions\": [{\"executionArn\": \"arn:1\"}]}"));

    // Then
    assertThat(gateway.running(environment(), ARN)).isEqualTo(1);
  }

  @Test
  void theLastPageIs() {
    // Given
    answers.addAll(List.of(EMPTY_PAGE, "{\"executions\": []}"));

    // Then
    assertThat(gateway.running(environment(), ARN)).isZero();
  }

  private AwsEnvironment environment() {
    return new AwsEnvironment(
        "eu-west-1",
        "111122223333",
        null,
        URI.create("http://127.0.0.1:" + sfn.getAddress().getPort()),
        "",
        "test",
        Map.of());
  }
}
