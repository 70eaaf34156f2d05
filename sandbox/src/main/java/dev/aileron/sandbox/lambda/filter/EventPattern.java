package dev.aileron.sandbox.lambda.filter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A filter of an event source mapping, in EventBridge's pattern language: an object that names
 * fields, each with a list of values or conditions of which one must hold.
 */
public final class EventPattern {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonParser.Feature.ALLOW_COMMENTS)
          .build();
  private static final Set<String> CONDITIONS =
      Set.of(
          "prefix",
          "suffix",
          "exists",
          "numeric",
          "anything-but",
          "equals-ignore-case",
          "wildcard");
  private static final Set<String> COMPARISONS = Set.of("=", "<", "<=", ">", ">=");

  private final JsonNode pattern;

  private EventPattern(JsonNode pattern) {
    this.pattern = pattern;
  }

  /**
   * Parses a pattern.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static EventPattern parse(@Nullable String text) {
    JsonNode node;
    try {
      node = text == null ? null : JSON.readTree(text);
    } catch (IOException malformed) {
      throw new IllegalArgumentException("no JSON", malformed);
    }
    if (node == null || !node.isObject() || node.isEmpty()) {
      throw new IllegalArgumentException("no object with a field");
    }
    checkObject(node);
    return new EventPattern(node);
  }

  /** Whether the event is picked. */
  public boolean matches(JsonNode event) {
    return object(pattern, event);
  }

  private static void checkObject(JsonNode node) {
    for (var entry : node.properties()) {
      var value = entry.getValue();
      if (entry.getKey().equals("$or") && value.isArray()) {
        value.forEach(EventPattern::checkObject);
      } else if (value.isObject() && !value.isEmpty()) {
        checkObject(value);
      } else if (value.isArray() && !value.isEmpty()) {
        value.forEach(EventPattern::checkCondition);
      } else {
        throw new IllegalArgumentException(entry.getKey() + " has no list of values");
      }
    }
  }

  private static void checkCondition(JsonNode condition) {
    if (condition.isArray()) {
      throw new IllegalArgumentException("a list in a list");
    }
    if (!condition.isObject()) {
      return;
    }
    if (condition.size() != 1) {
      throw new IllegalArgumentException("a condition with more than one name");
    }
    var entry = condition.properties().iterator().next();
    if (!CONDITIONS.contains(entry.getKey())) {
      throw new IllegalArgumentException("unknown condition " + entry.getKey());
    }
    if (entry.getKey().equals("numeric")) {
      checkNumeric(entry.getValue());
    }
    if (entry.getKey().equals("exists") && !entry.getValue().isBoolean()) {
      throw new IllegalArgumentException("exists takes true or false");
    }
  }

  private static void checkNumeric(JsonNode comparisons) {
    if (!comparisons.isArray() || comparisons.isEmpty() || comparisons.size() % 2 != 0) {
      throw new IllegalArgumentException("numeric takes pairs");
    }
    for (int i = 0; i < comparisons.size(); i += 2) {
      if (!COMPARISONS.contains(comparisons.get(i).asText())
          || !comparisons.get(i + 1).isNumber()) {
        throw new IllegalArgumentException("numeric takes a comparison and a number");
      }
    }
  }

  private static boolean object(JsonNode pattern, @Nullable JsonNode event) {
    for (var entry : pattern.properties()) {
      var value = entry.getValue();
      if (entry.getKey().equals("$or") && value.isArray()) {
        if (!anyObject(value, event)) {
          return false;
        }
        continue;
      }
      var field = event == null || !event.isObject() ? null : event.get(entry.getKey());
      boolean holds = value.isObject() ? object(value, field) : anyCondition(value, field);
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static boolean anyObject(JsonNode patterns, @Nullable JsonNode event) {
    for (var each : patterns) {
      if (object(each, event)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyCondition(JsonNode conditions, @Nullable JsonNode field) {
    for (var condition : conditions) {
      if (condition.has("exists")) {
        boolean there = field != null && !field.isObject();
        if (condition.get("exists").booleanValue() == there) {
          return true;
        }
      } else if (values(field).stream().anyMatch(value -> holds(condition, value))) {
        return true;
      }
    }
    return false;
  }

  /** Of a list in an event each member may be the one that is meant. */
  private static List<JsonNode> values(@Nullable JsonNode field) {
    var values = new ArrayList<JsonNode>();
    if (field != null && field.isArray()) {
      field.forEach(values::add);
    } else if (field != null) {
      values.add(field);
    }
    return values;
  }

  private static boolean holds(JsonNode condition, JsonNode value) {
    if (!condition.isObject()) {
      return same(condition, value);
    }
    var entry = condition.properties().iterator().next();
    var operand = entry.getValue();
    return switch (entry.getKey()) {
      case "prefix" -> value.isTextual() && value.asText().startsWith(operand.asText());
      case "suffix" -> value.isTextual() && value.asText().endsWith(operand.asText());
      case "equals-ignore-case" ->
          value.isTextual() && value.asText().equalsIgnoreCase(operand.asText());
      case "wildcard" ->
          value.isTextual() && wildcard(operand.asText()).matcher(value.asText()).matches();
      case "numeric" -> numeric(operand, value);
      case "anything-but" -> anythingBut(operand, value);
      default -> false;
    };
  }

  private static boolean anythingBut(JsonNode operand, JsonNode value) {
    if (operand.isObject()) {
      return !holds(operand, value);
    }
    return values(operand).stream().noneMatch(each -> same(each, value));
  }

  private static boolean numeric(JsonNode comparisons, JsonNode value) {
    if (!value.isNumber()) {
      return false;
    }
    var number = value.decimalValue();
    for (int i = 0; i < comparisons.size(); i += 2) {
      int order = number.compareTo(comparisons.get(i + 1).decimalValue());
      boolean holds =
          switch (comparisons.get(i).asText()) {
            case "=" -> order == 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(JsonNode wanted, JsonNode value) {
    if (wanted.isNumber() && value.isNumber()) {
      BigDecimal a = wanted.decimalValue();
      return a.compareTo(value.decimalValue()) == 0;
    }
    return wanted.equals(value);
  }

  private static Pattern wildcard(String text) {
    return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
  }
}
