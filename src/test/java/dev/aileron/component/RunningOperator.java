package dev.aileron.component;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JOSDK's plain operator with some reconcilers, for one namespace. */
final class RunningOperator implements AutoCloseable {
  private static final int THREADS = 4;

  private final String namespace;
  private final Operator operator;
  private boolean running = true;

  private RunningOperator(String namespace, Operator operator) {
    this.namespace = namespace;
    this.operator = operator;
  }

  static RunningOperator start(
      KubernetesClient client, String namespace, List<Reconciler<? extends HasMetadata>> kinds) {
    return start(client, namespace, kinds, null);
  }

  /**
   * @param lease null to work at once
   */
  static RunningOperator start(
      KubernetesClient client,
      String namespace,
      List<Reconciler<? extends HasMetadata>> kinds,
      @Nullable LeaderElectionConfiguration lease) {
    Operator operator =
        new Operator(settings ->
            settings
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withLeaderElectionConfiguration(lease)
                .withConcurrentReconciliationThreads(THREADS));
    kinds.forEach(
        kind -> operator.register(kind, controller -> controller.settingNamespaces(namespace)));
    operator.start();
    return new RunningOperator(namespace, operator);
  }

  /** An object as the cache of its controller has it. */
  Optional<? extends HasMetadata> cached(String controller, String name) {
    return operator
        .getRegisteredController(controller)
        .map(registered -> (Controller<?>) registered)
        .orElseThrow()
        .getEventSourceManager()
        .getControllerEventSource()
        .get(new ResourceID(name, namespace));
  }

  boolean isRunning() {
    return running;
  }

  /** Ends it, once what it is at has come to its end. */
  void stop() {
    if (running) {
      running = false;
      operator.stop();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
