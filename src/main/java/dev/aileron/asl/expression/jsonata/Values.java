package dev.aileron.asl.expression.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.aileron.asl.expression.EvaluationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON trees as the library's values and back. */
final class Values {
  /** As deep as a JSON text may be that Jackson reads. */
  private static final int DEEPEST = 1000;

  /** Up to here every whole number is a double, so that 2.0 can stand as 2. */
  private static final double LARGEST_WHOLE = 1L << 53;

  private Values() {}

  static Object toJava(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> fields = LinkedHashMap.newLinkedHashMap(node.size());
        node.properties().forEach(f -> fields.put(f.getKey(), toJava(f.getValue())));
        yield fields;
      }
      case ARRAY -> {
        List<Object> items = new ArrayList<>(node.size());
        node.forEach(item -> items.add(toJava(item)));
        yield items;
      }
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node);
      default -> Jsonata.NULL_VALUE;
    };
  }

  private static Number number(JsonNode node) {
    if (node.isInt()) {
      return node.intValue();
    }
    return node.isIntegralNumber() && node.canConvertToLong()
        ? node.longValue()
        : node.doubleValue();
  }

  /** The value as JSON; a missing node for undefined. */
  static JsonNode toJson(@Nullable Object value) {
    return value == null ? MissingNode.getInstance() : toJson(value, 0);
  }

  // The library's null is one object.
  @SuppressWarnings("ReferenceEquality")
  private static JsonNode toJson(Object value, int depth) {
    if (depth > DEEPEST) {
      throw new EvaluationException("returned a value that is nested too deeply.");
    }
    if (value == Jsonata.NULL_VALUE) {
      return NullNode.getInstance();
    }
    return switch (value) {
      case String text -> TextNode.valueOf(text);
      case Boolean truth -> BooleanNode.valueOf(truth);
      case Integer number -> IntNode.valueOf(number);
      case Long number -> whole(number);
      case Number number -> number(number.doubleValue());
      case List<?> items -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
        for (Object item : items) {
          array.add(item == null ? NullNode.getInstance() : toJson(item, depth + 1));
        }
        yield array;
      }
      case Map<?, ?> fields -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (var field : fields.entrySet()) {
          Object inner = field.getValue();
          object.set(
              String.valueOf(field.getKey()),
              inner == null ? NullNode.getInstance() : toJson(inner, depth + 1));
        }
        yield object;
      }
      default -> throw new EvaluationException("returned an unsupported result type.");
    };
  }

  private static JsonNode number(double number) {
    if (!Double.isFinite(number)) {
      throw new EvaluationException("returned an unsupported result type.");
    }
    return number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE
        ? whole((long) number)
        : DoubleNode.valueOf(number);
  }

  private static JsonNode whole(long number) {
    return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
  }
}
