package dev.aileron.kinds.function;

import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.function.Function;

/**
 * The workflows that run a version of a function. AWS does not guard a version that a state machine
 * refers to, so the operator has to; asked of the API server, not of a cache that may be behind.
 */
final class PinningWorkflows implements Function<ServerlessFunction, List<String>> {
  private final KubernetesClient client;

  PinningWorkflows(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public List<String> apply(ServerlessFunction function) {
    String name = function.getMetadata().getName();
    return client
        .resources(Workflow.class)
        .inNamespace(function.getMetadata().getNamespace())
        .list()
        .getItems()
        .stream()
        .filter(workflow -> workflow.getStatus() != null)
        .flatMap(workflow ->
            workflow.getStatus().pins().stream()
                .filter(pin -> pin.function().equals(name))
                .map(pin ->
                    "Workflow %s/%s runs its version %s"
                        .formatted(
                            workflow.getMetadata().getNamespace(),
                            workflow.getMetadata().getName(),
                            pin.version())))
        .toList();
  }
}
