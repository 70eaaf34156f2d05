package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.expression.intrinsic.Intrinsic;
import dev.aileron.asl.expression.intrinsic.Intrinsic.Argument;
import dev.aileron.asl.expression.intrinsic.IntrinsicFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What literal arguments an intrinsic function takes (States Language, Appendix B). Paths and
 * nested calls are known only when an execution runs.
 */
final class IntrinsicArguments {
  private static final Set<String> ALGORITHMS =
      Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

  private IntrinsicArguments() {}

  static List<String> problems(Intrinsic call) {
    List<String> problems = new ArrayList<>();
    look(call, problems);
    return problems;
  }

  private static void look(Intrinsic call, List<String> problems) {
    for (int i = 0; i < call.arguments().size(); i++) {
      switch (call.arguments().get(i)) {
        case Argument.Literal(JsonNode value) -> {
          String wanted = wanted(call.function(), i, value);
          if (!wanted.isEmpty()) {
            problems.add(
                "argument %d of %s must be %s, and is %s"
                    .formatted(i + 1, call.function().text(), wanted, Nouns.of(value)));
          }
        }
        case Argument.Nested(Intrinsic nested) -> look(nested, problems);
        case Argument.Path path -> {}
      }
    }
    if (call.function() == IntrinsicFunction.FORMAT) {
      format(call, problems);
    }
  }

  /** What a literal should be instead; empty if it is that. */
  private static String wanted(IntrinsicFunction function, int index, JsonNode value) {
    return switch (function) {
      case FORMAT, STRING_TO_JSON, BASE64_ENCODE, BASE64_DECODE ->
          index > 0 || value.isTextual() ? "" : "a text";
      case STRING_SPLIT -> value.isTextual() ? "" : "a text";
      case ARRAY_PARTITION, ARRAY_GET_ITEM ->
          index == 0 ? "a list" : value.isNumber() ? "" : "a number";
      case ARRAY_CONTAINS -> index == 0 ? "a list" : "";
      case ARRAY_LENGTH, ARRAY_UNIQUE -> "a list";
      case ARRAY_RANGE, MATH_RANDOM, MATH_ADD -> value.isNumber() ? "" : "a number";
      case JSON_MERGE -> index < 2 ? "an object" : mergeFlag(value);
      case HASH -> index == 0 ? "" : algorithm(value);
      case ARRAY, JSON_TO_STRING, UUID -> "";
    };
  }

  /** Step Functions merges shallowly only. */
  private static String mergeFlag(JsonNode value) {
    return value.isBoolean() && !value.booleanValue() ? "" : "false";
  }

  private static String algorithm(JsonNode value) {
    boolean known = value.isTextual() && ALGORITHMS.contains(value.textValue());
    return known ? "" : "one of MD5, SHA-1, SHA-256, SHA-384 and SHA-512";
  }

  /** "There MUST be as many remaining arguments as there are occurrences of {}." */
  private static void format(Intrinsic call, List<String> problems) {
    boolean literal =
        call.arguments().getFirst() instanceof Argument.Literal(JsonNode first)
            && first.isTextual();
    if (!literal) {
      return;
    }
    String template = ((Argument.Literal) call.arguments().getFirst()).value().textValue();
    int holes = 0;
    for (int i = 0; i < template.length(); i++) {
      if (template.charAt(i) == '\\') {
        i++;
      } else if (template.startsWith("{}", i)) {
        holes++;
      }
    }
    int given = call.arguments().size() - 1;
    if (holes != given) {
      problems.add(
          "States.Format has %d {} in its text and %d arguments behind it; there must be as many"
              .formatted(holes, given));
    }
  }
}
