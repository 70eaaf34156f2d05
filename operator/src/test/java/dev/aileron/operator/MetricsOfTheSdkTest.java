package dev.aileron.operator;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aileron.api.ServerlessFunction;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A change of an object, and then a planned look at it. JOSDK counts both before it marks them for
 * processing, so metrics that throw at the second lose it (java-operator-sdk#3256).
 */
class MetricsOfTheSdkTest {
  private static final Map<String, Object> METADATA =
      Map.of(Constants.CONTROLLER_NAME, "serverlessfunction");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ServerlessFunction object = object();

  MetricsOfTheSdkTest() {
    // As Quarkus makes its own (PrometheusMeterRegistryProducer); by itself it would only log.
    registry.throwExceptionOnRegistrationFailure();
  }

  @Test
  void oursTakeAChangeAndAPlannedLook() {
    // Given
    Metrics metrics = new OperatorMetrics(registry);

    // Then
    assertThatCode(() -> changeAndPlannedLook(metrics)).doesNotThrowAnyException();
  }

  @Test
  void thoseOfTheSdkThrowAtThePlannedLook() {
    // Given
    Metrics metrics = MicrometerMetricsV2.newBuilder(registry).build();

    // Then
    assertThatThrownBy(() -> changeAndPlannedLook(metrics))
        .as("JOSDK threw. If it does no more, drop OperatorMetrics")
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same set of tag keys");
  }

  /** The calls that JOSDK makes for them. */
  private void changeAndPlannedLook(Metrics metrics) {
    ResourceID id = ResourceID.fromResource(object);
    metrics.eventReceived(new ResourceEvent(ResourceAction.UPDATED, id, object), METADATA);
    metrics.reconciliationSucceeded(object, METADATA);
    metrics.eventReceived(new Event(id), METADATA);
    metrics.reconciliationSucceeded(object, METADATA);
  }

  private static ServerlessFunction object() {
    ServerlessFunction object = new ServerlessFunction();
    object.setMetadata(
        new ObjectMetaBuilder().withNamespace("shop").withName("hello").withUid("uid-1").build());
    return object;
  }
}
