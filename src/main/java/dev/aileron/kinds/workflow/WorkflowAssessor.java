package dev.aileron.kinds.workflow;

import dev.aileron.api.PublishedVersion;
import dev.aileron.api.VersionRef;
import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowStatus;
import dev.aileron.kernel.naming.Hashes;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kinds.workflow.WorkflowObserved.Alias;
import dev.aileron.kinds.workflow.WorkflowObserved.Machine;
import dev.aileron.kinds.workflow.WorkflowObserved.Version;
import dev.aileron.kube.ReleaseLedger;
import dev.aileron.kube.StatusHead;
import org.jspecify.annotations.Nullable;

/** What is known about a workflow as its status says it. What was not looked at stays as it was. */
final class WorkflowAssessor {
  /** The word in the names of Releases. */
  static final String RELEASE_KIND = "workflow";

  private WorkflowAssessor() {}

  static Facts facts(
      Workflow object, @Nullable WorkflowDesired desired, @Nullable WorkflowObserved observed) {
    VersionRef stable = stable(object, observed, before(object));
    boolean resolved = desired != null;
    if (stable == null) {
      return new Facts(false, "No version serves yet", resolved);
    }
    String serving =
        "The alias %s serves version %s".formatted(object.getSpec().aliasName(), stable.version());
    if (desired != null && !desired.warnings().isEmpty()) {
      serving +=
          ". Not bound to a version, so that running executions can meet new code: "
              + String.join("; ", desired.warnings());
    }
    return new Facts(true, serving, resolved);
  }

  static WorkflowStatus status(
      Workflow object,
      @Nullable WorkflowDesired desired,
      @Nullable WorkflowObserved observed,
      StatusHead head) {
    WorkflowStatus before = before(object);
    Machine machine = observed == null ? null : observed.machine();
    boolean current = desired != null && observed != null && isCurrent(desired, observed);
    return new WorkflowStatus(
        head.generation(),
        head.conditions(),
        head.progressStartedTime(),
        desired == null ? before.stateMachineName() : desired.name(),
        machine == null ? before.stateMachineARN() : machine.arn(),
        observed != null && observed.alias() instanceof Alias.Present alias
            ? alias.arn()
            : before.aliasARN(),
        current && desired != null ? desired.pins() : before.pins(),
        current && observed != null
            ? published(observed, head.generation(), before)
            : before.published(),
        stable(object, observed, before),
        machine == null ? before.definitionSHA256() : Hashes.hex(machine.definition()),
        machine == null ? before.revisionID() : machine.revisionID());
  }

  /** Whether the newest version has what this generation asks for. */
  private static boolean isCurrent(WorkflowDesired desired, WorkflowObserved observed) {
    Version newest = observed.newest();
    return newest != null && newest.hasContentOf(desired);
  }

  private static @Nullable PublishedVersion published(
      WorkflowObserved observed, long generation, WorkflowStatus before) {
    Version newest = observed.newest();
    return newest == null
        ? before.published()
        : new PublishedVersion(newest.number(), newest.arn(), generation);
  }

  private static @Nullable VersionRef stable(
      Workflow object, @Nullable WorkflowObserved observed, WorkflowStatus before) {
    if (observed == null || !(observed.alias() instanceof Alias.Present alias)) {
      boolean gone = observed != null && observed.alias() instanceof Alias.Absent;
      return gone ? null : before.stable();
    }
    String only = alias.only();
    if (only == null) {
      return before.stable();
    }
    String number = WorkflowObserved.number(only);
    return new VersionRef(
        number, ReleaseLedger.name(object.getMetadata().getName(), RELEASE_KIND, number));
  }

  static WorkflowStatus before(Workflow object) {
    return object.getStatus() == null ? WorkflowStatus.none() : object.getStatus();
  }
}
