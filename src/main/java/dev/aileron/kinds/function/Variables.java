package dev.aileron.kinds.function;

import java.util.Map;

/**
 * Environment variables. Their values may come from Secrets, so {@link #toString} shows names only:
 * records that hold this may be logged.
 */
public record Variables(Map<String, String> values) {
  public Variables {
    values = Map.copyOf(values);
  }

  @Override
  public String toString() {
    return "Variables" + values.keySet().stream().sorted().toList();
  }
}
