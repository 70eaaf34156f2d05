package dev.aileron.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What the beginnings of paths stand for while a field of a state is evaluated.
 *
 * @param input {@code $}
 * @param context {@code $$}
 * @param variables {@code $name}, by name
 */
public record PathRoots(JsonNode input, JsonNode context, Map<String, JsonNode> variables) {
  public PathRoots {
    variables = Map.copyOf(variables);
  }

  /** The same, with something else as {@code $}. */
  public PathRoots withInput(JsonNode other) {
    return new PathRoots(other, context, variables);
  }
}
