package dev.aileron.component;

import dev.aileron.api.ReconciledStatus;
import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kernel.status.StatusRules;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sees every status that objects of a namespace ever have, as Argo CD or {@code kubectl wait}
 * would, and asks the rules of each.
 */
final class StatusObserver<P extends CustomResource<?, T>, T extends ReconciledStatus>
    implements ResourceEventHandler<P>, AutoCloseable {
  private final List<P> seen = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final List<String> restless = new ArrayList<>();
  private final SharedIndexInformer<P> informer;

  StatusObserver(KubernetesClient client, String namespace, Class<P> kind) {
    this.informer = client.resources(kind).inNamespace(namespace).inform(this);
  }

  /** The statuses that an object has had, oldest first; equal neighbours once. */
  synchronized List<T> statuses(String name) {
    List<T> statuses = new ArrayList<>();
    for (P object : seen) {
      T status = object.getStatus();
      boolean same = !statuses.isEmpty() && statuses.getLast().equals(status);
      if (object.getMetadata().getName().equals(name) && status != null && !same) {
        statuses.add(status);
      }
    }
    return statuses;
  }

  /** What was wrong with any of them. */
  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /**
   * Conditions that got a new time with the status they had. Two operators at once may do that to
   * each other.
   */
  synchronized List<String> restless() {
    return List.copyOf(restless);
  }

  /** Objects that were ever said to have met something unexpected, with what was said. */
  synchronized List<String> internalErrors() {
    return seen.stream()
        .map(CustomResource::getStatus)
        .filter(Objects::nonNull)
        .flatMap(status -> status.conditions().stream())
        .filter(condition -> condition.reason().equals(Reason.InternalError.name()))
        .map(Condition::message)
        .distinct()
        .toList();
  }

  @Override
  public void onAdd(P object) {
    check(null, object);
  }

  @Override
  public void onUpdate(P before, P object) {
    check(before, object);
  }

  @Override
  public void onDelete(P object, boolean finalStateUnknown) {
    check(null, object);
  }

  private synchronized void check(@Nullable P before, P object) {
    seen.add(object);
    T status = object.getStatus();
    if (status == null) {
      return;
    }
    String name = object.getKind() + " " + object.getMetadata().getName();
    StatusRules.violations(
            status.observedGeneration(), status.conditions(), object.getMetadata().getGeneration())
        .forEach(rule -> violations.add(name + ": " + rule + " in " + status));
    if (before != null && before.getStatus() != null) {
      restless(before.getStatus().conditions(), status.conditions())
          .forEach(rule -> restless.add(name + ": " + rule + " in " + status));
    }
  }

  /** The time of a condition changes with its status only. */
  private static List<String> restless(List<Condition> before, List<Condition> after) {
    List<String> wrong = new ArrayList<>();
    for (Condition now : after) {
      Conditions.find(before, now.type())
          .filter(old -> Objects.equals(old.status(), now.status()))
          .filter(old -> !Objects.equals(old.lastTransitionTime(), now.lastTransitionTime()))
          .ifPresent(_ -> wrong.add(now.type() + " has a new time and no new status"));
    }
    return wrong;
  }

  @Override
  public void close() {
    informer.close();
  }
}
