package dev.aileron.sandbox.aws.metric;

import dev.aileron.sandbox.aws.metric.MathValue.Many;
import dev.aileron.sandbox.aws.metric.MathValue.Number;
import dev.aileron.sandbox.aws.metric.MathValue.One;
import dev.aileron.sandbox.aws.model.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The queries of one GetMetricData, or of one alarm: metrics, and math over them. */
final class MetricQueries {

  private static final Set<Integer> SHORT_PERIODS = Set.of(1, 5, 10, 20, 30);

  /**
   * One query.
   *
   * @param expression of metric math; null for a metric
   * @param metric null for an expression
   * @param period seconds; 0 for the longest of the metrics an expression refers to
   * @param shown whether its values are an answer, and not only for expressions
   */
  record Query(
      String id,
      @Nullable String expression,
      @Nullable MetricKey metric,
      @Nullable Statistic statistic,
      @Nullable String unit,
      int period,
      @Nullable String label,
      boolean shown) {}

  /** The values of a query that is shown; several for one that is worth an array. */
  record Answer(Query query, List<TimeSeries> series) {}

  private final MetricStore store;
  private final Instant start;
  private final Instant end;
  private final Map<String, Query> queries = new LinkedHashMap<>();
  private final Map<String, MathValue> values = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();

  /** For queries over a time, its end not included. */
  MetricQueries(MetricStore store, List<Query> queries, Instant start, Instant end) {
    this.store = store;
    this.start = start;
    this.end = end;
    queries.forEach(query -> this.queries.put(query.id(), query));
  }

  /**
   * Reads {@code MetricDataQueries}.
   *
   * @param field for errors
   */
  static List<Query> read(List<Fields> list, Caller caller, String field) {
    var queries = new ArrayList<Query>();
    var ids = new HashSet<String>();
    for (var fields : list) {
      var where = field + ".member." + (queries.size() + 1);
      var id = fields.requiredText("Id");
      if (!id.matches("[a-z]\\w*")) {
        throw Fields.validation(
            "The value %s for parameter %s.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$."
                .formatted(id, where));
      }
      if (!ids.add(id)) {
        throw Fields.validation(
            "The values for parameter id in %s are not unique.".formatted(field));
      }
      queries.add(query(fields, id, where, caller));
    }
    return queries;
  }

  private static Query query(Fields fields, String id, String where, Caller caller) {
    var stat = fields.structure("MetricStat");
    var expression = fields.text("Expression");
    if (stat.isPresent() == (expression != null)) {
      throw Fields.validation(
          "Exactly one of Expression and MetricStat must be given for %s.".formatted(where));
    }
    var label = fields.text("Label");
    boolean shown = fields.flag("ReturnData", true);
    if (expression != null) {
      MathParser.parse(expression);
      int period = fields.integer("Period", 0);
      return new Query(id, expression, null, null, null, period, label, shown);
    }
    var metricStat = stat.orElseThrow();
    var metric =
        metricStat
            .structure("Metric")
            .orElseThrow(() -> Fields.missing(where + ".MetricStat.Metric"));
    var account = fields.has("AccountId") ? fields.requiredText("AccountId") : caller.accountId();
    return new Query(
        id,
        null,
        new MetricKey(
            account,
            caller.region(),
            metric.requiredText("Namespace"),
            metric.requiredText("MetricName"),
            metric.dimensions()),
        statistic(metricStat.requiredText("Stat"), where + ".MetricStat.Stat"),
        metricStat.text("Unit"),
        period(metricStat.requiredInteger("Period"), where + ".MetricStat.Period"),
        label,
        shown);
  }

  static Statistic statistic(String name, String where) {
    return Statistic.parse(name)
        .orElseThrow(() ->
            Fields.validation(
                "The value %s for parameter %s is not supported.".formatted(name, where)));
  }

  static int period(int period, String where) {
    if (period < 1 || !(SHORT_PERIODS.contains(period) || period % MetricStore.MINUTE == 0)) {
      throw Fields.validation(
          "The value %d for parameter %s must be 1, 5, 10, 20, 30 or a multiple of 60."
              .formatted(period, where));
    }
    return period;
  }

  /** The answers, in the order of their queries. */
  List<Answer> answers() {
    var answers = new ArrayList<Answer>();
    for (var query : queries.values()) {
      if (query.shown()) {
        answers.add(new Answer(query, shown(query)));
      }
    }
    return answers;
  }

  private List<TimeSeries> shown(Query query) {
    return switch (value(query.id())) {
      case One one -> List.of(one.series().named(label(query, one.series())));
      case Many many -> many.series();
      case Number number ->
          List.of(
              evaluator(query)
                  .constant(number.value(), longestPeriod())
                  .named(query.label() == null ? query.id() : query.label()));
    };
  }

  private static String label(Query query, TimeSeries series) {
    var label = query.label();
    if (label != null) {
      return label;
    }
    return query.metric() == null ? query.id() : series.label();
  }

  private MathValue value(String id) {
    var known = values.get(id);
    if (known != null) {
      return known;
    }
    var query = queries.get(id);
    if (query == null) {
      throw Fields.validation(
          "The expression refers to %s, and there is no query of that id.".formatted(id));
    }
    if (!underWay.add(id)) {
      throw Fields.validation("The expression %s refers to itself.".formatted(id));
    }
    var value = query.metric() == null ? compute(query) : new One(metric(query));
    values.put(id, value);
    return value;
  }

  private MathValue compute(Query query) {
    var expression = query.expression();
    return evaluator(query).evaluate(MathParser.parse(expression == null ? "" : expression));
  }

  private MathEvaluator evaluator(Query query) {
    return new MathEvaluator(
        String.valueOf(query.expression()), start, end, this::value, this::metrics);
  }

  private List<TimeSeries> metrics() {
    return queries.values().stream()
        .filter(query -> query.metric() != null)
        .map(query -> value(query.id()))
        .map(value -> ((One) value).series())
        .toList();
  }

  private int longestPeriod() {
    return queries.values().stream()
        .mapToInt(Query::period)
        .filter(period -> period > 0)
        .max()
        .orElse(MetricStore.MINUTE);
  }

  private TimeSeries metric(Query query) {
    var values = new TreeMap<Instant, Double>();
    var key = query.metric();
    var statistic = query.statistic();
    if (key == null || statistic == null) {
      throw new IllegalStateException("no metric: " + query);
    }
    store
        .read(key, query.period(), start, end, query.unit())
        .forEach((time, distribution) ->
            statistic.of(distribution).ifPresent(value -> values.put(time, value)));
    return new TimeSeries(
        query.label() == null ? key.name() : query.label(), query.period(), values);
  }
}
