package dev.aileron.asl.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A state that an execution went through.
 *
 * @param state its name
 * @param inside the paths of its branches or iterations, in the order of the definition or of the
 *     items, of its last attempt; empty for others
 */
public record PathStep(String state, List<List<PathStep>> inside) {
  public PathStep {
    inside = inside.stream().map(List::copyOf).toList();
  }

  /** A list of names; a state with something inside is an object of its name and that. */
  static JsonNode toJson(List<PathStep> path) {
    ArrayNode steps = JsonNodeFactory.instance.arrayNode();
    for (PathStep step : path) {
      if (step.inside.isEmpty()) {
        steps.add(step.state);
      } else {
        ArrayNode inside = steps.addObject().putArray(step.state);
        step.inside.forEach(each -> inside.add(toJson(each)));
      }
    }
    return steps;
  }

  /** The path with the insides left out that {@code like} leaves out. */
  static List<PathStep> asFarAs(List<PathStep> like, List<PathStep> path) {
    return IntStream.range(0, path.size())
        .mapToObj(i -> i < like.size() ? path.get(i).asFarAs(like.get(i)) : path.get(i).bare())
        .toList();
  }

  private PathStep asFarAs(PathStep like) {
    if (like.inside.isEmpty()) {
      return bare();
    }
    return new PathStep(
        state,
        IntStream.range(0, inside.size())
            .mapToObj(i ->
                i < like.inside.size() ? asFarAs(like.inside.get(i), inside.get(i)) : inside.get(i))
            .toList());
  }

  private PathStep bare() {
    return new PathStep(state, List.of());
  }
}
