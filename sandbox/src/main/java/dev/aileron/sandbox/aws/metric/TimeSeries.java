package dev.aileron.sandbox.aws.metric;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Values by time.
 *
 * @param label what it is called where it is shown
 * @param period seconds between two values
 */
record TimeSeries(String label, int period, NavigableMap<Instant, Double> values) {

  TimeSeries map(DoubleUnaryOperator operator) {
    var mapped = new TreeMap<Instant, Double>();
    values.forEach((time, value) -> mapped.put(time, operator.applyAsDouble(value)));
    return new TimeSeries(label, period, mapped).finite();
  }

  /** Both at the times that both have. */
  TimeSeries with(TimeSeries other, DoubleBinaryOperator operator) {
    var joined = new TreeMap<Instant, Double>();
    values.forEach((time, value) -> {
      var its = other.values().get(time);
      if (its != null) {
        joined.put(time, operator.applyAsDouble(value, its));
      }
    });
    return new TimeSeries(label, Math.max(period, other.period()), joined).finite();
  }

  TimeSeries named(String otherwise) {
    return new TimeSeries(otherwise, period, values);
  }

  /** Without what is no number: CloudWatch has no value where one divides by zero. */
  private TimeSeries finite() {
    values.values().removeIf(value -> !Double.isFinite(value));
    return this;
  }
}
