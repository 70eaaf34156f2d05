package dev.aileron.sandbox.aws.metric;

import dev.aileron.sandbox.aws.metric.MathExpression.Call;
import dev.aileron.sandbox.aws.metric.MathExpression.Constant;
import dev.aileron.sandbox.aws.metric.MathExpression.Negative;
import dev.aileron.sandbox.aws.metric.MathExpression.Operation;
import dev.aileron.sandbox.aws.metric.MathExpression.Reference;
import dev.aileron.sandbox.aws.metric.MathExpression.Several;
import dev.aileron.sandbox.aws.metric.MathExpression.Text;
import dev.aileron.sandbox.aws.metric.MathValue.Many;
import dev.aileron.sandbox.aws.metric.MathValue.Number;
import dev.aileron.sandbox.aws.metric.MathValue.One;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/**
 * Computes metric math: operators, comparisons, and the functions listed in docs/sandbox.md. Others
 * are refused by name.
 */
final class MathEvaluator {

  private final String text;
  private final Instant start;
  private final Instant end;
  private final Function<String, MathValue> references;
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
      Function<String, MathValue> references,
      Supplier<List<TimeSeries>> metrics) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.references = references;
    this.metrics = metrics;
  }

  MathValue evaluate(MathExpression expression) {
    return switch (expression) {
      case Constant constant -> new Number(constant.value());
      case Reference reference -> references.apply(reference.id());
      case Negative negative -> evaluate(negative.of()).each(value -> -value);
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

  private MathValue several(List<MathExpression> entries) {
    var all = new ArrayList<TimeSeries>();
    for (var entry : entries) {
      all.addAll(series(evaluate(entry)));
    }
    return new Many(all);
  }

  private MathValue call(Call call) {
    var arguments = call.arguments();
    return switch (call.name()) {
      case "ABS" -> argument(call, 0).each(Math::abs);
      case "CEIL" -> argument(call, 0).each(Math::ceil);
      case "FLOOR" -> argument(call, 0).each(Math::floor);
      case "LOG" -> argument(call, 0).each(Math::log);
      case "LOG10" -> argument(call, 0).each(Math::log10);
      case "SUM" -> argument(call, 0).reduce(DoubleStream::sum);
      case "AVG" -> argument(call, 0).reduce(values -> values.average().orElse(Double.NaN));
      case "MIN" -> argument(call, 0).reduce(values -> values.min().orElse(Double.NaN));
      case "MAX" -> argument(call, 0).reduce(values -> values.max().orElse(Double.NaN));
      case "STDDEV" -> argument(call, 0).reduce(SeriesFunctions::deviation);
      case "METRIC_COUNT" -> new Number(series(argument(call, 0)).size());
      case "DATAPOINT_COUNT" ->
          new Number(
              series(argument(call, 0)).stream().mapToDouble(one -> one.values().size()).sum());
      case "FIRST" -> pick(argument(call, 0), List::getFirst);
      case "LAST" -> pick(argument(call, 0), List::getLast);
      case "PERIOD" -> new Number(series(argument(call, 0)).getFirst().period());
      case "TIME_SERIES" -> timeSeries(argument(call, 0));
      case "RUNNING_SUM" -> argument(call, 0).eachSeries(SeriesFunctions::runningSum);
      case "DIFF" -> argument(call, 0).eachSeries(one -> SeriesFunctions.difference(one, false));
      case "RATE" -> argument(call, 0).eachSeries(one -> SeriesFunctions.difference(one, true));
      case "FILL" -> fill(call);
      case "IF" -> either(call);
      case "METRICS" -> new Many(metrics(arguments));
      default ->
          throw wrong(
              "the sandbox does not compute the function " + call.name() + "; see docs/sandbox.md");
    };
  }

  private MathValue argument(Call call, int index) {
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

  private MathValue both(MathValue left, MathValue right, DoubleBinaryOperator operator) {
    if (left instanceof Number a) {
      return right.each(value -> operator.applyAsDouble(a.value(), value));
    }
    if (right instanceof Number b) {
      return left.each(value -> operator.applyAsDouble(value, b.value()));
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

  private MathValue pick(MathValue value, Function<List<TimeSeries>, TimeSeries> which) {
    var all = series(value);
    if (all.isEmpty()) {
      throw wrong("there is nothing to take the first or last of");
    }
    return new One(which.apply(all));
  }

  private MathValue timeSeries(MathValue value) {
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

  private MathValue fill(Call call) {
    if (call.arguments().size() != 2) {
      throw wrong("FILL takes a metric and what to fill with");
    }
    var filler = filler(call.arguments().getLast());
    return argument(call, 0).eachSeries(one -> SeriesFunctions.fill(one, start, end, filler));
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

  private MathValue either(Call call) {
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

  private double at(MathValue value, Instant time) {
    return switch (value) {
      case Number number -> number.value();
      case One one -> one.series().values().getOrDefault(time, Double.NaN);
      case Many _ -> throw wrong("IF takes no array");
    };
  }

  private List<TimeSeries> series(MathValue value) {
    return switch (value) {
      case One one -> List.of(one.series());
      case Many many -> many.series();
      case Number _ -> throw wrong("a number stands where a metric is wanted");
    };
  }

  private DoubleBinaryOperator operator(String name) {
    return MathOperators.of(name).orElseThrow(() -> wrong("there is no operator " + name));
  }

  private RuntimeException wrong(String why) {
    return Fields.validation("Error in expression '%s': %s.".formatted(text, why));
  }
}
