package dev.aileron.operator;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the operator SDK is given instead of its own. */
@ApplicationScoped
class SdkBeans {
  @Produces
  @Singleton
  Metrics metrics(MeterRegistry registry) {
    return new OperatorMetrics(registry);
  }
}
