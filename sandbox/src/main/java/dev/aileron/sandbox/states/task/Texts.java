package dev.aileron.sandbox.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Parameters and results between what definitions say and what services take. */
final class Texts {
  private Texts() {}

  static String capital(String name) {
    return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static String small(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** The same, with JSON in those fields as its text: the services take text there. */
  static ObjectNode stringified(JsonNode arguments, String... fields) {
    var copy =
        arguments.deepCopy() instanceof ObjectNode object
            ? object
            : JsonNodeFactory.instance.objectNode();
    for (var field : fields) {
      var value = copy.path(field);
      if (!value.isMissingNode() && !value.isTextual() && !value.isNull()) {
        copy.put(field, value.toString());
      }
    }
    return copy;
  }

  /** The same with the names of all fields in small letters first. */
  static JsonNode uncapitalized(JsonNode node) {
    return renamed(node, Texts::small);
  }

  /** The same with the names of all fields in capitals, and dates as texts. */
  static JsonNode capitalized(JsonNode node) {
    return renamed(node, Texts::capital);
  }

  private static JsonNode renamed(JsonNode node, UnaryOperator<String> name) {
    if (node.isObject()) {
      var copy = JsonNodeFactory.instance.objectNode();
      for (var each : node.properties()) {
        var renamed = name.apply(each.getKey());
        var value = each.getValue();
        copy.set(
            renamed,
            renamed.endsWith("Date") && value.isNumber()
                ? TextNode.valueOf(time(value.decimalValue()))
                : renamed(value, name));
      }
      return copy;
    }
    if (node.isArray()) {
      var copy = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> copy.add(renamed(item, name)));
      return copy;
    }
    return node;
  }

  private static String time(BigDecimal seconds) {
    return Instant.ofEpochMilli(seconds.movePointRight(3).longValue()).toString();
  }
}
