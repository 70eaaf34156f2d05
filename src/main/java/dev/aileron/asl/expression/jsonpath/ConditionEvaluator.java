package dev.aileron.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.aileron.asl.expression.Budget;
import dev.aileron.asl.expression.NumberOrder;
import dev.aileron.asl.expression.jsonpath.Condition.Operand;
import dev.aileron.asl.expression.jsonpath.Condition.Operator;
import java.util.stream.StreamSupport;

/** Tells for which items a filter's condition holds. What does not compare, does not hold. */
final class ConditionEvaluator {
  private final PathEvaluator paths;
  private final Budget budget;
  private final Condition condition;

  ConditionEvaluator(PathEvaluator paths, Budget budget, Condition condition) {
    this.paths = paths;
    this.budget = budget;
    this.condition = condition;
  }

  boolean holds(JsonNode item) {
    return holds(condition, item);
  }

  private boolean holds(Condition condition, JsonNode item) {
    budget.spend(1);
    return switch (condition) {
      case Condition.All(var parts) -> parts.stream().allMatch(part -> holds(part, item));
      case Condition.Any(var parts) -> parts.stream().anyMatch(part -> holds(part, item));
      case Condition.Not(Condition inner) -> !holds(inner, item);
      case Condition.Exists(JsonPath path) -> exists(path, value(path, item));
      case Condition.Compare(Operand left, Operator operator, Operand.Regex(var pattern)) ->
          operator == Operator.MATCHES
              && value(left, item).isTextual()
              && pattern.matcher(budget.metered(value(left, item).textValue())).matches();
      case Condition.Compare(Operand left, Operator operator, Operand right) ->
          compare(value(left, item), operator, value(right, item));
    };
  }

  private static boolean exists(JsonPath path, JsonNode value) {
    return path.definite() ? !value.isMissingNode() : !value.isEmpty();
  }

  private JsonNode value(Operand operand, JsonNode item) {
    return switch (operand) {
      case Operand.Value(JsonNode value) -> value;
      case Operand.At(JsonPath path) -> value(path, item);
      case Operand.Regex r -> MissingNode.getInstance();
    };
  }

  private JsonNode value(JsonPath path, JsonNode item) {
    try {
      return paths.evaluate(path, item);
    } catch (PathNotFoundException e) {
      return MissingNode.getInstance();
    }
  }

  private boolean compare(JsonNode left, Operator operator, JsonNode right) {
    return switch (operator) {
      case EQUAL -> equal(left, right);
      case NOT_EQUAL -> !equal(left, right);
      case LESS -> comparable(left, right) && order(left, right) < 0;
      case LESS_OR_EQUAL -> comparable(left, right) && order(left, right) <= 0;
      case GREATER -> comparable(left, right) && order(left, right) > 0;
      case GREATER_OR_EQUAL -> comparable(left, right) && order(left, right) >= 0;
      case MATCHES -> false;
      case IN -> contains(right, left);
      case NOT_IN -> !contains(right, left);
      case CONTAINS ->
          left.isTextual() && right.isTextual()
              ? left.textValue().contains(right.textValue())
              : contains(left, right);
      case SUBSET_OF -> left.isArray() && all(left, right);
      case ANY_OF -> left.isArray() && any(left, right);
      case NONE_OF -> left.isArray() && !any(left, right);
      case SIZE ->
          right.isNumber()
              && (left.isTextual() ? left.textValue().length() : left.size()) == right.intValue();
      case EMPTY ->
          (left.isTextual() || left.isContainerNode())
              && (left.isTextual() ? left.textValue().isEmpty() : left.isEmpty())
                  == right.booleanValue();
    };
  }

  private boolean contains(JsonNode list, JsonNode value) {
    budget.spend(list.size());
    return list.isArray()
        && StreamSupport.stream(list.spliterator(), false).anyMatch(i -> equal(i, value));
  }

  private boolean all(JsonNode items, JsonNode list) {
    return StreamSupport.stream(items.spliterator(), false).allMatch(i -> contains(list, i));
  }

  private boolean any(JsonNode items, JsonNode list) {
    return StreamSupport.stream(items.spliterator(), false).anyMatch(i -> contains(list, i));
  }

  private boolean equal(JsonNode left, JsonNode right) {
    if (left.isContainerNode() && right.isContainerNode()) {
      budget.spendOn(right);
    }
    return left.isNumber() && right.isNumber()
        ? NumberOrder.compare(left, right) == 0
        : left.equals(right);
  }

  private static boolean comparable(JsonNode left, JsonNode right) {
    return (left.isNumber() && right.isNumber()) || (left.isTextual() && right.isTextual());
  }

  private static int order(JsonNode left, JsonNode right) {
    return left.isNumber()
        ? NumberOrder.compare(left, right)
        : left.textValue().compareTo(right.textValue());
  }
}
