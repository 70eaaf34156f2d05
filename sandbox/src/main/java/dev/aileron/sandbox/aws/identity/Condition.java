package dev.aileron.sandbox.aws.identity;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a statement: an operator, a key, and the values of which one has to fit.
 *
 * @param set {@code ForAnyValue} or {@code ForAllValues} for keys of many values; null for others
 * @param ifExists whether an absent key fulfils it
 */
record Condition(
    String operator, @Nullable String set, boolean ifExists, String key, List<String> values) {

  private static final String IF_EXISTS = "IfExists";

  /** What fulfils an operator: the value in the request first, the one in the policy second. */
  private static final Map<String, BiPredicate<String, String>> OPERATORS =
      Map.ofEntries(
          Map.entry("StringEquals", String::equals),
          Map.entry("StringEqualsIgnoreCase", String::equalsIgnoreCase),
          Map.entry("StringLike", (value, pattern) -> Wildcards.matches(pattern, value)),
          Map.entry("ArnEquals", (value, pattern) -> Wildcards.matches(pattern, value)),
          Map.entry("ArnLike", (value, pattern) -> Wildcards.matches(pattern, value)),
          Map.entry("Bool", String::equalsIgnoreCase),
          Map.entry("NumericEquals", (value, limit) -> compare(value, limit) == 0),
          Map.entry("NumericLessThan", (value, limit) -> compare(value, limit) < 0),
          Map.entry("NumericLessThanEquals", (value, limit) -> compare(value, limit) <= 0),
          Map.entry("NumericGreaterThan", (value, limit) -> compare(value, limit) > 0),
          Map.entry("NumericGreaterThanEquals", (value, limit) -> compare(value, limit) >= 0),
          Map.entry("DateLessThan", (value, limit) -> compareTimes(value, limit) < 0),
          Map.entry("DateLessThanEquals", (value, limit) -> compareTimes(value, limit) <= 0),
          Map.entry("DateGreaterThan", (value, limit) -> compareTimes(value, limit) > 0),
          Map.entry("DateGreaterThanEquals", (value, limit) -> compareTimes(value, limit) >= 0));

  /** Operators that hold when the other one does for none of the values. */
  private static final Map<String, String> NEGATED =
      Map.of(
          "StringNotEquals", "StringEquals",
          "StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase",
          "StringNotLike", "StringLike",
          "ArnNotEquals", "ArnEquals",
          "ArnNotLike", "ArnLike",
          "NumericNotEquals", "NumericEquals");

  /**
   * Reads a condition.
   *
   * @param where for errors
   * @throws dev.aileron.sandbox.aws.model.AwsError 501 for an operator or key that is not evaluated
   */
  static Condition of(String where, String written, String key, List<String> values) {
    int colon = written.indexOf(':');
    var set = colon < 0 ? null : written.substring(0, colon);
    var rest = written.substring(colon + 1);
    boolean ifExists = rest.endsWith(IF_EXISTS);
    var operator = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
    boolean known =
        OPERATORS.containsKey(operator) || NEGATED.containsKey(operator) || operator.equals("Null");
    boolean knownSet = set == null || set.equals("ForAnyValue") || set.equals("ForAllValues");
    if (!known || !knownSet) {
      throw PolicyDocument.notUnderstood(
          "The condition operator " + written + " in " + where + " is not evaluated.");
    }
    if (!Circumstances.knows(key)) {
      throw PolicyDocument.notUnderstood(
          "The condition key " + key + " in " + where + " is not evaluated.");
    }
    return new Condition(operator, set, ifExists, key, values);
  }

  boolean holds(Circumstances circumstances) {
    var there = circumstances.get(key);
    if (operator.equals("Null")) {
      return values.contains(String.valueOf(there == null));
    }
    if (there == null) {
      // IAM: an absent key fulfils what is negated, and a condition over all of no values.
      return ifExists || NEGATED.containsKey(operator) || "ForAllValues".equals(set);
    }
    return "ForAllValues".equals(set)
        ? there.stream().allMatch(value -> fits(value, circumstances))
        : there.stream().anyMatch(value -> fits(value, circumstances));
  }

  private boolean fits(String value, Circumstances circumstances) {
    var positive = NEGATED.get(operator);
    var test = OPERATORS.get(positive == null ? operator : positive);
    boolean any =
        test != null
            && values.stream().anyMatch(wanted -> test.test(value, circumstances.fill(wanted)));
    return positive == null ? any : !any;
  }

  private static int compare(String left, String right) {
    try {
      return new BigDecimal(left).compareTo(new BigDecimal(right));
    } catch (NumberFormatException e) {
      throw PolicyDocument.notUnderstood("'" + right + "' is no number.");
    }
  }

  private static int compareTimes(String left, String right) {
    try {
      return Instant.parse(left).compareTo(Instant.parse(right));
    } catch (DateTimeParseException e) {
      throw PolicyDocument.notUnderstood("'" + right + "' is no time.");
    }
  }
}
