package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.expression.EvaluationException;
import dev.aileron.asl.expression.JsonSize;

/** The service's limit for what states hand on: 256 KiB of JSON in UTF-8. */
final class Payloads {
  static final int LARGEST = JsonSize.LARGEST_PAYLOAD;

  /** The longest cause of an error that the API takes, in characters; a value in it is shorter. */
  private static final int LONGEST_SHOWN = 30_000;

  private Payloads() {}

  static boolean tooLarge(JsonNode payload) {
    try {
      return JsonSize.exceeds(payload, LARGEST);
    } catch (EvaluationException e) {
      throw StateError.runtime(e.reason());
    }
  }

  /** Fails if a result is too large. */
  static void require(JsonNode payload, String from) {
    if (tooLarge(payload)) {
      throw StateError.fatal(StateError.DATA_LIMIT, tooLarge(from));
    }
  }

  static String tooLarge(String from) {
    return "The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit."
        .formatted(from);
  }

  /** A value for an error's cause. */
  static String shown(JsonNode value) {
    return JsonSize.shown(value, LONGEST_SHOWN);
  }
}
