package dev.aileron.sandbox.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Asks again what AWS was asked when its answers were recorded, and compares all of each answer:
 * status, code, message, fields and their values.
 */
class ReplayTest {
  private static final double LEAST = 0.9;

  /** Recorded cases that are not reproduced, and why. */
  private static final Map<String, String> EXCEPTIONS = Map.of();

  @Test
  void answersAsTheServiceDid() {
    // Given
    Recordings.assumeThere();
    var unlike = new TreeMap<String, Object>();
    var scripts = new ReplayScripts();
    int all = 0;
    int answers = 0;
    int clientSide = 0;

    // When
    for (var recorded : Recordings.api().entrySet()) {
      all++;
      var script = scripts.play(recorded.getKey(), recorded.getValue());
      var likeness = new Likeness();
      for (var answer : recorded.getValue().properties()) {
        if (isClientSide(answer.getValue())) {
          clientSide++;
          continue;
        }
        answers++;
        var ours = script.get(answer.getKey());
        if (ours == null) {
          likeness.differences().add(answer.getKey() + " is not asked");
        } else {
          likeness.compare(answer.getKey(), answer.getValue(), shaped(answer.getValue(), ours));
        }
      }
      if (!likeness.differences().isEmpty()) {
        unlike.put(recorded.getKey(), new ArrayList<>(likeness.differences()));
      }
    }

    // Then
    System.out.printf(
        "corpus/aws-recordings/stepfunctions: %d of %d cases reproduced (%.1f %%), %d answers; %d more are the client's own refusals%n",
        all - unlike.size(), all, 100.0 * (all - unlike.size()) / all, answers, clientSide);
    unlike.keySet().removeAll(EXCEPTIONS.keySet());
    assertThat(unlike).as("recorded cases that are answered otherwise").isEmpty();
    assertThat((double) (all - EXCEPTIONS.size()) / all).isGreaterThanOrEqualTo(LEAST);
  }

  /** What the client that recorded refused to send at all. */
  private static boolean isClientSide(JsonNode recorded) {
    return recorded.asText().startsWith("Parameter validation failed")
        || recorded.path("exception_typename").asText().equals("ParamValidationError");
  }

  /** Our answer in the form in which the recording has its own. */
  private static JsonNode shaped(JsonNode recorded, ReplayScripts.Said said) {
    var answer = said.answer();
    if (recorded.isTextual()) {
      return Json.object().put("text", exception(said)).path("text");
    }
    if (recorded.has("exception_typename")) {
      return Json.object()
          .put("exception_typename", answer.code())
          .put("exception_value", exception(said));
    }
    if (!recorded.has("ResponseMetadata")) {
      return answer.body();
    }
    ObjectNode shaped = answer.body().deepCopy();
    if (answer.error() != null) {
      shaped.putObject("Error").put("Code", answer.code()).put("Message", message(answer));
      shaped.put("message", message(answer));
    }
    var metadata = shaped.putObject("ResponseMetadata");
    metadata.putObject("HTTPHeaders");
    metadata.put("HTTPStatusCode", answer.status());
    return shaped;
  }

  private static String message(Surround.Answer answer) {
    return answer.error() == null ? "" : answer.error().message();
  }

  private static String exception(ReplayScripts.Said said) {
    return "An error occurred (%s) when calling the %s operation: %s"
        .formatted(said.answer().code(), said.operation(), message(said.answer()));
  }
}
