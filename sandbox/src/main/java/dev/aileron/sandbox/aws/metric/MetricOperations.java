package dev.aileron.sandbox.aws.metric;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations that read metrics, one at a time. */
final class MetricOperations {

  private static final int MOST_STATISTICS_POINTS = 1_440;
  private static final int MOST_LISTED = 500;
  private static final Duration OLDEST = Duration.ofDays(14);

  private final MetricStore store;

  MetricOperations(MetricStore store) {
    this.store = store;
  }

  Map<String, Object> getMetricStatistics(Call call, Fields fields) {
    var key = key(call.caller(), fields);
    var start = fields.requiredTime("StartTime");
    var end = fields.requiredTime("EndTime");
    int period = fields.requiredInteger("Period");
    if (!start.isBefore(end)) {
      throw Fields.invalid("The parameter StartTime must be less than the parameter EndTime.");
    }
    if (Duration.between(start, end).toSeconds() / Math.max(1, period) > MOST_STATISTICS_POINTS) {
      throw new AwsError(
          400,
          "InvalidParameterCombination",
          "You have requested up to %d datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range."
              .formatted(Duration.between(start, end).toSeconds() / Math.max(1, period)));
    }
    var plain = fields.texts("Statistics");
    var extended = fields.texts("ExtendedStatistics");
    if (plain.isEmpty() && extended.isEmpty()) {
      throw new AwsError(
          400, "MissingParameter", "Must specify either Statistics or ExtendedStatistics");
    }
    MetricQueries.period(period, "Period");
    var points = new ArrayList<Object>();
    var read = store.read(key, period, start, end, fields.text("Unit"));
    var unit = store.unit(key);
    read.forEach((time, values) -> points.add(point(time, values, plain, extended, unit)));
    var body = new LinkedHashMap<String, Object>();
    body.put("Label", key.name());
    body.put("Datapoints", points);
    return body;
  }

  private static Map<String, Object> point(
      Instant time, Distribution values, List<String> plain, List<String> extended, String unit) {
    var point = new LinkedHashMap<String, Object>();
    point.put("Timestamp", time);
    for (var name : plain) {
      MetricQueries.statistic(name, "Statistics")
          .of(values)
          .ifPresent(value -> point.put(name, value));
    }
    var percentiles = new LinkedHashMap<String, Object>();
    for (var name : extended) {
      MetricQueries.statistic(name, "ExtendedStatistics")
          .of(values)
          .ifPresent(value -> percentiles.put(name, value));
    }
    if (!percentiles.isEmpty()) {
      point.put("ExtendedStatistics", new Wire.Entries(percentiles));
    }
    point.put("Unit", unit);
    return point;
  }

  Map<String, Object> listMetrics(Call call, Fields fields) {
    var since =
        fields.has("RecentlyActive")
            ? call.time().minus(Duration.ofHours(3))
            : call.time().minus(OLDEST);
    var fitting =
        store.list(call.caller().accountId(), call.caller().region(), since).stream()
            .filter(key -> fits(key, fields))
            .toList();
    int from = offset(fields.text("NextToken"), "ListMetrics");
    int to = Math.min(fitting.size(), from + MOST_LISTED);
    var metrics = new ArrayList<Object>();
    for (var key : fitting.subList(Math.min(from, to), to)) {
      metrics.add(
          Map.of(
              "Namespace",
              key.namespace(),
              "MetricName",
              key.name(),
              "Dimensions",
              dimensions(key.dimensions())));
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("Metrics", metrics);
    if (to < fitting.size()) {
      body.put("NextToken", token("ListMetrics", to));
    }
    return body;
  }

  private static boolean fits(MetricKey key, Fields fields) {
    var namespace = fields.text("Namespace");
    var name = fields.text("MetricName");
    return (namespace == null || namespace.equals(key.namespace()))
        && (name == null || name.equals(key.name()))
        && fields.list("Dimensions").stream()
            .allMatch(filter -> {
              var there = key.dimensions().get(filter.requiredText("Name"));
              return there != null && (!filter.has("Value") || there.equals(filter.text("Value")));
            });
  }

  static MetricKey key(Caller caller, Fields fields) {
    return new MetricKey(
        caller.accountId(),
        caller.region(),
        fields.requiredText("Namespace"),
        fields.requiredText("MetricName"),
        fields.dimensions());
  }

  static List<Object> dimensions(Map<String, String> dimensions) {
    var list = new ArrayList<Object>();
    dimensions.forEach((name, value) -> list.add(Map.of("Name", name, "Value", value)));
    return list;
  }

  /** A token that goes on after so many. */
  static String token(String operation, int offset) {
    return Base64.getUrlEncoder()
        .encodeToString((operation + ":" + offset).getBytes(StandardCharsets.UTF_8));
  }

  /** Where a token goes on; 0 without one. */
  static int offset(@Nullable String token, String operation) {
    if (token == null || token.isEmpty()) {
      return 0;
    }
    try {
      var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith(operation + ":")) {
        return Integer.parseInt(text.substring(operation.length() + 1));
      }
    } catch (IllegalArgumentException notOurs) {
      // Said below.
    }
    throw new AwsError(400, "InvalidNextToken", "The token '%s' is invalid.".formatted(token));
  }
}
