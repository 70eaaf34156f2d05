package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** The service's limit for what states hand on: 256 KiB of JSON in UTF-8. */
final class Payloads {
  static final int LARGEST = 256 * 1024;

  /** A character takes at most six bytes: an escaped control character. */
  private static final int BYTES_PER_CHARACTER = 6;

  private static final int BYTES_PER_NUMBER = 32;

  /** Well within what JSON readers and the stack take, an execution's own levels added. */
  private static final int DEEPEST = 500;

  private Payloads() {}

  static boolean tooLarge(JsonNode payload) {
    return atMost(payload, 0) > LARGEST
        && payload.toString().getBytes(StandardCharsets.UTF_8).length > LARGEST;
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

  /** A quick upper bound of the size. */
  private static long atMost(JsonNode node, int depth) {
    if (depth > DEEPEST) {
      throw StateError.runtime("The data is nested more than " + DEEPEST + " levels deep.");
    }
    if (node.isTextual()) {
      return 2 + (long) BYTES_PER_CHARACTER * node.textValue().length();
    }
    if (!node.isContainerNode()) {
      return node.isNumber() && !node.isInt() && !node.isLong() && !node.isDouble()
          ? node.asText().length()
          : BYTES_PER_NUMBER;
    }
    long bytes = 2;
    if (node.isObject()) {
      for (var field : node.properties()) {
        bytes +=
            4
                + (long) BYTES_PER_CHARACTER * field.getKey().length()
                + atMost(field.getValue(), depth + 1);
      }
    } else {
      for (JsonNode item : node) {
        bytes += 1 + atMost(item, depth + 1);
      }
    }
    return bytes;
  }
}
