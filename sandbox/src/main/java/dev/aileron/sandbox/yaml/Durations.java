package dev.aileron.sandbox.yaml;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times as people write them in files. */
final class Durations {

  private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Durations() {}

  /**
   * Reads {@code 200ms}, {@code 3s}, {@code 5m}, {@code 2h}, {@code 1d}, {@code PT3S} or 0; empty
   * when it is none of these.
   */
  static Optional<Duration> parse(String text) {
    var amount = AMOUNT.matcher(text);
    if (amount.matches()) {
      long unit = UNITS.getOrDefault(amount.group(2), Duration.ZERO).toMillis();
      return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(amount.group(1)) * unit)));
    }
    try {
      var iso = text.equals("0") ? Duration.ZERO : Duration.parse(text);
      return iso.isNegative() ? Optional.empty() : Optional.of(iso);
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }
}
