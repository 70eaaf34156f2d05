package dev.aileron.sandbox.aws.metric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** What an expression of metric math is worth. */
sealed interface MathValue {

  record Number(double value) implements MathValue {}

  record One(TimeSeries series) implements MathValue {}

  record Many(List<TimeSeries> series) implements MathValue {}

  /** The same with every number changed. */
  default MathValue each(DoubleUnaryOperator operator) {
    return switch (this) {
      case Number number -> new Number(operator.applyAsDouble(number.value()));
      case One one -> new One(one.series().map(operator));
      case Many many -> new Many(many.series().stream().map(one -> one.map(operator)).toList());
    };
  }

  /** The same with every series changed; a number stays. */
  default MathValue eachSeries(Function<TimeSeries, TimeSeries> function) {
    return switch (this) {
      case Many many -> new Many(many.series().stream().map(function).toList());
      case One one -> new One(function.apply(one.series()));
      case Number number -> number;
    };
  }

  /** One number over time for one series, over the series at each time for several. */
  default MathValue reduce(ToDoubleFunction<DoubleStream> reduction) {
    return switch (this) {
      case Number number -> number;
      case One one -> new Number(reduction.applyAsDouble(stream(one.series().values().values())));
      case Many many -> {
        var byTime = new TreeMap<Instant, List<Double>>();
        int period = 0;
        for (var one : many.series()) {
          period = Math.max(period, one.period());
          one.values()
              .forEach((time, entry) ->
                  byTime.computeIfAbsent(time, absent -> new ArrayList<>()).add(entry));
        }
        var reduced = new TreeMap<Instant, Double>();
        byTime.forEach(
            (time, entries) -> reduced.put(time, reduction.applyAsDouble(stream(entries))));
        yield new One(new TimeSeries("", period, reduced));
      }
    };
  }

  private static DoubleStream stream(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue);
  }
}
