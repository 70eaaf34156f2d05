package dev.aileron.kinds.workflow;

import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowDeletionPolicy;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.workflow.WorkflowObserved.Machine;
import dev.aileron.kube.Sightings;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a state machine goes. DeleteStateMachine ends running executions at their next transition, so
 * Drain waits until none runs. New ones can still be started meanwhile: who starts them has to
 * stop.
 */
final class WorkflowDeletion {
  private static final Duration DRAIN_POLL = Duration.ofSeconds(5);
  private static final Duration SECOND_LOOK = Duration.ofSeconds(2);
  private static final Duration DELETING_POLL = Duration.ofSeconds(1);

  private final WorkflowGateway gateway;
  private final Sightings machines = new Sightings();
  private final Sightings executions = new Sightings();

  WorkflowDeletion(WorkflowGateway gateway) {
    this.gateway = gateway;
  }

  /** The next thing to do; null once nothing is left that is ours. */
  @Nullable Hold next(Workflow object, AwsEnvironment environment) {
    Hold hold = look(object, environment);
    if (hold == null) {
      machines.forget(object.getMetadata().getUid());
      executions.forget(object.getMetadata().getUid());
    }
    return hold;
  }

  private @Nullable Hold look(Workflow object, AwsEnvironment environment) {
    String uid = object.getMetadata().getUid();
    String known = WorkflowAssessor.before(object).stateMachineARN();
    String arn =
        known != null
            ? known
            : gateway.arn(environment, WorkflowDesiredFactory.name(object, environment));
    String name = WorkflowObserved.lastPart(arn);
    Optional<Machine> machine = gateway.machine(environment, arn);
    if (machine.isEmpty()) {
      return machines.isGone(uid) ? null : tooNew(name);
    }
    if (machine.get().status().equals("DELETING")) {
      machines.expectGone(uid);
      return deleting(name);
    }
    if (!WorkflowDesiredFactory.owner(object, environment).owns(gateway.tags(environment, arn))) {
      return null;
    }
    boolean drain =
        object.getSpec().deletionPolicy() == WorkflowDeletionPolicy.Drain
            && machine.get().type().equals("STANDARD");
    Hold draining = drain ? draining(uid, environment, arn) : null;
    if (draining != null) {
      return draining;
    }
    gateway.delete(environment, arn);
    machines.expectGone(uid);
    return deleting(name);
  }

  /** Null once no execution runs. ListExecutions is eventually consistent. */
  private @Nullable Hold draining(String uid, AwsEnvironment environment, String arn) {
    int running = gateway.running(environment, arn);
    if (running > 0) {
      executions.forget(uid);
      return new Hold.Waiting(
          Reason.Draining,
          "%d executions still run. Set spec.deletionPolicy: Delete to end them".formatted(running),
          DRAIN_POLL);
    }
    return executions.isGone(uid)
        ? null
        : new Hold.Waiting(
            Reason.Draining,
            "No execution runs; looking again, because AWS shows new ones late",
            SECOND_LOOK);
  }

  private static Hold deleting(String name) {
    return new Hold.Settling(
        Reason.Deleting, "AWS is deleting the state machine " + name, DELETING_POLL);
  }

  private static Hold tooNew(String name) {
    return new Hold.Settling(
        Reason.Deleting,
        "AWS does not show the state machine %s; looking again, because it may be too new to be shown"
            .formatted(name),
        SECOND_LOOK);
  }
}
