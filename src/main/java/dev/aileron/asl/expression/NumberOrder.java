package dev.aileron.asl.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** The order of numbers of a JSON tree, whatever they are kept as. */
public final class NumberOrder {
  private NumberOrder() {}

  /** As a comparator; whole numbers exactly, others as doubles. */
  public static int compare(JsonNode left, JsonNode right) {
    return left.isIntegralNumber() && right.isIntegralNumber()
        ? left.bigIntegerValue().compareTo(right.bigIntegerValue())
        // Adding zero makes -0 and 0 equal.
        : Double.compare(left.doubleValue() + 0.0, right.doubleValue() + 0.0);
  }
}
