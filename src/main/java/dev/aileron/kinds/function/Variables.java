package dev.aileron.kinds.function;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Environment variables. Their values may come from Secrets, so {@link #toString} shows names only:
 * records that hold this may be logged.
 */
public record Variables(Map<String, String> values) {
  static final Variables NONE = new Variables(Map.of());

  private static final int SHORTEST_SECRET = 4;
  private static final String LEFT_OUT = "(value left out)";

  public Variables {
    values = Map.copyOf(values);
  }

  /**
   * The text without the values. AWS repeats in its errors what it was sent, and its errors go into
   * statuses and events. Values that are too short to be secrets stay: cutting out each "1" would
   * leave no text.
   */
  String cutFrom(String text) {
    String cut = text;
    for (String value : longestFirst()) {
      cut = cut.replace(value, LEFT_OUT).replace(asJson(value), LEFT_OUT);
    }
    return cut;
  }

  /** As it stands between quotes in JSON: a key of several lines looks different there. */
  private static String asJson(String value) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(value));
  }

  /** One value may be part of another. */
  private List<String> longestFirst() {
    return values.values().stream()
        .filter(value -> value.length() >= SHORTEST_SECRET)
        .sorted(Comparator.comparing(String::length).reversed())
        .toList();
  }

  @Override
  public String toString() {
    return "Variables" + values.keySet().stream().sorted().toList();
  }
}
