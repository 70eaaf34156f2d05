package dev.aileron.sandbox.aws.metric;

import java.util.function.DoublePredicate;

/** How a value breaches a threshold, as the API and as an alarm's reason say it. */
enum Comparison {
  GreaterThanOrEqualToThreshold("greater than or equal to"),
  GreaterThanThreshold("greater than"),
  LessThanThreshold("less than"),
  LessThanOrEqualToThreshold("less than or equal to");

  private final String words;

  Comparison(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  DoublePredicate breach(double threshold) {
    return switch (this) {
      case GreaterThanOrEqualToThreshold -> value -> value >= threshold;
      case GreaterThanThreshold -> value -> value > threshold;
      case LessThanThreshold -> value -> value < threshold;
      case LessThanOrEqualToThreshold -> value -> value <= threshold;
    };
  }
}
