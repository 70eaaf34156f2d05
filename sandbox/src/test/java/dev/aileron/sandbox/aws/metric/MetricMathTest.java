package dev.aileron.sandbox.aws.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aileron.sandbox.aws.TestClock;
import dev.aileron.sandbox.aws.metric.MetricQueries.Query;
import dev.aileron.sandbox.aws.model.AwsError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metric math over two metrics of five minutes: e = 1 _ 3 4 0, i = 10 20 _ 40 0. */
class MetricMathTest {

  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
  private static final int PERIOD = 60;
  private static final Double[] ERRORS = {1.0, null, 3.0, 4.0, 0.0};
  private static final Double[] INVOCATIONS = {10.0, 20.0, null, 40.0, 0.0};

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          e                                  | 1.0 _ 3.0 4.0 0.0
          -e                                 | -1.0 _ -3.0 -4.0 -0.0
          e + i                              | 11.0 _ _ 44.0 0.0
          e * 100 / i                        | 10.0 _ _ 10.0 _
          100 * FILL(e, 0) / i               | 10.0 0.0 _ 10.0 _
          2 + 3 * 2 ^ 2                      | 14.0 14.0 14.0 14.0 14.0
          (2 + 3) * e - 1                    | 4.0 _ 14.0 19.0 -1.0
          FILL(e, 0)                         | 1.0 0.0 3.0 4.0 0.0
          FILL(e, REPEAT)                    | 1.0 1.0 3.0 4.0 0.0
          FILL(e, LINEAR)                    | 1.0 2.0 3.0 4.0 0.0
          SUM(e)                             | 8.0 8.0 8.0 8.0 8.0
          SUM([e, i])                        | 11.0 20.0 3.0 44.0 0.0
          SUM(METRICS())                     | 11.0 20.0 3.0 44.0 0.0
          SUM(METRICS("errors"))             | 1.0 _ 3.0 4.0 0.0
          AVG([e, i])                        | 5.5 20.0 3.0 22.0 0.0
          MAX([e, i])                        | 10.0 20.0 3.0 40.0 0.0
          MIN(METRICS())                     | 1.0 20.0 3.0 4.0 0.0
          AVG(e)                             | 2.0 2.0 2.0 2.0 2.0
          e / SUM(e)                         | 0.125 _ 0.375 0.5 0.0
          IF(i > 15, e, 0)                   | 0.0 _ _ 4.0 0.0
          IF(i > 15, 1)                      | _ 1.0 _ 1.0 _
          IF(FILL(i, 0) == 0, 0, 100 * FILL(e, 0) / i) | 10.0 0.0 0.0 10.0 0.0
          e > 1 AND i > 1                    | 0.0 _ _ 1.0 0.0
          RATE(i)                            | _ 0.16666666666666666 _ 0.16666666666666666 -0.6666666666666666
          DIFF(e)                            | _ _ 2.0 1.0 -4.0
          RUNNING_SUM(e)                     | 1.0 _ 4.0 8.0 8.0
          ABS(0 - e)                         | 1.0 _ 3.0 4.0 0.0
          i / PERIOD(i)                      | 0.16666666666666666 0.3333333333333333 _ 0.6666666666666666 0.0
          DATAPOINT_COUNT(e)                 | 4.0 4.0 4.0 4.0 4.0
          METRIC_COUNT(METRICS())            | 2.0 2.0 2.0 2.0 2.0
          rate * 2                           | 20.0 _ _ 20.0 _
          """)
  void computes(String expression, String values) {
    assertThat(values(expression)).isEqualTo(values);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          e +                      | it cannot be parsed
          (e                       | it cannot be parsed
          e ? 1                    | it cannot be parsed
          nothing + 1              | there is no query of that id
          self + 1                 | refers to itself
          SEARCH('{AWS/Lambda}')   | the sandbox does not compute the function SEARCH
          ANOMALY_DETECTION_BAND(e)| the sandbox does not compute the function ANOMALY_DETECTION_BAND
          FILL(e)                  | FILL takes a metric and what to fill with
          """)
  void saysWhatItCannotCompute(String expression, String problem) {
    assertThatThrownBy(() -> values(expression))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining(problem);
  }

  private static String values(String expression) {
    var store = new MetricStore(new TestClock(), Duration.ZERO);
    var errors = new MetricKey("1", "r", "AWS/Lambda", "errors", Map.of());
    var invocations = new MetricKey("1", "r", "AWS/Lambda", "invocations", Map.of());
    fill(store, errors, ERRORS);
    fill(store, invocations, INVOCATIONS);
    var sum = Statistic.parse("Sum").orElseThrow();
    var queries =
        List.of(
            new Query("e", null, errors, sum, null, PERIOD, null, false),
            new Query("i", null, invocations, sum, null, PERIOD, null, false),
            new Query("rate", "e * 100 / i", null, null, null, 0, null, false),
            new Query("self", "self * 2", null, null, null, 0, null, false),
            new Query("x", expression, null, null, null, 0, null, true));
    var end = START.plusSeconds((long) PERIOD * ERRORS.length);
    var answer = new MetricQueries(store, queries, START, end).answers().getFirst();
    var values = new ArrayList<String>();
    for (int i = 0; i < ERRORS.length; i++) {
      var value = answer.series().getFirst().values().get(START.plusSeconds((long) PERIOD * i));
      values.add(value == null ? "_" : String.valueOf(value));
    }
    return values.stream().collect(Collectors.joining(" "));
  }

  private static void fill(MetricStore store, MetricKey key, Double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        var one = new Distribution();
        one.add(values[i], 1);
        store.put(key, START.plusSeconds((long) PERIOD * i + 7), one, "Count", PERIOD);
      }
    }
  }
}
