package dev.aileron.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;

/**
 * Metrics of the reconcilers, by kind and never by object. JOSDK 5.3.2's own MicrometerMetricsV2
 * gives one meter several sets of tags, which the Prometheus registry refuses: the exception comes
 * before the event is marked, and planned looks at objects are lost (java-operator-sdk#3256).
 */
final class OperatorMetrics implements Metrics {
  private final MeterRegistry registry;

  OperatorMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void reconciliationSucceeded(HasMetadata object, Map<String, Object> metadata) {
    count(object, "success");
  }

  @Override
  public void reconciliationFailed(
      HasMetadata object, RetryInfo retry, Exception failure, Map<String, Object> metadata) {
    count(object, "error");
  }

  private void count(HasMetadata object, String outcome) {
    registry
        .counter("aileron.reconciliations", "kind", object.getKind(), "outcome", outcome)
        .increment();
  }

  @Override
  public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
    Timer.Sample sample = Timer.start(registry);
    String outcome = "error";
    try {
      T result = execution.execute();
      outcome = "success";
      return result;
    } finally {
      sample.stop(
          registry.timer(
              "aileron.pass",
              "controller",
              execution.controllerName(),
              "what",
              execution.name(),
              "outcome",
              outcome));
    }
  }
}
