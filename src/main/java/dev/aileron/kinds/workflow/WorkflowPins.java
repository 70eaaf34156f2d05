package dev.aileron.kinds.workflow;

import dev.aileron.api.Pin;
import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowStatus;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kube.References;
import dev.aileron.kube.Unresolvable;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that the functions that a workflow is about to be bound to are there and stay: first
 * the status says that it needs them, then they are looked at. A function that is deleted does it
 * the other way round (PinningWorkflows), so one of both always gives way.
 */
final class WorkflowPins {
  private final References references;

  WorkflowPins(References references) {
    this.references = references;
  }

  /** The status with what is desired besides what it says already; the same if that is all. */
  WorkflowStatus claiming(Workflow object, WorkflowDesired desired) {
    WorkflowStatus status = WorkflowAssessor.before(object);
    TreeMap<String, Pin> pins = new TreeMap<>();
    status.pins().forEach(pin -> pins.put(pin.function(), pin));
    boolean isNew = false;
    for (Pin pin : desired.pins()) {
      isNew |= pins.putIfAbsent(pin.function(), pin) == null;
    }
    return isNew ? status.withPins(List.copyOf(pins.values())) : status;
  }

  /** Why the workflow cannot be bound to what it was resolved to; null if it can. */
  @Nullable Hold recheck(Workflow object, WorkflowDesired desired) {
    String namespace = object.getMetadata().getNamespace();
    try {
      for (Pin pin : desired.pins()) {
        String name = pin.function();
        Pin now =
            FunctionVersions.pin("spec", object, name, references.liveFunction(namespace, name));
        if (!now.equals(pin)) {
          // The cache is behind; what it is waiting for wakes the workflow.
          return new Hold.Waiting(
              Reason.DependencyNotReady,
              "the ServerlessFunction %s/%s has just published version %s"
                  .formatted(namespace, name, now.version()),
              null);
        }
      }
      return null;
    } catch (Unresolvable e) {
      return e.hold();
    }
  }
}
