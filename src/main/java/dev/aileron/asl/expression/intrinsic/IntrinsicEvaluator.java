package dev.aileron.asl.expression.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.aileron.asl.expression.Budget;
import dev.aileron.asl.expression.EvaluationException;
import dev.aileron.asl.expression.JsonSize;
import dev.aileron.asl.expression.PayloadTooLargeException;
import dev.aileron.asl.expression.Randomness;
import dev.aileron.asl.expression.intrinsic.Intrinsic.Argument;
import dev.aileron.asl.expression.jsonpath.PathEvaluator;
import java.util.List;

/** Evaluates calls of intrinsic functions. */
public final class IntrinsicEvaluator {
  private final PathEvaluator paths;
  private final Budget budget;
  private final Randomness random;

  public IntrinsicEvaluator(PathEvaluator paths, Budget budget, Randomness random) {
    this.paths = paths;
    this.budget = budget;
    this.random = random;
  }

  /**
   * The call's value.
   *
   * @throws IntrinsicException if a function refuses its arguments
   * @throws EvaluationException if an argument's path points to nothing
   */
  public JsonNode evaluate(Intrinsic call) {
    budget.spend(1);
    List<JsonNode> arguments =
        call.arguments().stream().map(a -> argument(call.function(), a)).toList();
    charge(call.function(), arguments);
    JsonNode result = apply(call.function(), arguments);
    if (JsonSize.exceeds(result, JsonSize.LARGEST_PAYLOAD)) {
      throw new PayloadTooLargeException();
    }
    if (makes(call.function())) {
      budget.spendOnNew(result);
    }
    return result;
  }

  /** Whether the result is made of new values; that of others refers to what is there already. */
  private static boolean makes(IntrinsicFunction function) {
    return switch (function) {
      case STRING_SPLIT, STRING_TO_JSON, ARRAY_RANGE, BASE64_ENCODE, BASE64_DECODE -> true;
      default -> false;
    };
  }

  /** Takes what a call costs, and refuses to make texts that would be too long. */
  private void charge(IntrinsicFunction function, List<JsonNode> arguments) {
    switch (function) {
      case FORMAT, JSON_TO_STRING, HASH -> {
        long bytes = 0;
        for (JsonNode argument : arguments) {
          bytes += JsonSize.bytes(argument, JsonSize.LARGEST_PAYLOAD);
          if (bytes > 2L * JsonSize.LARGEST_PAYLOAD) {
            throw new PayloadTooLargeException();
          }
        }
        // All of it is kept as new text.
        budget.spend(bytes);
      }
      case ARRAY, ARRAY_LENGTH, ARRAY_GET_ITEM, ARRAY_PARTITION, JSON_MERGE ->
          arguments.forEach(argument -> budget.spend(1 + argument.size()));
      default -> arguments.forEach(budget::spendOn);
    }
  }

  private JsonNode apply(IntrinsicFunction function, List<JsonNode> arguments) {
    return switch (function) {
      case FORMAT -> Strings.format(arguments);
      case STRING_TO_JSON -> Strings.toJson(arguments.getFirst());
      case JSON_TO_STRING -> TextNode.valueOf(arguments.getFirst().toString());
      case STRING_SPLIT -> Strings.split(arguments.getFirst(), arguments.getLast());
      case BASE64_ENCODE -> Strings.base64Encode(arguments.getFirst());
      case BASE64_DECODE -> Strings.base64Decode(arguments.getFirst());
      case HASH -> Strings.hash(arguments.getFirst(), arguments.getLast());
      case UUID -> TextNode.valueOf(random.uuid());
      case ARRAY -> Arrays.of(arguments);
      case ARRAY_PARTITION -> Arrays.partition(arguments.getFirst(), arguments.getLast());
      case ARRAY_CONTAINS -> Arrays.contains(arguments.getFirst(), arguments.getLast());
      case ARRAY_RANGE -> Arrays.range(arguments);
      case ARRAY_GET_ITEM -> Arrays.item(arguments.getFirst(), arguments.getLast());
      case ARRAY_LENGTH -> Arrays.length(arguments.getFirst());
      case ARRAY_UNIQUE -> Arrays.unique(arguments.getFirst());
      case JSON_MERGE -> Numbers.merge(arguments);
      case MATH_ADD -> Numbers.add(arguments.getFirst(), arguments.getLast());
      case MATH_RANDOM -> Numbers.random(arguments, random);
    };
  }

  private JsonNode argument(IntrinsicFunction function, Argument argument) {
    return switch (argument) {
      // Format alone tells an escaped brace from a placeholder; elsewhere an escape is its
      // character.
      case Argument.Literal(JsonNode value) ->
          value.isTextual() && function != IntrinsicFunction.FORMAT
              ? TextNode.valueOf(Strings.unescape(value.textValue()))
              : value;
      case Argument.Path(var path) -> paths.evaluate(path);
      case Argument.Nested(Intrinsic call) -> evaluate(call);
    };
  }
}
