package dev.aileron.kinds.workflow;

import dev.aileron.aws.Ownership;
import dev.aileron.aws.TagChange;
import dev.aileron.kernel.fields.Impact;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.workflow.WorkflowObserved.Alias;
import dev.aileron.kinds.workflow.WorkflowObserved.Machine;
import dev.aileron.kinds.workflow.WorkflowObserved.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From what should be and what is to what to do next. Executions start through an alias on a
 * published version, and keep the version they started on; the state machine itself may change
 * under them.
 *
 * <p>UpdateStateMachine takes no revision, so an update is written and then published with the
 * revision that it made: a write of somebody else in between makes the publishing fail.
 */
final class WorkflowPlanner {
  /** How the first revision of a state machine is called when it is published. */
  static final String FIRST_REVISION = "INITIAL";

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration DELETING_POLL = Duration.ofSeconds(2);
  private static final Duration IN_THE_WAY_POLL = Duration.ofMinutes(5);

  private WorkflowPlanner() {}

  static Plan<WorkflowStep> plan(WorkflowDesired desired, WorkflowObserved observed) {
    Machine machine = observed.machine();
    if (machine == null) {
      return Plan.of(List.of(new WorkflowStep.CreateStateMachine(desired)));
    }
    if (!machine.isActive()) {
      return Plan.held(
          new Hold.Settling(
              Reason.Updating,
              "The state machine %s is %s in AWS".formatted(desired.name(), machine.status()),
              DELETING_POLL));
    }
    Map<String, String> tags = machine.tags();
    if (tags != null && machine.isForeign(desired)) {
      return Plan.held(notOwned(desired, tags));
    }
    // The name cannot differ: the state machine was found by it.
    if (WorkflowFields.differ(Impact.IMMUTABLE, desired, machine)) {
      return Plan.held(wrongType(desired, machine));
    }
    List<WorkflowStep> steps = new ArrayList<>();
    if (tags != null && WorkflowFields.differ(Impact.IN_PLACE, desired, machine)) {
      steps.addAll(tagSteps(desired, machine.arn(), tags));
    }
    if (WorkflowFields.differ(Impact.PUBLISHES, desired, machine)) {
      return machine.updating()
          ? new Plan<>(steps, new Hold.Settling(Reason.Updating, notVisible(desired), POLL))
          : Plan.of(with(steps, update(desired, machine)));
    }
    return steps.isEmpty() ? planRelease(desired, observed, machine) : Plan.of(steps);
  }

  private static Plan<WorkflowStep> planRelease(
      WorkflowDesired desired, WorkflowObserved observed, Machine machine) {
    Version newest = observed.newest();
    if (newest == null || !newest.hasContentOf(desired)) {
      String revision = machine.revisionID().isEmpty() ? FIRST_REVISION : machine.revisionID();
      return Plan.of(List.of(new WorkflowStep.PublishVersion(machine.arn(), revision, desired)));
    }
    return switch (observed.alias()) {
      case Alias.Unread _, Alias.Absent _ ->
          Plan.of(List.of(new WorkflowStep.CreateAlias(desired.aliasName(), newest.arn())));
      case Alias.Present alias when !newest.arn().equals(alias.only()) ->
          Plan.of(List.of(new WorkflowStep.UpdateAlias(alias.arn(), newest.arn())));
      case Alias.Present _ -> Plan.satisfied();
    };
  }

  private static WorkflowStep update(WorkflowDesired desired, Machine machine) {
    return new WorkflowStep.UpdateStateMachine(machine.arn(), desired.content());
  }

  private static List<WorkflowStep> with(List<WorkflowStep> steps, WorkflowStep last) {
    List<WorkflowStep> all = new ArrayList<>(steps);
    all.add(last);
    return all;
  }

  private static String notVisible(WorkflowDesired desired) {
    return "The update of the state machine %s is not visible in AWS yet".formatted(desired.name());
  }

  /** Looked at again from time to time: what is in the way may go without a sign to us. */
  private static Hold notOwned(WorkflowDesired desired, Map<String, String> tags) {
    return new Hold.Stalled(
        Reason.NotOwned,
        "The state machine %s exists already in AWS and %s. Choose another spec.stateMachineName,"
                .formatted(desired.name(), Ownership.describe(tags))
            + " or delete the state machine",
        IN_THE_WAY_POLL);
  }

  private static Hold wrongType(WorkflowDesired desired, Machine machine) {
    return new Hold.Stalled(
        Reason.InvalidSpec,
        "spec.type: the state machine %s is %s in AWS, which cannot change it. Delete it there, or"
                .formatted(desired.name(), machine.type())
            + " choose another spec.stateMachineName",
        IN_THE_WAY_POLL);
  }

  private static List<WorkflowStep> tagSteps(
      WorkflowDesired desired, String arn, Map<String, String> tags) {
    List<WorkflowStep> steps = new ArrayList<>();
    TagChange change = TagChange.between(desired.tags(), tags);
    if (!change.set().isEmpty()) {
      steps.add(new WorkflowStep.Tag(arn, change.set()));
    }
    if (!change.removed().isEmpty()) {
      steps.add(new WorkflowStep.Untag(arn, change.removed()));
    }
    return steps;
  }
}
