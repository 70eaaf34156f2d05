package dev.aileron.kinds.workflow;

import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowDeletionPolicy;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.workflow.WorkflowObserved.Machine;
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
  private static final Duration DELETING_POLL = Duration.ofSeconds(1);

  private final WorkflowGateway gateway;

  WorkflowDeletion(WorkflowGateway gateway) {
    this.gateway = gateway;
  }

  /** The next thing to do; null once nothing is left that is ours. */
  @Nullable Hold next(Workflow object, AwsEnvironment environment) {
    String known = WorkflowAssessor.before(object).stateMachineARN();
    String arn =
        known != null
            ? known
            : gateway.arn(environment, WorkflowDesiredFactory.name(object, environment));
    Optional<Machine> machine = gateway.machine(environment, arn);
    if (machine.isEmpty()) {
      return null;
    }
    Hold deleting =
        new Hold.Settling(
            Reason.Deleting,
            "AWS is deleting the state machine " + WorkflowObserved.lastPart(arn),
            DELETING_POLL);
    if (machine.get().status().equals("DELETING")) {
      return deleting;
    }
    if (!WorkflowDesiredFactory.owner(object, environment).owns(gateway.tags(environment, arn))) {
      return null;
    }
    boolean drain =
        object.getSpec().deletionPolicy() == WorkflowDeletionPolicy.Drain
            && machine.get().type().equals("STANDARD");
    int running = drain ? gateway.running(environment, arn) : 0;
    if (running > 0) {
      return new Hold.Waiting(
          Reason.Draining,
          "%d executions still run. Set spec.deletionPolicy: Delete to end them".formatted(running),
          DRAIN_POLL);
    }
    gateway.delete(environment, arn);
    return deleting;
  }
}
