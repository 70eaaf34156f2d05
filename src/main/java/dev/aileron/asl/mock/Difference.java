package dev.aileron.asl.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.expression.NumberOrder;
import dev.aileron.asl.text.Pointer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first place in which something is not as expected.
 *
 * @param what is compared: {@code status}, {@code output} and so on
 * @param pointer where in it
 * @param expected what should be there; null: nothing
 * @param actual what is there; null: nothing
 */
public record Difference(
    String what, Pointer pointer, @Nullable JsonNode expected, @Nullable JsonNode actual) {

  /** Compares as JSON: objects without order, numbers by value. */
  static Optional<Difference> between(String what, JsonNode expected, @Nullable JsonNode actual) {
    return compare(what, Pointer.ROOT, expected, actual, true);
  }

  /** The same, but fields of objects that are not expected do not matter, at any depth. */
  static Optional<Difference> within(String what, JsonNode expected, @Nullable JsonNode actual) {
    return compare(what, Pointer.ROOT, expected, actual, false);
  }

  private static Optional<Difference> compare(
      String what, Pointer at, JsonNode expected, @Nullable JsonNode actual, boolean exact) {
    if (actual == null) {
      return Optional.of(new Difference(what, at, expected, null));
    }
    if (expected.isObject() && actual.isObject()) {
      return objects(what, at, expected, actual, exact);
    }
    if (expected.isArray() && actual.isArray()) {
      return arrays(what, at, expected, actual, exact);
    }
    boolean equal =
        expected.isNumber() && actual.isNumber()
            ? NumberOrder.compare(expected, actual) == 0
            : expected.equals(actual);
    return equal ? Optional.empty() : Optional.of(new Difference(what, at, expected, actual));
  }

  private static Optional<Difference> objects(
      String what, Pointer at, JsonNode expected, JsonNode actual, boolean exact) {
    for (var field : expected.properties()) {
      Optional<Difference> difference =
          compare(
              what, at.field(field.getKey()), field.getValue(), actual.get(field.getKey()), exact);
      if (difference.isPresent()) {
        return difference;
      }
    }
    for (var field : actual.properties()) {
      if (exact && !expected.has(field.getKey())) {
        return Optional.of(new Difference(what, at.field(field.getKey()), null, field.getValue()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Difference> arrays(
      String what, Pointer at, JsonNode expected, JsonNode actual, boolean exact) {
    for (int i = 0; i < expected.size(); i++) {
      Optional<Difference> difference =
          compare(what, at.element(i), expected.get(i), actual.get(i), exact);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return actual.size() > expected.size()
        ? Optional.of(
            new Difference(what, at.element(expected.size()), null, actual.get(expected.size())))
        : Optional.empty();
  }
}
