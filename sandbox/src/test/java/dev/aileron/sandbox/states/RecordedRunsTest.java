package dev.aileron.sandbox.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Creates and runs, through the API, every recorded execution that calls nothing: its definition is
 * taken, and it ends as it did on AWS.
 */
class RecordedRunsTest {
  private static final double LEAST = 0.95;

  @Test
  void executionsEndAsTheyDid() throws IOException {
    // Given
    Recordings.assumeThere();
    var unlike = new TreeMap<String, String>();
    int all = 0;

    // When
    try (var surround = Surround.fast()) {
      for (var recorded : Recordings.executions().entrySet()) {
        var json = recorded.getValue();
        if (json.path("tasks").asText().equals("none")) {
          all++;
          var difference = difference(surround, json, all);
          if (!difference.isEmpty()) {
            unlike.put(recorded.getKey(), difference);
          }
        }
      }
    }

    // Then
    System.out.printf(
        "corpus/asl-executions: %d of %d executions without tasks end as recorded (%.1f %%)%n",
        all - unlike.size(), all, 100.0 * (all - unlike.size()) / all);
    assertThat(all).isGreaterThan(300);
    assertThat((double) (all - unlike.size()) / all)
        .as(unlike.toString())
        .isGreaterThanOrEqualTo(LEAST);
  }

  private static String difference(Surround surround, JsonNode recorded, int number) {
    boolean express = recorded.path("name").asText().contains("/express/");
    if (express) {
      return "";
    }
    var definition = recorded.path("definition").toString().replaceAll("<[A-Za-z0-9_:-]+>", "x");
    var created =
        surround.call(
            "CreateStateMachine",
            Json.object()
                .put("name", "recorded-" + number)
                .put("definition", definition)
                .put("roleArn", Surround.ROLE));
    if (created.error() != null) {
      return created.error().message();
    }
    var start = Json.object().put("input", recorded.path("input").toString());
    start.set("stateMachineArn", created.body().path("stateMachineArn"));
    var arn = surround.call("StartExecution", start).body().path("executionArn").asText();
    var described = Json.object().put("executionArn", arn);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(2))
        .until(() -> {
          // Whatever it waits for comes at once.
          surround.clock.advance(Duration.ofSeconds(1));
          surround.states.clockMoved();
          return !surround
              .call("DescribeExecution", described)
              .body()
              .path("status")
              .asText()
              .equals("RUNNING");
        });
    var ours = surround.call("DescribeExecution", described).body();
    var theirs = recorded.path("result");
    if (!theirs.path("status").equals(ours.path("status"))) {
      return ours.path("status") + " " + ours.path("cause") + " instead of " + theirs;
    }
    if (theirs.has("error") && !theirs.path("error").equals(ours.path("error"))) {
      return ours.path("error") + " instead of " + theirs.path("error");
    }
    return "";
  }
}
