package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.validate.Subject.Value;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Rules of the values of fields. */
final class ValueRules {
  static final List<Rule<?>> ALL =
      List.of(
          Rule.error("value-type")
              .what("A field's value is of the field's type.")
              .why("Step Functions checks types when a machine is created.")
              .state("{\"Type\": \"Pass\", \"End\": \"true\"}")
              .check(Value.class, ValueRules::type),
          Rule.error("value-range")
              .what("A number is within the bounds of its field.")
              .why(
                  "For example: \"The value of BackoffRate MUST be greater than or equal to 1.0.\"")
              .state(
                  """
                  {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f:1",
                   "Retry": [{"ErrorEquals": ["States.Timeout"], "BackoffRate": 0.5}], "End": true}\
                  """)
              .check(Value.class, ValueRules::range),
          Rule.error("value-word")
              .what("A field that knows certain words has one of them.")
              .why("Words are written exactly as AWS's documents write them.")
              .state(
                  """
                  {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f:1",
                   "Retry": [{"ErrorEquals": ["States.Timeout"], "JitterStrategy": "PARTIAL"}],
                   "End": true}\
                  """)
              .check(Value.class, ValueRules::word),
          Rule.error("timestamp-malformed")
              .what("A timestamp is RFC 3339 with a capital T, and Z or an offset.")
              .why("States Language, \"Timestamps\".")
              .state("{\"Type\": \"Wait\", \"Timestamp\": \"2026-03-14 01:59\", \"End\": true}")
              .check(
                  Value.class,
                  (value, report) -> {
                    boolean judged =
                        value.field().kind() == ValueKind.TIMESTAMP
                            && value.node().isTextual()
                            && !value.opaque()
                            && !Texts.isJsonata(value.node());
                    if (judged && !isTimestamp(value.node().textValue())) {
                      report.add(value.pointer(), timestampMessage(value.node().textValue()));
                    }
                  }));

  private ValueRules() {}

  private static void type(Value value, Rule.Report report) {
    Field field = value.field();
    JsonNode node = value.node();
    boolean expression =
        value.dialect() == Dialect.JSONATA && field.kind().expressible() && Texts.isJsonata(node);
    if (value.opaque() || expression) {
      return;
    }
    String wanted = wanted(field, value);
    if (!wanted.isEmpty()) {
      report.add(
          value.pointer(),
          "%s must be %s, and is %s".formatted(field.name(), wanted, Nouns.of(node)));
    }
  }

  /** What the value should be; empty if it is that. */
  private static String wanted(Field field, Value value) {
    JsonNode node = value.node();
    boolean jsonata = value.dialect() == Dialect.JSONATA;
    String or = jsonata && field.kind().expressible() ? " or a JSONata expression" : "";
    return switch (field.kind()) {
      case ANY -> "";
      case TEMPLATE -> "";
      case TEXT, EXPRESSIBLE_TEXT, TIMESTAMP -> node.isTextual() ? "" : "a text" + or;
      case BOOLEAN -> node.isBoolean() ? "" : "true or false";
      case CONDITION -> node.isBoolean() ? "" : "true, false or an expression in {% %}";
      case OBJECT, NAMED_VALUES -> node.isObject() ? "" : "an object" + or;
      case ARRAY -> node.isArray() ? "" : "a list";
      case ITEMS -> node.isArray() || node.isObject() ? "" : "a list" + or;
      case INTEGER, FIXED_INTEGER -> isInteger(node) ? "" : "a whole number" + or;
      case NUMBER, FIXED_NUMBER -> node.isNumber() ? "" : "a number" + or;
      case PATH_OR_NULL -> node.isTextual() || node.isNull() ? "" : "a path or null";
      case RESULT_PATH -> node.isTextual() || node.isNull() ? "" : "a reference path or null";
      case REFERENCE_PATH -> node.isTextual() ? "" : "a reference path";
      case PATH_OR_INTRINSIC -> node.isTextual() ? "" : "a path or a call of an intrinsic function";
    };
  }

  private static boolean isInteger(JsonNode node) {
    return node.isIntegralNumber()
        || (node.isNumber() && node.decimalValue().stripTrailingZeros().scale() <= 0);
  }

  private static void range(Value value, Rule.Report report) {
    Field field = value.field();
    if (!value.node().isNumber()) {
      return;
    }
    BigDecimal number = value.node().decimalValue();
    boolean under = Double.isFinite(field.min()) && number.compareTo(big(field.min())) < 0;
    boolean over = Double.isFinite(field.max()) && number.compareTo(big(field.max())) > 0;
    if (under || over) {
      report.add(
          value.pointer(),
          "%s must be at %s %s, and is %s"
              .formatted(
                  field.name(),
                  under ? "least" : "most",
                  big(under ? field.min() : field.max()).stripTrailingZeros().toPlainString(),
                  value.node().asText()));
    }
  }

  private static BigDecimal big(double bound) {
    return BigDecimal.valueOf(bound);
  }

  private static void word(Value value, Rule.Report report) {
    List<String> words = value.field().words();
    boolean judged = !words.isEmpty() && value.node().isTextual() && !value.opaque();
    if (judged && !words.contains(value.node().textValue())) {
      report.add(
          value.pointer(),
          "%s must be %s, and is %s"
              .formatted(value.field().name(), Texts.or(words), value.node().textValue()));
    }
  }

  static boolean isTimestamp(String text) {
    try {
      OffsetDateTime.parse(text);
      return text.length() >= "2026-03-14T01:59:00Z".length();
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  static String timestampMessage(String text) {
    return "%s is not a timestamp; write it like 2026-03-14T01:59:00Z".formatted(text);
  }
}
