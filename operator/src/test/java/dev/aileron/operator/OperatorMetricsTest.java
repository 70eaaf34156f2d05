package dev.aileron.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import io.javaoperatorsdk.operator.api.monitoring.Metrics.ControllerExecution;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Prometheus takes one set of tags a meter. The operator SDK's own metrics do not keep to that, and
 * the exception loses looks at objects (java-operator-sdk#3256).
 */
class OperatorMetricsTest {
  private static final RetryInfo FIRST_TRY =
      new RetryInfo() {
        @Override
        public int getAttemptCount() {
          return 0;
        }

        @Override
        public boolean isLastAttempt() {
          return false;
        }
      };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final OperatorMetrics metrics = new OperatorMetrics(registry);

  @Test
  void prometheusTakesWhatIsToldOfEveryKindAndOutcome() throws Exception {
    // When
    metrics.reconciliationSucceeded(new ServerlessFunction(), Map.of());
    metrics.reconciliationSucceeded(new Workflow(), Map.of());
    metrics.reconciliationFailed(
        new Workflow(), FIRST_TRY, new IllegalStateException("boom"), Map.of());
    metrics.timeControllerExecution(execution("workflow", false));
    assertThatThrownBy(() -> metrics.timeControllerExecution(execution("workflow", true)))
        .hasMessage("boom");

    // Then
    assertThat(registry.scrape())
        .contains(
            "aileron_reconciliations_total{kind=\"ServerlessFunction\",outcome=\"success\",} 1.0")
        .contains("aileron_reconciliations_total{kind=\"Workflow\",outcome=\"error\",} 1.0")
        .contains("outcome=\"success\",what=\"reconcile\",} 1.0")
        .contains("outcome=\"error\",what=\"reconcile\",} 1.0");
  }

  private static ControllerExecution<String> execution(String controller, boolean fails) {
    return new ControllerExecution<>() {
      @Override
      public String name() {
        return "reconcile";
      }

      @Override
      public String controllerName() {
        return controller;
      }

      @Override
      public String successTypeName(String result) {
        return "noUpdate";
      }

      @Override
      public ResourceID resourceID() {
        return new ResourceID("greet", "shop");
      }

      @Override
      public Map<String, Object> metadata() {
        return Map.of();
      }

      @Override
      public String execute() {
        if (fails) {
          throw new IllegalStateException("boom");
        }
        return "done";
      }
    };
  }
}
