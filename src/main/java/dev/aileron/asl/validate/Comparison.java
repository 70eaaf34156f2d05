package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The comparisons of JSONPath Choice states, by what each compares with. */
enum Comparison {
  TEXT,
  NUMBER,
  BOOLEAN,
  TIMESTAMP,
  /** A path to the value to compare with. */
  PATH,
  /** True or false, for those that ask what a value is. */
  FLAG;

  static final Set<String> LOGICAL = Set.of("And", "Or", "Not");

  private static final List<String> ORDERS =
      List.of("Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals");

  private static final Map<String, Comparison> BY_NAME = byName();

  /** Every field that a test may have. */
  static final Set<String> FIELDS = fields();

  private static Map<String, Comparison> byName() {
    Map<String, Comparison> all = new LinkedHashMap<>();
    Map<String, Comparison> types = new LinkedHashMap<>();
    types.put("String", TEXT);
    types.put("Numeric", NUMBER);
    types.put("Timestamp", TIMESTAMP);
    types.forEach((type, comparison) -> {
      for (String order : ORDERS) {
        all.put(type + order, comparison);
        all.put(type + order + "Path", PATH);
      }
    });
    all.put("BooleanEquals", BOOLEAN);
    all.put("BooleanEqualsPath", PATH);
    all.put("StringMatches", TEXT);
    for (String is : List.of("Null", "Present", "Numeric", "String", "Boolean", "Timestamp")) {
      all.put("Is" + is, FLAG);
    }
    return all;
  }

  private static Set<String> fields() {
    Set<String> all = new LinkedHashSet<>(List.of("Variable", "Next", "Comment", "Assign"));
    all.addAll(LOGICAL);
    all.addAll(BY_NAME.keySet());
    return all;
  }

  /** The comparison of that name; null if there is none. */
  static @Nullable Comparison of(String name) {
    return BY_NAME.get(name);
  }

  /** What the operand should be instead; empty if it is that. */
  String wanted(JsonNode operand) {
    return switch (this) {
      case TEXT -> operand.isTextual() ? "" : "a text";
      case NUMBER -> operand.isNumber() ? "" : "a number";
      case BOOLEAN, FLAG -> operand.isBoolean() ? "" : "true or false";
      case TIMESTAMP ->
          operand.isTextual() && ValueRules.isTimestamp(operand.textValue())
              ? ""
              : "a timestamp like 2026-03-14T01:59:00Z";
      case PATH -> operand.isTextual() ? "" : "a path";
    };
  }
}
