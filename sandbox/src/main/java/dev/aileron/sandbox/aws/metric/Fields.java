package dev.aileron.sandbox.aws.metric;

import dev.aileron.sandbox.aws.model.AwsError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request of CloudWatch, whatever protocol they came in.
 *
 * @param all texts, numbers, booleans, lists and maps; from the query protocol only texts
 */
record Fields(Map<String, Object> all) {

  private static final double NANOS = 1e9;

  boolean has(String name) {
    return all.get(name) != null && !"".equals(all.get(name));
  }

  @Nullable String text(String name) {
    var value = all.get(name);
    return value == null ? null : String.valueOf(value);
  }

  String requiredText(String name) {
    var text = text(name);
    if (text == null || text.isEmpty()) {
      throw missing(name);
    }
    return text;
  }

  boolean flag(String name, boolean otherwise) {
    var text = text(name);
    return text == null ? otherwise : Boolean.parseBoolean(text);
  }

  Optional<Double> number(String name) {
    var text = text(name);
    try {
      return text == null || text.isEmpty()
          ? Optional.empty()
          : Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      throw invalid("The value %s for parameter %s is invalid.".formatted(text, name));
    }
  }

  /** A whole number; the other one when it is not there. */
  int integer(String name, int otherwise) {
    return number(name).map(Double::intValue).orElse(otherwise);
  }

  int requiredInteger(String name) {
    return number(name).orElseThrow(() -> missing(name)).intValue();
  }

  /** Seconds since the epoch, or ISO 8601. */
  Optional<Instant> time(String name) {
    var text = text(name);
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      double seconds = Double.parseDouble(text);
      long whole = (long) Math.floor(seconds);
      return Optional.of(Instant.ofEpochSecond(whole, Math.round((seconds - whole) * NANOS)));
    } catch (NumberFormatException notSeconds) {
      return Optional.of(iso(name, text));
    }
  }

  Instant requiredTime(String name) {
    return time(name).orElseThrow(() -> missing(name));
  }

  List<String> texts(String name) {
    return all.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** A list of structures. */
  List<Fields> list(String name) {
    return all.get(name) instanceof List<?> list
        ? list.stream().filter(Map.class::isInstance).map(Fields::of).toList()
        : List.of();
  }

  /** A structure; empty when it is not there. */
  Optional<Fields> structure(String name) {
    return all.get(name) instanceof Map<?, ?> map ? Optional.of(of(map)) : Optional.empty();
  }

  /** {@code Dimensions: [{Name, Value}]}. */
  Map<String, String> dimensions() {
    var dimensions = new TreeMap<String, String>();
    for (var dimension : list("Dimensions")) {
      dimensions.put(dimension.requiredText("Name"), dimension.requiredText("Value"));
    }
    return dimensions;
  }

  static AwsError missing(String name) {
    return new AwsError(400, "MissingParameter", "The parameter %s is required.".formatted(name));
  }

  static AwsError invalid(String message) {
    return new AwsError(400, "InvalidParameterValue", message);
  }

  static AwsError validation(String message) {
    return new AwsError(400, "ValidationError", message);
  }

  private static Fields of(Object map) {
    var fields = new TreeMap<String, Object>();
    ((Map<?, ?>) map)
        .forEach((key, value) -> {
          if (value != null) {
            fields.put(String.valueOf(key), value);
          }
        });
    return new Fields(fields);
  }

  private static Instant iso(String name, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw invalid("The value %s for parameter %s is invalid.".formatted(text, name));
    }
  }
}
