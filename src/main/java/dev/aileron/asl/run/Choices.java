package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aileron.asl.expression.NumberOrder;
import dev.aileron.asl.expression.jsonpath.JsonPath;
import dev.aileron.asl.model.ChoiceOperator;
import dev.aileron.asl.model.Dialect;
import dev.aileron.asl.model.State;
import dev.aileron.asl.model.Template;
import dev.aileron.asl.model.Test;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Choice states: the first rule that applies says where to go. */
final class Choices {
  private Choices() {}

  static Branch choose(Site site, State.Choice choice) {
    Fields fields = site.fields();
    JsonNode input = Results.input(site, fields);
    for (State.Rule rule : choice.rules()) {
      if (holds(rule.test(), fields, input)) {
        return follow(site, fields, input, rule.output(), rule.assign(), rule.next());
      }
    }
    if (choice.otherwise() == null) {
      throw StateError.unchosen();
    }
    return follow(
        site, fields, input, choice.flow().output(), choice.flow().assign(), choice.otherwise());
  }

  private static Branch follow(
      Site site,
      Fields fields,
      JsonNode input,
      @Nullable Template output,
      @Nullable Template assign,
      String next) {
    View view = View.of(input);
    Map<String, JsonNode> assigned = Results.assigned(fields, assign, view);
    JsonNode given = input;
    if (output != null) {
      given = fields.evaluate(output, view);
    } else if (site.state().flow().dialect() == Dialect.JSONPATH) {
      JsonPath path = site.state().flow().outputPath();
      given = path == null ? JsonNodeFactory.instance.objectNode() : fields.path(path, input);
    }
    return Results.leave(site, given, assigned, next);
  }

  private static boolean holds(Test test, Fields fields, JsonNode input) {
    return switch (test) {
      case Test.All(var tests) -> tests.stream().allMatch(t -> holds(t, fields, input));
      case Test.Any(var tests) -> tests.stream().anyMatch(t -> holds(t, fields, input));
      case Test.Not(var inner) -> !holds(inner, fields, input);
      case Test.Condition(Template template) -> condition(template, fields, input);
      case Test.Compare(JsonPath variable, ChoiceOperator operator, JsonNode operand) ->
          operator.kind() == ChoiceOperator.Kind.TYPE
              ? is(operator, variable, fields, input) == operand.booleanValue()
              : compare(operator, value(variable, fields, input), operand);
      case Test.CompareWith(JsonPath variable, ChoiceOperator operator, JsonPath operand) ->
          compare(operator, value(variable, fields, input), value(operand, fields, input));
    };
  }

  private static boolean condition(Template template, Fields fields, JsonNode input) {
    JsonNode value = fields.evaluate(template, View.of(input));
    if (!value.isBoolean() && template instanceof Template.Expression e) {
      throw Numbers.unexpected(e, value, "boolean");
    }
    return value.booleanValue();
  }

  private static JsonNode value(JsonPath variable, Fields fields, JsonNode input) {
    return fields
        .find(variable, input)
        .orElseThrow(() ->
            StateError.runtime(
                "Invalid path '%s': The choice state's condition path references an invalid value."
                    .formatted(variable.text())));
  }

  private static boolean is(
      ChoiceOperator operator, JsonPath variable, Fields fields, JsonNode input) {
    Optional<JsonNode> found = fields.find(variable, input);
    if (operator == ChoiceOperator.IS_PRESENT) {
      return found.isPresent();
    }
    JsonNode value = found.orElseGet(() -> value(variable, fields, input));
    return switch (operator) {
      case IS_NULL -> value.isNull();
      case IS_NUMERIC -> value.isNumber();
      case IS_STRING -> value.isTextual();
      case IS_BOOLEAN -> value.isBoolean();
      default -> Waits.parse(value).isPresent();
    };
  }

  /** What is not of the kind that is compared, does not compare. */
  private static boolean compare(ChoiceOperator operator, JsonNode left, JsonNode right) {
    return switch (operator.kind()) {
      case STRING -> {
        if (!left.isTextual() || !right.isTextual()) {
          yield false;
        }
        yield operator.relation() == ChoiceOperator.Relation.MATCHES
            ? matches(right.textValue(), left.textValue())
            : related(operator, left.textValue().compareTo(right.textValue()));
      }
      case NUMERIC ->
          left.isNumber()
              && right.isNumber()
              && related(operator, NumberOrder.compare(left, right));
      case BOOLEAN ->
          left.isBoolean() && right.isBoolean() && left.booleanValue() == right.booleanValue();
      case TIMESTAMP -> {
        Optional<OffsetDateTime> earlier = Waits.parse(left);
        Optional<OffsetDateTime> later = Waits.parse(right);
        yield earlier.isPresent()
            && later.isPresent()
            && related(operator, earlier.get().toInstant().compareTo(later.get().toInstant()));
      }
      case TYPE -> false;
    };
  }

  private static boolean related(ChoiceOperator operator, int order) {
    return switch (operator.relation()) {
      case EQUALS -> order == 0;
      case LESS -> order < 0;
      case GREATER -> order > 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case MATCHES, IS -> false;
    };
  }

  /**
   * StringMatches: a star stands for any text, a backslash makes the character after it plain.
   * Without recursion: the last star alone is ever tried again.
   */
  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      boolean plain = p < pattern.length() && pattern.charAt(p) == '\\' && p + 1 < pattern.length();
      if (!plain && p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && pattern.charAt(plain ? p + 1 : p) == text.charAt(t)) {
        p += plain ? 2 : 1;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
