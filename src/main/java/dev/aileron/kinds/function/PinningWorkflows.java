package dev.aileron.kinds.function;

import dev.aileron.api.Pin;
import dev.aileron.api.Release;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The workflow versions that are bound to a version of a function: the newest by the status of the
 * workflow, which knows them before they are published, and all others by their Releases, because
 * executions that began on one keep to it, and it may be made to serve again. AWS does not guard a
 * version that a state machine refers to, so the operator has to; it asks the API server, not a
 * cache that may be behind.
 */
final class PinningWorkflows implements Function<ServerlessFunction, List<String>> {
  private static final String FOREGROUND = "foregroundDeletion";
  private static final String FIRST = "1";

  private final KubernetesClient client;

  PinningWorkflows(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public List<String> apply(ServerlessFunction function) {
    String namespace = function.getMetadata().getNamespace();
    String name = function.getMetadata().getName();
    // In this order: what lost its finalizer by the first list has no Releases in the second.
    List<Workflow> workflows = list(Workflow.class, namespace);
    List<Release> releases = list(Release.class, namespace);
    Set<String> found = new LinkedHashSet<>();
    for (Workflow workflow : workflows) {
      pinned(workflow.getStatus() == null ? null : workflow.getStatus().pins(), name)
          .map(pin ->
              "Workflow %s/%s runs its version %s"
                  .formatted(namespace, workflow.getMetadata().getName(), pin.version()))
          .forEach(found::add);
      if (losesReleases(workflow, releases)) {
        found.add(
            "Workflow %s/%s is being deleted and its Releases are gone, so that it is not known what executions on its older versions run"
                .formatted(namespace, workflow.getMetadata().getName()));
      }
    }
    Map<String, Workflow> byUid =
        workflows.stream().collect(Collectors.toMap(w -> w.getMetadata().getUid(), w -> w));
    for (Release release : releases) {
      // One whose workflow is gone is gone as well, as soon as Kubernetes comes to it.
      release.getMetadata().getOwnerReferences().stream()
          .map(OwnerReference::getUid)
          .flatMap(uid -> Stream.ofNullable(byUid.get(uid)))
          .filter(workflow -> !isNewest(workflow, release))
          .flatMap(workflow -> pinned(release.getSpec().pins(), name))
          .map(pin ->
              "version %s of Workflow %s/%s (Release %s) is bound to its version %s"
                  .formatted(
                      release.getSpec().version(),
                      namespace,
                      release.getSpec().owner().name(),
                      release.getMetadata().getName(),
                      pin.version()))
          .forEach(found::add);
    }
    return List.copyOf(found);
  }

  /**
   * Whether Kubernetes deletes the Releases of a workflow while the workflow itself still drains: a
   * deletion in the foreground, which is how Argo CD deletes. Kubernetes takes its finalizer off
   * once all of them are gone. The first version is known all the same, from the status.
   */
  private static boolean losesReleases(Workflow workflow, List<Release> releases) {
    boolean hasOlder =
        workflow.getStatus() != null
            && workflow.getStatus().published() != null
            && !workflow.getStatus().published().version().equals(FIRST);
    boolean losing =
        workflow.getMetadata().getFinalizers().contains(FOREGROUND)
            || releases.stream()
                .noneMatch(
                    r -> r.getOwnerReferenceFor(workflow.getMetadata().getUid()).isPresent());
    return workflow.isMarkedForDeletion() && hasOlder && losing;
  }

  /** Whether the workflow's own status speaks of the release. */
  private static boolean isNewest(Workflow workflow, Release release) {
    return workflow.getStatus() != null
        && workflow.getStatus().published() != null
        && workflow.getStatus().published().version().equals(release.getSpec().version());
  }

  private static Stream<Pin> pinned(@Nullable List<Pin> pins, String function) {
    return pins == null ? Stream.of() : pins.stream().filter(p -> p.function().equals(function));
  }

  private <R extends HasMetadata> List<R> list(Class<R> kind, String namespace) {
    return client.resources(kind).inNamespace(namespace).list().getItems();
  }
}
