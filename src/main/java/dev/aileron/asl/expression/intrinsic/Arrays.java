package dev.aileron.asl.expression.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The functions on arrays. */
final class Arrays {
  /** The service's limit for the items of a range. */
  private static final int LONGEST_RANGE = 1000;

  private Arrays() {}

  static JsonNode of(List<JsonNode> items) {
    return array().addAll(items);
  }

  static JsonNode partition(JsonNode items, JsonNode size) {
    requireArray(items);
    long chunk = Numbers.whole(size);
    if (chunk < 1) {
      throw new IntrinsicException("the size of a chunk must be 1 or more");
    }
    ArrayNode chunks = array();
    ArrayNode current = array();
    for (JsonNode item : items) {
      if (current.size() == chunk) {
        chunks.add(current);
        current = array();
      }
      current.add(item);
    }
    if (!current.isEmpty()) {
      chunks.add(current);
    }
    return chunks;
  }

  static JsonNode contains(JsonNode items, JsonNode value) {
    requireArray(items);
    for (JsonNode item : items) {
      if (item.equals(value)) {
        return BooleanNode.TRUE;
      }
    }
    return BooleanNode.FALSE;
  }

  static JsonNode range(List<JsonNode> arguments) {
    long first = Numbers.whole(arguments.get(0));
    long last = Numbers.whole(arguments.get(1));
    long step = Numbers.whole(arguments.get(2));
    if (step == 0) {
      throw new IntrinsicException("the step of a range must not be 0");
    }
    ArrayNode range = array();
    for (long i = first; step > 0 ? i <= last : i >= last; i += step) {
      if (range.size() == LONGEST_RANGE) {
        throw new IntrinsicException("a range has at most " + LONGEST_RANGE + " items");
      }
      range.add(Numbers.node(i));
    }
    return range;
  }

  static JsonNode item(JsonNode items, JsonNode index) {
    requireArray(items);
    long at = Numbers.whole(index);
    if (at < 0 || at >= items.size()) {
      throw new IntrinsicException(
          "the index " + at + " is outside of the array, which has " + items.size() + " items");
    }
    return items.get((int) at);
  }

  static JsonNode length(JsonNode items) {
    requireArray(items);
    return IntNode.valueOf(items.size());
  }

  static JsonNode unique(JsonNode items) {
    requireArray(items);
    Set<JsonNode> distinct = new LinkedHashSet<>();
    items.forEach(distinct::add);
    return array().addAll(distinct);
  }

  private static void requireArray(JsonNode value) {
    if (!value.isArray()) {
      throw new IntrinsicException(
          "expected an array, but got "
              + value.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  private static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
