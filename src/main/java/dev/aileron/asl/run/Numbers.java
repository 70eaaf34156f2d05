package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.Template;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fields that are numbers, in whatever way they are written. */
final class Numbers {
  private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}([.][0-9]{1,18})?");

  private Numbers() {}

  /** The field's whole number; null if there is no such field. */
  static @Nullable Long whole(Fields fields, @Nullable Template template, View view) {
    if (template == null) {
      return null;
    }
    JsonNode value = fields.evaluate(template, view);
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    if (value.isTextual() && DIGITS.matcher(value.textValue()).matches()) {
      // The service takes text that is a number (recorded).
      return Long.valueOf(value.textValue());
    }
    throw wrong(template, value, "integer");
  }

  /** Fails if a number of seconds is not within its bounds. */
  static void require(long seconds, long least, long most, @Nullable Template from, String field) {
    if (seconds < least || seconds > most) {
      String why =
          "The %s field must be between %d and %d, but was %d"
              .formatted(field, least, most, seconds);
      throw from instanceof Template.Expression e
          ? StateError.query(why, e.location())
          : StateError.runtime(why);
    }
  }

  static @Nullable Double decimal(Fields fields, @Nullable Template template, View view) {
    if (template == null) {
      return null;
    }
    JsonNode value = fields.evaluate(template, view);
    if (value.isNumber()) {
      return value.doubleValue();
    }
    if (value.isTextual() && DECIMAL.matcher(value.textValue()).matches()) {
      return Double.valueOf(value.textValue());
    }
    throw wrong(template, value, "number");
  }

  private static StateError wrong(Template template, JsonNode value, String expected) {
    return switch (template) {
      case Template.Path(var path, String field) ->
          StateError.runtime(
              "The %s field refers to value \"%s\" which is not a valid %s: %s"
                  .formatted(
                      field,
                      value.isTextual() ? value.textValue() : Payloads.shown(value),
                      expected,
                      path.text()));
      case Template.Expression e -> unexpected(e, value, "number");
      default -> StateError.runtime("'" + Payloads.shown(value) + "' is not a valid " + expected);
    };
  }

  /** An expression that gave something else than the field needs. */
  static StateError unexpected(Template.Expression field, JsonNode value, String expected) {
    return StateError.query(
        Fields.subject(field.expression(), field.location())
            + "returned an unexpected result type. Expected '%s', but was '%s' for value: %s"
                .formatted(expected, type(value), Payloads.shown(value)),
        field.location());
  }

  private static String type(JsonNode value) {
    return value.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
