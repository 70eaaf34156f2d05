package dev.aileron.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a filter asks of an item. */
public sealed interface Condition {

  /** {@code a && b && c}. */
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** {@code a || b || c}. */
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  record Not(Condition inner) implements Condition {}

  /** A bare path: holds where the path points to something. */
  record Exists(JsonPath path) implements Condition {}

  record Compare(Operand left, Operator operator, Operand right) implements Condition {}

  /** One side of a comparison. */
  sealed interface Operand {
    record Value(JsonNode value) implements Operand {}

    record At(JsonPath path) implements Operand {}

    record Regex(Pattern pattern) implements Operand {}
  }

  /** Jayway's operators. */
  enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS_OR_EQUAL("<="),
    LESS("<"),
    GREATER_OR_EQUAL(">="),
    GREATER(">"),
    MATCHES("=~"),
    IN("in"),
    NOT_IN("nin"),
    SUBSET_OF("subsetof"),
    ANY_OF("anyof"),
    NONE_OF("noneof"),
    CONTAINS("contains"),
    SIZE("size"),
    EMPTY("empty");

    private static final Map<String, Operator> WORDS =
        Map.of(
            "in", IN,
            "nin", NOT_IN,
            "subsetof", SUBSET_OF,
            "anyof", ANY_OF,
            "noneof", NONE_OF,
            "contains", CONTAINS,
            "size", SIZE,
            "empty", EMPTY);

    /** Longer ones before their own beginnings. */
    static final List<Operator> SIGNS =
        List.of(EQUAL, NOT_EQUAL, LESS_OR_EQUAL, GREATER_OR_EQUAL, MATCHES, LESS, GREATER);

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    static Optional<Operator> word(String word) {
      return Optional.ofNullable(WORDS.get(word));
    }
  }
}
