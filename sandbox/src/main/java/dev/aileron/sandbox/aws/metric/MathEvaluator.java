package dev.aileron.sandbox.aws.metric;

import dev.aileron.sandbox.aws.metric.MathExpression.Call;
import dev.aileron.sandbox.aws.metric.MathExpression.Constant;
import dev.aileron.sandbox.aws.metric.MathExpression.Negative;
import dev.aileron.sandbox.aws.metric.MathExpression.Operation;
import dev.aileron.sandbox.aws.metric.MathExpression.Reference;
import dev.aileron.sandbox.aws.metric.MathExpression.Several;
import dev.aileron.sandbox.aws.metric.MathExpression.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Computes metric math: operators, comparisons, and the functions listed in docs/sandbox.md. Others
 * are refused by name.
 */
final class MathEvaluator {

  /** What an expression is worth. */
  sealed interface Value {}

  record Number(double value) implements Value {}

  record One(TimeSeries series) implements Value {}

  record Many(List<TimeSeries> series) implements Value {}

  private final String text;
  private final Instant start;
  private final Instant end;
  private final Function<String, Value> references;
  private final Supplier<List<TimeSeries>> metrics;

  /**
   * For one expression.
   *
   * @param text for errors
   * @param references gives the value of another query by its id
   * @param metrics all queries of metrics, for {@code METRICS()}
   */
  MathEvaluator(
      String text,
      Instant start,
      Instant end,
      Function<String, Value> references,
      Supplier<List<TimeSeries>> metrics) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.references = references;
    this.metrics = metrics;
  }

  Value evaluate(MathExpression expression) {
    return switch (expression) {
      case Constant constant -> new Number(constant.value());
      case Reference reference -> references.apply(reference.id());
      case Negative negative -> each(evaluate(negative.of()), value -> -value);
      case Operation operation ->
          both(
              evaluate(operation.left()),
              evaluate(operation.right()),
              operator(operation.operator()));
      case Several several -> several(several.entries());
      case Call call -> call(call);
      case Text _ -> throw wrong("a text stands where a value is wanted");
    };
  }

  private Value several(List<MathExpression> entries) {
    var all = new ArrayList<TimeSeries>();
    for (var entry : entries) {
      all.addAll(series(evaluate(entry)));
    }
    return new Many(all);
  }

  private Value call(Call call) {
    var arguments = call.arguments();
    return switch (call.name()) {
      case "ABS" -> each(argument(call, 0), Math::abs);
      case "CEIL" -> each(argument(call, 0), Math::ceil);
      case "FLOOR" -> each(argument(call, 0), Math::floor);
      case "LOG" -> each(argument(call, 0), Math::log);
      case "LOG10" -> each(argument(call, 0), Math::log10);
      case "SUM" -> reduce(argument(call, 0), DoubleStream::sum);
      case "AVG" -> reduce(argument(call, 0), values -> values.average().orElse(Double.NaN));
      case "MIN" -> reduce(argument(call, 0), values -> values.min().orElse(Double.NaN));
      case "MAX" -> reduce(argument(call, 0), values -> values.max().orElse(Double.NaN));
      case "STDDEV" -> reduce(argument(call, 0), SeriesFunctions::deviation);
      case "METRIC_COUNT" -> new Number(series(argument(call, 0)).size());
      case "DATAPOINT_COUNT" ->
          new Number(
              series(argument(call, 0)).stream().mapToDouble(one -> one.values().size()).sum());
      case "FIRST" -> pick(argument(call, 0), List::getFirst);
      case "LAST" -> pick(argument(call, 0), List::getLast);
      case "PERIOD" -> new Number(series(argument(call, 0)).getFirst().period());
      case "TIME_SERIES" -> timeSeries(argument(call, 0));
      case "RUNNING_SUM" -> eachSeries(argument(call, 0), SeriesFunctions::runningSum);
      case "DIFF" -> eachSeries(argument(call, 0), one -> SeriesFunctions.difference(one, false));
      case "RATE" -> eachSeries(argument(call, 0), one -> SeriesFunctions.difference(one, true));
      case "FILL" -> fill(call);
      case "IF" -> either(call);
      case "METRICS" -> new Many(metrics(arguments));
      default ->
          throw wrong(
              "the sandbox does not compute the function " + call.name() + "; see docs/sandbox.md");
    };
  }

  private Value argument(Call call, int index) {
    if (call.arguments().size() <= index) {
      throw wrong(call.name() + " lacks an argument");
    }
    return evaluate(call.arguments().get(index));
  }

  private List<TimeSeries> metrics(List<MathExpression> arguments) {
    if (arguments.isEmpty()) {
      return metrics.get();
    }
    if (arguments.getFirst() instanceof Text filter) {
      return metrics.get().stream().filter(one -> one.label().contains(filter.value())).toList();
    }
    throw wrong("METRICS takes a text");
  }

  private static Value each(Value value, DoubleUnaryOperator operator) {
    return switch (value) {
      case Number number -> new Number(operator.applyAsDouble(number.value()));
      case One one -> new One(one.series().map(operator));
      case Many many -> new Many(many.series().stream().map(one -> one.map(operator)).toList());
    };
  }

  private static Value eachSeries(Value value, Function<TimeSeries, TimeSeries> function) {
    return switch (value) {
      case Many many -> new Many(many.series().stream().map(function).toList());
      case One one -> new One(function.apply(one.series()));
      case Number number -> number;
    };
  }

  private Value both(Value left, Value right, DoubleBinaryOperator operator) {
    if (left instanceof Number a) {
      return each(right, value -> operator.applyAsDouble(a.value(), value));
    }
    if (right instanceof Number b) {
      return each(left, value -> operator.applyAsDouble(value, b.value()));
    }
    if (left instanceof One a && right instanceof One b) {
      return new One(a.series().with(b.series(), operator));
    }
    if (left instanceof Many a && right instanceof One b) {
      return new Many(a.series().stream().map(one -> one.with(b.series(), operator)).toList());
    }
    if (left instanceof One a && right instanceof Many b) {
      return new Many(
          b.series().stream()
              .map(one -> a.series().with(one, operator).named(one.label()))
              .toList());
    }
    throw wrong("two arrays cannot be combined");
  }

  /** Over time for one series, over the series at each time for several. */
  private static Value reduce(Value value, ToDoubleFunction<DoubleStream> reduction) {
    return switch (value) {
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

  private Value pick(Value value, Function<List<TimeSeries>, TimeSeries> which) {
    var all = series(value);
    if (all.isEmpty()) {
      throw wrong("there is nothing to take the first or last of");
    }
    return new One(which.apply(all));
  }

  private Value timeSeries(Value value) {
    return value instanceof Number number
        ? new One(constant(number.value(), MetricStore.MINUTE))
        : value;
  }

  /** The same value at all times. */
  TimeSeries constant(double value, int period) {
    var values = new TreeMap<Instant, Double>();
    for (var time : SeriesFunctions.times(start, end, period)) {
      values.put(time, value);
    }
    return new TimeSeries("", period, values);
  }

  private Value fill(Call call) {
    if (call.arguments().size() != 2) {
      throw wrong("FILL takes a metric and what to fill with");
    }
    var filler = filler(call.arguments().getLast());
    return eachSeries(argument(call, 0), one -> SeriesFunctions.fill(one, start, end, filler));
  }

  private SeriesFunctions.Filler filler(MathExpression with) {
    if (with instanceof Reference word && word.id().equalsIgnoreCase("REPEAT")) {
      return SeriesFunctions::repeat;
    }
    if (with instanceof Reference word && word.id().equalsIgnoreCase("LINEAR")) {
      return SeriesFunctions::interpolate;
    }
    return switch (evaluate(with)) {
      case Number number -> (one, time) -> number.value();
      case One other -> (one, time) -> other.series().values().getOrDefault(time, Double.NaN);
      case Many _ -> throw wrong("FILL cannot fill with an array");
    };
  }

  private Value either(Call call) {
    var condition = argument(call, 0);
    var yes = argument(call, 1);
    boolean hasNo = call.arguments().size() > 2;
    return switch (condition) {
      case Number number ->
          number.value() != 0
              ? yes
              : hasNo
                  ? argument(call, 2)
                  : new One(new TimeSeries("", MetricStore.MINUTE, new TreeMap<>()));
      case One one -> {
        var values = new TreeMap<Instant, Double>();
        var no =
            hasNo
                ? argument(call, 2)
                : new One(new TimeSeries("", one.series().period(), new TreeMap<>()));
        one.series()
            .values()
            .forEach((time, holds) -> {
              var value = at(holds != 0 ? yes : no, time);
              if (!Double.isNaN(value)) {
                values.put(time, value);
              }
            });
        yield new One(new TimeSeries("", one.series().period(), values));
      }
      case Many _ -> throw wrong("IF takes no array");
    };
  }

  private double at(Value value, Instant time) {
    return switch (value) {
      case Number number -> number.value();
      case One one -> one.series().values().getOrDefault(time, Double.NaN);
      case Many _ -> throw wrong("IF takes no array");
    };
  }

  private List<TimeSeries> series(Value value) {
    return switch (value) {
      case One one -> List.of(one.series());
      case Many many -> many.series();
      case Number _ -> throw wrong("a number stands where a metric is wanted");
    };
  }

  private DoubleBinaryOperator operator(String operator) {
    return switch (operator) {
      case "+" -> Double::sum;
      case "-" -> (a, b) -> a - b;
      case "*" -> (a, b) -> a * b;
      case "/" -> (a, b) -> a / b;
      case "^" -> Math::pow;
      case "==" -> (a, b) -> truth(a == b);
      case "!=" -> (a, b) -> truth(a != b);
      case "<" -> (a, b) -> truth(a < b);
      case ">" -> (a, b) -> truth(a > b);
      case "<=" -> (a, b) -> truth(a <= b);
      case ">=" -> (a, b) -> truth(a >= b);
      case "AND", "&&" -> (a, b) -> truth(a != 0 && b != 0);
      case "OR", "||" -> (a, b) -> truth(a != 0 || b != 0);
      default -> throw wrong("there is no operator " + operator);
    };
  }

  private static double truth(boolean holds) {
    return holds ? 1 : 0;
  }

  private RuntimeException wrong(String why) {
    return Fields.validation("Error in expression '%s': %s.".formatted(text, why));
  }
}
