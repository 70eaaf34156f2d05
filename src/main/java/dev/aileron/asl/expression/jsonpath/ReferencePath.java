package dev.aileron.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.expression.EvaluationException;
import dev.aileron.asl.expression.JsonSize;
import java.util.List;

/** Puts a value where a Reference Path points: what ResultPath does. */
public final class ReferencePath {
  /** In bytes; the causes of errors are not much longer. */
  private static final int LONGEST_SHOWN = 30_000;

  private ReferencePath() {}

  /**
   * A copy of the target in which the path points to the value. Fields that the path needs and that
   * are missing are made; only what lies on the path is copied.
   *
   * @throws EvaluationException if the path leads through a value that has no fields or items, or
   *     past the end of an array
   */
  public static JsonNode put(JsonPath path, JsonNode target, JsonNode value) {
    if (path.segments().size() > JsonSize.DEEPEST) {
      throw new EvaluationException(
          "The path has %d steps, and values are nested %d levels deep at most"
              .formatted(path.segments().size(), JsonSize.DEEPEST));
    }
    return put(path.segments(), 0, target, value);
  }

  private static JsonNode put(List<Segment> segments, int at, JsonNode target, JsonNode value) {
    if (at == segments.size()) {
      return value;
    }
    return switch (segments.get(at)) {
      case Segment.Names(List<String> names) -> {
        String name = names.getFirst();
        if (!target.isObject()) {
          throw unfit("\"" + name + "\"", target);
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        copy.setAll((ObjectNode) target);
        JsonNode below = target.get(name);
        JsonNode inner =
            below == null || (!below.isContainerNode() && at + 1 < segments.size())
                ? JsonNodeFactory.instance.objectNode()
                : below;
        copy.set(name, put(segments, at + 1, inner, value));
        yield copy;
      }
      case Segment.Indexes(List<Integer> indexes) -> {
        int index = indexes.getFirst();
        if (!target.isArray() || target.get(index) == null) {
          throw unfit(String.valueOf(index), target);
        }
        ArrayNode copy = JsonNodeFactory.instance.arrayNode(target.size());
        copy.addAll((ArrayNode) target);
        copy.set(index, put(segments, at + 1, target.get(index), value));
        yield copy;
      }
      default ->
          throw new EvaluationException(
              "'" + segments.get(at).normalized() + "' cannot be written to");
    };
  }

  private static EvaluationException unfit(String step, JsonNode target) {
    return new EvaluationException(
        "Unable to apply step " + step + " to input " + JsonSize.shown(target, LONGEST_SHOWN));
  }
}
