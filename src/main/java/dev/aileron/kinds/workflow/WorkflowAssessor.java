package dev.aileron.kinds.workflow;

import dev.aileron.api.Pin;
import dev.aileron.api.PublishedVersion;
import dev.aileron.api.VersionRef;
import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowStatus;
import dev.aileron.kernel.fields.Impact;
import dev.aileron.kernel.naming.Hashes;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kinds.workflow.WorkflowObserved.Alias;
import dev.aileron.kinds.workflow.WorkflowObserved.Machine;
import dev.aileron.kinds.workflow.WorkflowObserved.Version;
import dev.aileron.kube.ReleaseLedger;
import dev.aileron.kube.StatusHead;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known about a workflow as its status says it. What was not looked at stays as it was. */
final class WorkflowAssessor {
  /** The word in the names of Releases. */
  static final String RELEASE_KIND = "workflow";

  private WorkflowAssessor() {}

  static Facts facts(
      Workflow object, @Nullable WorkflowDesired desired, @Nullable WorkflowObserved observed) {
    WorkflowObserved seen = ours(desired, observed);
    VersionRef stable = stable(object, seen, before(object));
    boolean resolved = desired != null;
    if (stable == null) {
      return new Facts(false, "No version serves yet", resolved);
    }
    String serving =
        "The alias %s serves version %s".formatted(object.getSpec().aliasName(), stable.version());
    if (desired != null && !desired.warnings().isEmpty()) {
      serving += ". Warnings: " + String.join("; ", desired.warnings());
    }
    return new Facts(true, serving, resolved);
  }

  static WorkflowStatus status(
      Workflow object,
      @Nullable WorkflowDesired desired,
      @Nullable WorkflowObserved observed,
      StatusHead head) {
    WorkflowStatus before = before(object);
    WorkflowObserved seen = ours(desired, observed);
    Machine machine = seen == null ? null : seen.machine();
    boolean current = desired != null && seen != null && isCurrent(desired, seen);
    boolean gone = seen != null && hasNoVersion(seen);
    return new WorkflowStatus(
        head.generation(),
        head.conditions(),
        head.progressStartedTime(),
        desired == null ? before.stateMachineName() : desired.name(),
        machine == null ? before.stateMachineARN() : machine.arn(),
        aliasARN(seen, before),
        gone ? List.of() : pins(current ? desired : null, seen, before),
        gone ? null : published(current ? seen : null, head.generation(), before),
        stable(object, seen, before),
        machine == null ? before.definitionSHA256() : Hashes.hex(machine.content().definition()),
        current && machine != null ? machine.revisionID() : gone ? null : before.revisionID());
  }

  /** What belongs to something else is not written down as ours. */
  private static @Nullable WorkflowObserved ours(
      @Nullable WorkflowDesired desired, @Nullable WorkflowObserved observed) {
    return desired != null && observed != null && observed.isForeign(desired) ? null : observed;
  }

  /**
   * Whether the newest version has what this generation asks for, and the state machine too: then
   * that version may be taken for one of the state machine's revision.
   */
  private static boolean isCurrent(WorkflowDesired desired, WorkflowObserved observed) {
    Version newest = observed.newest();
    Machine machine = observed.machine();
    return newest != null
        && newest.hasContentOf(desired)
        && machine != null
        && !WorkflowFields.differ(Impact.PUBLISHES, desired, machine);
  }

  /**
   * Whether all versions are gone, because the state machine was deleted and maybe made anew: a
   * number from before means nothing any more.
   */
  private static boolean hasNoVersion(WorkflowObserved observed) {
    return observed.alias() instanceof Alias.Absent && observed.newest() == null;
  }

  private static @Nullable String aliasARN(
      @Nullable WorkflowObserved observed, WorkflowStatus before) {
    return switch (observed == null ? new Alias.Unread() : observed.alias()) {
      case Alias.Present alias -> alias.arn();
      case Alias.Absent _ -> null;
      case Alias.Unread _ -> before.aliasARN();
    };
  }

  /**
   * The pins of the newest version; until the alias serves it those of the version before as well,
   * because what is pinned must not be deleted (PinningWorkflows).
   */
  private static List<Pin> pins(
      @Nullable WorkflowDesired current,
      @Nullable WorkflowObserved observed,
      WorkflowStatus before) {
    if (current == null || observed == null) {
      return before.pins();
    }
    Map<String, Pin> pins = new TreeMap<>();
    boolean moved =
        observed.alias() instanceof Alias.Present alias
            && observed.newest() != null
            && observed.newest().arn().equals(alias.only());
    if (!moved) {
      before.pins().forEach(pin -> pins.put(pin.function(), pin));
    }
    current.pins().forEach(pin -> pins.put(pin.function(), pin));
    return List.copyOf(pins.values());
  }

  private static @Nullable PublishedVersion published(
      @Nullable WorkflowObserved current, long generation, WorkflowStatus before) {
    Version newest = current == null ? null : current.newest();
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
    String number = WorkflowObserved.lastPart(only);
    return new VersionRef(
        number, ReleaseLedger.name(object.getMetadata().getName(), RELEASE_KIND, number));
  }

  static WorkflowStatus before(Workflow object) {
    return object.getStatus() == null ? WorkflowStatus.none() : object.getStatus();
  }
}
