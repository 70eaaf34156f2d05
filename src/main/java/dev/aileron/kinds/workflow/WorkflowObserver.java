package dev.aileron.kinds.workflow;

import dev.aileron.api.PublishedVersion;
import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowStatus;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.workflow.WorkflowObserved.Alias;
import dev.aileron.kinds.workflow.WorkflowObserved.Machine;
import dev.aileron.kinds.workflow.WorkflowObserved.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads Step Functions, and no more of it than has to be read: aliases, versions and tags come out
 * of buckets that refill once a second for the whole account.
 *
 * <p>A version has for ever what the revision had that it was made of, and the status says which
 * revision that was. While the state machine still has that revision, the version need not be read;
 * while nothing at all has moved since everything was found as it should be, neither need the tags.
 */
final class WorkflowObserver {
  private final WorkflowGateway gateway;

  WorkflowObserver(WorkflowGateway gateway) {
    this.gateway = gateway;
  }

  /** Reads what the status does not answer. */
  WorkflowObserved trusting(Workflow object, WorkflowDesired desired) {
    WorkflowStatus status = WorkflowAssessor.before(object);
    String arn = status.stateMachineARN();
    if (arn == null) {
      // What was in the way the last time is looked at; everything else creating finds out.
      return isLastReason(status, Reason.NotOwned)
          ? everything(desired)
          : WorkflowObserved.absent(new Alias.Unread());
    }
    AwsEnvironment environment = desired.environment();
    Machine machine = gateway.machine(environment, arn).orElse(null);
    if (machine == null) {
      return WorkflowObserved.absent(new Alias.Absent());
    }
    if (!machine.isActive()) {
      return new WorkflowObserved(machine, new Alias.Unread(), null);
    }
    Version known = ofRevision(status, machine);
    Alias alias = status.aliasARN() == null ? new Alias.Unread() : alias(desired, machine);
    boolean unmoved = known != null && known.arn().equals(only(alias)) && wasInSync(object);
    return new WorkflowObserved(
        unmoved ? machine : withTags(environment, machine),
        alias,
        known != null ? known : served(environment, alias));
  }

  /** Reads everything. */
  WorkflowObserved everything(WorkflowDesired desired) {
    String arn = gateway.arn(desired.environment(), desired.name());
    return gateway
        .machine(desired.environment(), arn)
        .map(machine -> around(desired, machine))
        .orElseGet(() -> WorkflowObserved.absent(new Alias.Absent()));
  }

  /**
   * Reads what a creation came to. AWS answers "created" for an identical one that exists already,
   * whoever made it and whatever its role.
   */
  WorkflowObserved created(WorkflowDesired desired, WorkflowObserved before, String arn) {
    Machine machine = gateway.machine(desired.environment(), arn).orElse(null);
    if (machine == null) {
      return before.withMachine(Machine.notReadableYet(arn, desired));
    }
    boolean isOld = !machine.revisionID().isEmpty();
    return isOld
        ? around(desired, machine)
        : before.withMachine(withTags(desired.environment(), machine));
  }

  private WorkflowObserved around(WorkflowDesired desired, Machine machine) {
    if (!machine.isActive()) {
      return new WorkflowObserved(machine, new Alias.Unread(), null);
    }
    Machine known = withTags(desired.environment(), machine);
    if (known.isForeign(desired)) {
      return new WorkflowObserved(known, new Alias.Unread(), null);
    }
    Alias alias = alias(desired, machine);
    return new WorkflowObserved(known, alias, served(desired.environment(), alias));
  }

  private static boolean isLastReason(WorkflowStatus status, Reason reason) {
    return Conditions.find(status.conditions(), ConditionType.READY)
        .filter(ready -> ready.reason().equals(reason.name()))
        .isPresent();
  }

  /** The published version, if the state machine has the revision that it was made of. */
  private static @Nullable Version ofRevision(WorkflowStatus status, Machine machine) {
    PublishedVersion published = status.published();
    return published != null && machine.revisionID().equals(status.revisionID())
        ? new Version(published.version(), published.arn(), machine.content())
        : null;
  }

  /** Whether the last pass found everything of this generation as it should be. */
  private static boolean wasInSync(Workflow object) {
    Long generation = object.getMetadata().getGeneration();
    return Conditions.find(WorkflowAssessor.before(object).conditions(), ConditionType.SYNCED)
        .filter(synced -> synced.holds() && synced.observedGeneration().equals(generation))
        .isPresent();
  }

  private Machine withTags(AwsEnvironment environment, Machine machine) {
    return machine.withTags(gateway.tags(environment, machine.arn()));
  }

  private Alias alias(WorkflowDesired desired, Machine machine) {
    return gateway
        .alias(desired.environment(), machine.arn() + ":" + desired.aliasName())
        .<Alias>map(alias -> alias)
        .orElseGet(Alias.Absent::new);
  }

  private @Nullable Version served(AwsEnvironment environment, Alias alias) {
    return Optional.ofNullable(only(alias))
        .flatMap(arn -> gateway.version(environment, arn))
        .orElse(null);
  }

  private static @Nullable String only(Alias alias) {
    return alias instanceof Alias.Present present ? present.only() : null;
  }
}
