package dev.aileron.sandbox.states;

import dev.aileron.asl.run.Execution;
import dev.aileron.asl.run.HistoryEvent;
import dev.aileron.sandbox.aws.model.Metrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells the world what executions do: metrics, events on the bus, logs. */
final class Reports {
  private static final String NAMESPACE = "AWS/States";

  private final Metrics metrics;
  private final Bus bus;
  private final ExecutionLogs logs;

  Reports(Metrics metrics, Bus bus, ExecutionLogs logs) {
    this.metrics = metrics;
    this.bus = bus;
    this.logs = logs;
  }

  void started(Run run) {
    if (run.start().child() == null) {
      count(run, "ExecutionsStarted", run.start().at(), 1);
      bus.send(run);
    }
  }

  void happened(Run run, List<HistoryEvent> events) {
    logs.write(run, events);
  }

  void ended(Run run) {
    if (run.start().child() != null) {
      return;
    }
    long at = run.sortedBy();
    // Each execution counts twice as a sample, and once in the sum.
    count(run, "ExecutionsStarted", at, 0);
    put(run, "ExecutionTime", at, (double) at - run.start().at(), "Milliseconds");
    count(run, metric(run.execution().status()), at, 1);
    bus.send(run);
  }

  /** An execution that was over goes on. */
  void redriven(Run run) {
    count(run, "ExecutionsRedriven", run.sortedBy(), 1);
    bus.send(run);
  }

  private static String metric(Execution.Status status) {
    return switch (status) {
      case SUCCEEDED -> "ExecutionsSucceeded";
      case TIMED_OUT -> "ExecutionsTimedOut";
      case ABORTED -> "ExecutionsAborted";
      case FAILED, RUNNING -> "ExecutionsFailed";
    };
  }

  private void count(Run run, String name, long at, double value) {
    put(run, name, at, value, "Count");
  }

  /** Once for the state machine, once for the version and once for the alias, if there is one. */
  private void put(Run run, String name, long at, double value, String unit) {
    var start = run.start();
    var dimensions = new ArrayList<Map<String, String>>();
    dimensions.add(Map.of("StateMachineArn", start.machineArn()));
    if (start.version() != null) {
      dimensions.add(
          Map.of(
              "StateMachineArn", start.machineArn(), "Version", String.valueOf(start.version())));
    }
    if (start.alias() != null) {
      dimensions.add(Map.of("StateMachineArn", start.machineArn(), "Alias", start.alias()));
    }
    for (var each : dimensions) {
      metrics.put(
          run.region().owner(), NAMESPACE, name, each, Instant.ofEpochMilli(at), value, unit);
    }
  }
}
