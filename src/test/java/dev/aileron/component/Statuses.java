package dev.aileron.component;

import dev.aileron.api.ReconciledStatus;
import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kernel.conditions.Conditions;
import io.fabric8.kubernetes.client.CustomResource;

/** Questions to the status of an object, as {@code kubectl wait} asks them. */
final class Statuses {
  private Statuses() {}

  static boolean isReady(CustomResource<?, ? extends ReconciledStatus> object) {
    return isCurrent(object)
        && Conditions.holds(object.getStatus().conditions(), ConditionType.READY);
  }

  static boolean isCurrent(CustomResource<?, ? extends ReconciledStatus> object) {
    ReconciledStatus status = object.getStatus();
    return status != null
        && object.getMetadata().getGeneration().equals(status.observedGeneration());
  }

  static Condition condition(CustomResource<?, ? extends ReconciledStatus> object, String type) {
    return Conditions.find(object.getStatus().conditions(), type).orElseThrow();
  }

  static String reason(CustomResource<?, ? extends ReconciledStatus> object) {
    return condition(object, ConditionType.READY).reason();
  }

  static String message(CustomResource<?, ? extends ReconciledStatus> object) {
    return condition(object, ConditionType.READY).message();
  }
}
