package dev.aileron.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aileron.asl.expression.EvaluationException;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

/** The functions at a path's end: {@code $.items.length()}. */
final class PathFunctions {
  private PathFunctions() {}

  static JsonNode apply(String name, JsonNode argument) {
    return switch (name) {
      case "length", "size" -> length(argument);
      case "keys" -> {
        var keys = JsonNodeFactory.instance.arrayNode();
        argument.fieldNames().forEachRemaining(keys::add);
        yield keys;
      }
      case "first" -> item(argument, 0);
      case "last" -> item(argument, argument.size() - 1);
      default -> DoubleNode.valueOf(aggregate(name, argument));
    };
  }

  private static JsonNode length(JsonNode argument) {
    return IntNode.valueOf(argument.isTextual() ? argument.textValue().length() : argument.size());
  }

  private static JsonNode item(JsonNode argument, int index) {
    JsonNode item = argument.isArray() ? argument.get(index) : null;
    if (item == null) {
      throw new EvaluationException(
          "Aggregation function attempted to calculate value using empty array");
    }
    return item;
  }

  private static double aggregate(String name, JsonNode argument) {
    double[] numbers =
        StreamSupport.stream(argument.spliterator(), false)
            .filter(JsonNode::isNumber)
            .mapToDouble(JsonNode::doubleValue)
            .toArray();
    if (!argument.isArray() || numbers.length == 0) {
      throw new EvaluationException(
          "Aggregation function attempted to calculate value using empty array");
    }
    DoubleStream all = DoubleStream.of(numbers);
    return switch (name) {
      case "min" -> all.min().orElseThrow();
      case "max" -> all.max().orElseThrow();
      case "avg" -> all.average().orElseThrow();
      case "sum" -> all.sum();
      default -> deviation(numbers);
    };
  }

  private static double deviation(double[] numbers) {
    double mean = DoubleStream.of(numbers).average().orElseThrow();
    return Math.sqrt(
        DoubleStream.of(numbers).map(n -> (n - mean) * (n - mean)).average().orElseThrow());
  }
}
