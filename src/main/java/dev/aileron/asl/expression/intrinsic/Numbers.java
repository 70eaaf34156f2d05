package dev.aileron.asl.expression.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.expression.Randomness;
import java.util.List;

/** The functions on numbers, and the merging of objects. */
final class Numbers {
  private Numbers() {}

  /** Each operand is rounded first: half up, so that -1.5 gives -1. */
  static JsonNode add(JsonNode left, JsonNode right) {
    try {
      return node(Math.addExact(whole(left), whole(right)));
    } catch (ArithmeticException e) {
      throw new IntrinsicException("the sum is too large");
    }
  }

  /** From the first number, inclusive, to the second, exclusive. */
  static JsonNode random(List<JsonNode> arguments, Randomness random) {
    long from = whole(arguments.get(0));
    long to = whole(arguments.get(1));
    if (from >= to) {
      throw new IntrinsicException("the range from " + from + " to " + to + " is empty");
    }
    Randomness source = arguments.size() == 3 ? new Randomness(whole(arguments.get(2))) : random;
    return node(from + (long) Math.floor(source.nextDouble() * ((double) to - from)));
  }

  /** Shallow: fields of the second object win. The service has no deep mode yet. */
  static JsonNode merge(List<JsonNode> arguments) {
    JsonNode deep = arguments.get(2);
    if (!arguments.get(0).isObject() || !arguments.get(1).isObject() || !deep.isBoolean()) {
      throw new IntrinsicException("expected two objects and a boolean");
    }
    if (deep.booleanValue()) {
      throw new IntrinsicException("deep merging is not supported");
    }
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    merged.setAll((ObjectNode) arguments.get(0));
    merged.setAll((ObjectNode) arguments.get(1));
    return merged;
  }

  static long whole(JsonNode value) {
    if (!value.isNumber()) {
      throw new IntrinsicException(
          "expected a number, but got "
              + value.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
    }
    boolean fits =
        value.isIntegralNumber()
            ? value.canConvertToLong()
            : Math.abs(value.doubleValue()) < Long.MAX_VALUE;
    if (!fits) {
      throw new IntrinsicException("the number " + value.asText() + " is too large");
    }
    return value.isIntegralNumber() ? value.longValue() : Math.round(value.doubleValue());
  }

  static JsonNode node(long value) {
    return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
  }
}
