package dev.aileron.asl.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One document that was read.
 *
 * @param tree its value; a missing node if it could not be read
 * @param layout where the values stand; null for a document that had no text
 * @param problems of the text itself, in its order
 * @param length of the text around it, in characters; 0 for a document that had no text
 */
public record Source(
    JsonNode tree, @Nullable Layout layout, List<TextProblem> problems, int length) {
  public Source {
    problems = List.copyOf(problems);
  }

  /** A document that came as a value, without a text. */
  public static Source of(JsonNode tree) {
    return new Source(tree, null, List.of(), 0);
  }

  /** Where the value of that pointer stands, if there is a text. */
  public Optional<Spot> spot(Pointer pointer) {
    return Optional.ofNullable(layout).map(l -> l.spot(pointer));
  }
}
