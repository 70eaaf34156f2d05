package dev.aileron.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.AwsSettings;
import dev.aileron.sandbox.aws.AwsSettings.Profile;
import dev.aileron.sandbox.aws.LocalAwsHarness;
import dev.aileron.sandbox.aws.RequestLog;
import dev.aileron.sandbox.aws.StubModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminServerTest {

  @TempDir private Path directory;
  private LocalAwsHarness aws;
  private RequestLog log;
  private AdminServer admin;

  @BeforeEach
  void start() throws IOException {
    aws =
        new LocalAwsHarness(
                directory,
                AwsSettings.of(Profile.fast),
                request -> AwsResponse.of(200, "text/plain", new byte[0]))
            .with(new StubModel("lambda", call -> "{}"));
    log = new RequestLog(directory.resolve("requests.jsonl"));
    admin = AdminServer.start(log, Optional.of(aws.aws.faults()), Optional.empty());
  }

  @AfterEach
  void stop() throws IOException {
    admin.close();
    log.close();
    aws.close();
  }

  @Test
  void loadsCountsAndClearsFaults() throws Exception {
    // when
    var loaded = send("PUT", "/faults", "faults: [{name: down, fault: error, status: 503}]");
    var refused = call("GET", "/2015-03-31/functions");
    var counts = send("GET", "/faults", "");
    var cleared = send("DELETE", "/faults", "");
    var again = call("GET", "/2015-03-31/functions");

    // then
    assertThat(loaded.statusCode()).isEqualTo(200);
    assertThat(loaded.body()).isEqualTo("1\n");
    assertThat(refused).isEqualTo(503);
    assertThat(counts.body())
        .isEqualTo("[{\"name\":\"down\",\"matched\":1,\"struck\":1,\"problem\":null}]\n");
    assertThat(cleared.statusCode()).isEqualTo(200);
    assertThat(again).isEqualTo(200);
  }

  @Test
  void saysWhatIsWrongWithAScript() throws Exception {
    // when
    var answer = send("PUT", "/faults", "seed: 1\nfaults:\n- {fault: reset, tims: 2}\n");

    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("script, line 3: faults[0].tims is no field that is known here.");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 3",
    "?service=lambda, 3",
    "?operation=GetAlias, 1",
    "?write=true, 1",
    "?qualifier=live&resource=orders, 1",
    "?account=111122223333&status=200, 3",
    "?error=Nothing, 0",
    "?since=2026-11-24T08:15:30Z, 3",
    "?since=2026-11-24T08:15:31Z, 0",
  })
  void findsRequestsByTheirFields(String query, int lines) throws Exception {
    // given
    call("GET", "/2015-03-31/functions");
    call("GET", "/2015-03-31/functions/orders/aliases/live");
    call("DELETE", "/2015-03-31/functions/orders");

    // then
    assertThat(send("GET", "/requests" + query, "").body().lines()).hasSize(lines);
  }

  @ParameterizedTest
  @CsvSource({
    "?since=yesterday, since must be a time like",
    "?opration=X, There is no opration to ask for.",
  })
  void refusesAQueryThatItDoesNotUnderstand(String query, String message) throws Exception {
    // when
    var answer = send("GET", "/requests" + query, "");

    // then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith(message);
  }

  private int call(String method, String path) throws Exception {
    return aws.send(
            method,
            path,
            "",
            "Authorization",
            LocalAwsHarness.signature(LocalAwsHarness.HOME, "lambda"))
        .statusCode();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(admin.uri() + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString());
    }
  }
}
