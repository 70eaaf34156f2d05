package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a field sees.
 *
 * @param input {@code $} of a path; {@code $states.input} of an expression
 * @param result {@code $states.result}; null where there is none
 * @param error {@code $states.errorOutput}; null where there is none
 */
record View(JsonNode input, @Nullable JsonNode result, @Nullable JsonNode error) {
  static View of(JsonNode input) {
    return new View(input, null, null);
  }
}
