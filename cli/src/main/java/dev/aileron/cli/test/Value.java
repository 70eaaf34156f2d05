package dev.aileron.cli.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.aileron.asl.text.Pointer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value of a test file and where it stands. A value that is not what it should be is taken down
 * as a problem, and read as null.
 */
record Value(JsonNode node, Pointer at, Problems problems) {

  boolean isThere() {
    return !node.isMissingNode();
  }

  boolean has(String name) {
    return node.has(name);
  }

  Value field(String name) {
    JsonNode value = node.get(name);
    return new Value(value == null ? MissingNode.getInstance() : value, at.field(name), problems);
  }

  void problem(String message) {
    problems.add(at, message);
  }

  /** Whether it is an object that has all of {@code required} and nothing but {@code known}. */
  boolean isObject(List<String> known, List<String> required) {
    if (!node.isObject()) {
      problem("%s must be an object".formatted(name()));
      return false;
    }
    boolean good = true;
    for (var each : node.properties()) {
      if (!known.contains(each.getKey())) {
        field(each.getKey())
            .problem(
                "there is no field %s here; there are %s"
                    .formatted(each.getKey(), String.join(", ", known)));
        good = false;
      }
    }
    for (String each : required) {
      if (!node.has(each)) {
        problem("%s needs the field %s".formatted(name(), each));
        good = false;
      }
    }
    return good;
  }

  /** For sentences. */
  private String name() {
    if (at.last().isEmpty()) {
      return "the test file";
    }
    boolean element = at.last().matches("\\d+") && !at.parent().last().isEmpty();
    return element ? "%s[%s]".formatted(at.parent().last(), at.last()) : at.last();
  }

  /** The JSON value itself; null if there is none. */
  @Nullable JsonNode json() {
    return isThere() ? node : null;
  }

  @Nullable String text() {
    return read(
        node.isTextual() && !node.textValue().isEmpty(),
        JsonNode::textValue,
        "a text, and not an empty one");
  }

  @Nullable Long whole(long least) {
    return read(
        node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= least,
        JsonNode::longValue,
        least == Long.MIN_VALUE ? "a whole number" : "a whole number, at least " + least);
  }

  /** A number of seconds, with a fraction if need be. */
  @Nullable BigDecimal seconds(boolean positive) {
    boolean good =
        node.isNumber()
            && node.doubleValue() >= 0
            && node.doubleValue() <= 99_999_999
            && !(positive && node.doubleValue() == 0);
    return read(
        good,
        JsonNode::decimalValue,
        positive
            ? "a number of seconds above 0, at most 99999999"
            : "a number of seconds, at most 99999999");
  }

  private <T> @Nullable T read(boolean good, Function<JsonNode, T> reader, String noun) {
    if (!isThere()) {
      return null;
    }
    if (!good) {
      problem("%s must be %s".formatted(name(), noun));
      return null;
    }
    return reader.apply(node);
  }

  /** One of some words, read as what it stands for. */
  <T> @Nullable T word(Map<String, T> words) {
    if (!isThere()) {
      return null;
    }
    T meaning = node.isTextual() ? words.get(node.textValue()) : null;
    if (meaning == null) {
      problem("%s must be one of %s".formatted(name(), String.join(", ", words.keySet())));
    }
    return meaning;
  }

  /** The elements; none if it is not there. */
  List<Value> elements() {
    if (isThere() && !node.isArray()) {
      problem("%s must be a list".formatted(name()));
    }
    List<Value> elements = new ArrayList<>();
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      elements.add(new Value(node.get(i), at.element(i), problems));
    }
    return elements;
  }

  /** The fields of an object with names of any kind; none if it is not there. */
  Map<String, Value> fields() {
    if (isThere() && !node.isObject()) {
      problem("%s must be an object".formatted(name()));
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    for (var each : node.properties()) {
      fields.put(each.getKey(), field(each.getKey()));
    }
    return fields;
  }
}
