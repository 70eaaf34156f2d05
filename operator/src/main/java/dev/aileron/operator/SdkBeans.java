package dev.aileron.operator;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
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

  /**
   * As the extension makes it, but without the SDK's shutdown hook, which the extension installs
   * when leader election is off and reconciles are given time to end (QOSDK 7.7, OperatorProducer).
   * Quarkus stops the operator as well, at the same moment in another hook, and one of the two
   * fails on the executors that the other has closed.
   */
  @Produces
  @ApplicationScoped
  Operator operator(
      QuarkusConfigurationService configuration, @Any Instance<Reconciler<?>> reconcilers) {
    Operator operator = new Operator(configuration);
    reconcilers.forEach(operator::register);
    return operator;
  }
}
