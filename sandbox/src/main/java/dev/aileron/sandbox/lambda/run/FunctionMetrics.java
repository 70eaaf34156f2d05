package dev.aileron.sandbox.lambda.run;

import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Metrics;
import dev.aileron.sandbox.lambda.control.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What CloudWatch hears of invocations, under each set of dimensions that AWS documents. */
public final class FunctionMetrics {

  private static final String NAMESPACE = "AWS/Lambda";

  private final Metrics metrics;

  public FunctionMetrics(Metrics metrics) {
    this.metrics = metrics;
  }

  /**
   * An invocation that ran.
   *
   * @param start which is the time of its points
   * @param concurrent invocations of the function that ran together with it, itself included
   */
  void ran(Target target, Instant start, double milliseconds, boolean failed, int concurrent) {
    put(target, "Invocations", start, 1, "Count");
    put(target, "Errors", start, failed ? 1 : 0, "Count");
    put(target, "Duration", start, milliseconds, "Milliseconds");
    put(target, "Throttles", start, 0, "Count");
    put(target, "ConcurrentExecutions", start, concurrent, "Count");
  }

  void throttled(Target target, Instant at) {
    put(target, "Throttles", at, 1, "Count");
  }

  /** One value of an event on its way: received, its age, dropped, not delivered. */
  public void event(Target target, String name, Instant at, double value) {
    put(target, name, at, value, name.endsWith("Age") ? "Milliseconds" : "Count");
  }

  private void put(Target target, String name, Instant at, double value, String unit) {
    var caller = new Caller(target.accountId(), target.region(), "lambda.amazonaws.com", null);
    for (var dimensions : dimensions(target)) {
      metrics.put(caller, NAMESPACE, name, dimensions, at, value, unit);
    }
  }

  private static List<Map<String, String>> dimensions(Target target) {
    var sets = new ArrayList<Map<String, String>>();
    sets.add(Map.of());
    sets.add(Map.of("FunctionName", target.name()));
    sets.add(Map.of("FunctionName", target.name(), "Resource", target.resource()));
    if (target.alias() != null) {
      sets.add(
          Map.of(
              "FunctionName",
              target.name(),
              "Resource",
              target.resource(),
              "ExecutedVersion",
              target.version()));
    }
    return sets;
  }
}
