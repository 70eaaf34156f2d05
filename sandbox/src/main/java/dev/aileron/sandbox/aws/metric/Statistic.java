package dev.aileron.sandbox.aws.metric;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is told of the values of a period.
 *
 * @param name as CloudWatch spells it: {@code Sum}, {@code p99.9}
 * @param percent of a percentile; not a number for the others
 */
record Statistic(String name, double percent) {

  private static final double MOST = 100;

  /** Reads its name; empty for one that is not known here, such as a trimmed mean. */
  static Optional<Statistic> parse(String name) {
    if (name.matches("[pP]\\d{1,3}(\\.\\d{1,10})?")) {
      double percent = Double.parseDouble(name.substring(1));
      return percent <= MOST ? Optional.of(new Statistic(name, percent)) : Optional.empty();
    }
    return switch (name) {
      case "SampleCount", "Sum", "Average", "Minimum", "Maximum" ->
          Optional.of(new Statistic(name, Double.NaN));
      default -> Optional.empty();
    };
  }

  /** Its value; empty when these values do not tell it. */
  OptionalDouble of(Distribution values) {
    if (!Double.isNaN(percent)) {
      return values.hasPercentiles()
          ? OptionalDouble.of(values.percentile(percent))
          : OptionalDouble.empty();
    }
    return OptionalDouble.of(
        switch (name) {
          case "SampleCount" -> values.count();
          case "Sum" -> values.sum();
          case "Average" -> values.average();
          case "Minimum" -> values.minimum();
          default -> values.maximum();
        });
  }
}
