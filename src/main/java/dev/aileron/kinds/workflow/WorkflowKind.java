package dev.aileron.kinds.workflow;

import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowDeletionPolicy;
import dev.aileron.api.WorkflowSpec;
import dev.aileron.api.WorkflowStatus;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.Environments;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.workflow.WorkflowDesiredFactory.Seen;
import dev.aileron.kinds.workflow.WorkflowObserved.Alias;
import dev.aileron.kinds.workflow.WorkflowObserved.Machine;
import dev.aileron.kinds.workflow.WorkflowObserved.Version;
import dev.aileron.kube.ExternalKind;
import dev.aileron.kube.References;
import dev.aileron.kube.ReleaseLedger;
import dev.aileron.kube.Resolution;
import dev.aileron.kube.StatusHead;
import dev.aileron.kube.Unresolvable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Workflow, as the template asks for it. */
public final class WorkflowKind
    implements ExternalKind<
        Workflow, WorkflowStatus, WorkflowDesired, WorkflowObserved, WorkflowStep> {
  private static final Hold NO_ENVIRONMENT =
      Hold.stalled(
          Reason.NoEnvironment,
          "No AWS environment is configured for this namespace; ask the platform team");

  private final Environments environments;
  private final Seen seen;
  private final WorkflowDesiredFactory factory;
  private final WorkflowGateway gateway;
  private final WorkflowObserver observer;
  private final WorkflowReleases releases;
  private final WorkflowPins pins;
  private final WorkflowDeletion deletion;

  WorkflowKind(
      Environments environments,
      References references,
      Seen seen,
      WorkflowGateway gateway,
      ReleaseLedger ledger) {
    this.environments = environments;
    this.seen = seen;
    this.factory = new WorkflowDesiredFactory(references, seen);
    this.gateway = gateway;
    this.observer = new WorkflowObserver(gateway);
    this.releases = new WorkflowReleases(ledger);
    this.pins = new WorkflowPins(references);
    this.deletion = new WorkflowDeletion(gateway);
  }

  @Override
  public Resolution<WorkflowDesired> resolve(Workflow object) {
    Optional<AwsEnvironment> environment = environments.of(object.getMetadata().getNamespace());
    if (environment.isEmpty()) {
      return new Resolution.Held<>(NO_ENVIRONMENT);
    }
    try {
      return new Resolution.Resolved<>(factory.of(object, environment.get()));
    } catch (Unresolvable e) {
      return e.resolution();
    }
  }

  @Override
  public boolean serves(Workflow object, WorkflowDesired desired) {
    return releases.serves(object, desired);
  }

  @Override
  public WorkflowObserved observe(Workflow object, WorkflowDesired desired, Reading reading) {
    return switch (reading) {
      case TRUST_STATUS -> observer.trusting(object, desired);
      case EVERYTHING -> observer.everything(desired);
    };
  }

  @Override
  public Plan<WorkflowStep> plan(WorkflowDesired desired, WorkflowObserved observed) {
    return WorkflowPlanner.plan(desired, observed);
  }

  @Override
  public WorkflowStatus claiming(Workflow object, WorkflowDesired desired) {
    return pins.claiming(object, desired);
  }

  @Override
  public @Nullable Hold recheck(Workflow object, WorkflowDesired desired) {
    return pins.recheck(object, desired);
  }

  @Override
  public WorkflowObserved execute(
      WorkflowStep step, WorkflowDesired desired, WorkflowObserved observed) {
    AwsEnvironment environment = desired.environment();
    return switch (step) {
      case WorkflowStep.CreateStateMachine s ->
          observer.created(desired, observed, gateway.create(environment, s.desired()));
      case WorkflowStep.UpdateStateMachine s ->
          observed.withMachine(updated(s, Objects.requireNonNull(observed.machine()), environment));
      case WorkflowStep.Tag s -> {
        gateway.tag(environment, s);
        yield observed.withMachine(withTags(observed.machine(), tags -> tags.putAll(s.tags())));
      }
      case WorkflowStep.Untag s -> {
        gateway.untag(environment, s);
        yield observed.withMachine(
            withTags(observed.machine(), tags -> tags.keySet().removeAll(s.keys())));
      }
      case WorkflowStep.PublishVersion s -> {
        String arn = gateway.publish(environment, s);
        yield observed.withPublished(
            new Version(WorkflowObserved.lastPart(arn), arn, desired.content()));
      }
      case WorkflowStep.CreateAlias s -> {
        String arn = gateway.createAlias(environment, s);
        yield observed.withAlias(Alias.Present.of(arn, s.versionARN()));
      }
      case WorkflowStep.UpdateAlias s -> {
        gateway.updateAlias(environment, s);
        yield observed.withAlias(Alias.Present.of(s.aliasARN(), s.versionARN()));
      }
    };
  }

  /** The answer to an update names its revision, so that it need not be read to be published. */
  private Machine updated(
      WorkflowStep.UpdateStateMachine step, Machine before, AwsEnvironment environment) {
    Optional<String> revision = gateway.update(environment, step);
    if (revision.isPresent()) {
      return before.updated(step.content(), revision.get());
    }
    return gateway
        .machine(environment, step.arn())
        .map(read -> read.withTags(before.tags()))
        .orElse(before)
        .whileUpdating();
  }

  private static @Nullable Machine withTags(
      @Nullable Machine machine, Consumer<Map<String, String>> change) {
    if (machine == null || machine.tags() == null) {
      return machine;
    }
    Map<String, String> tags = new HashMap<>(machine.tags());
    change.accept(tags);
    return machine.withTags(tags);
  }

  /** AWS answers "created" also for an identical state machine of somebody else. */
  @Override
  public Outcome outcome(
      WorkflowStep step, WorkflowDesired desired, WorkflowObserved before, WorkflowObserved after) {
    return after.isForeign(desired) ? Outcome.NOTHING : Outcome.DONE;
  }

  @Override
  public void keepReleases(Workflow object, WorkflowDesired desired, WorkflowObserved observed) {
    releases.keep(object, desired, observed);
  }

  @Override
  public Facts facts(
      Workflow object, @Nullable WorkflowDesired desired, @Nullable WorkflowObserved observed) {
    return WorkflowAssessor.facts(object, desired, observed);
  }

  @Override
  public WorkflowStatus status(
      Workflow object,
      @Nullable WorkflowDesired desired,
      @Nullable WorkflowObserved observed,
      StatusHead head) {
    return WorkflowAssessor.status(object, desired, observed, head);
  }

  @Override
  public Workflow blank() {
    return new Workflow();
  }

  @Override
  public Spec spec(Workflow object) {
    WorkflowSpec spec = object.getSpec();
    return new Spec(
        spec.suspend(),
        spec.deletionPolicy() == WorkflowDeletionPolicy.Retain,
        spec.progressDeadlineSeconds());
  }

  @Override
  public @Nullable Hold delete(Workflow object) {
    seen.forget(object);
    Optional<AwsEnvironment> environment = environments.of(object.getMetadata().getNamespace());
    if (environment.isPresent()) {
      return deletion.next(object, environment.get());
    }
    boolean nothingMade = WorkflowAssessor.before(object).stateMachineARN() == null;
    return nothingMade ? null : NO_ENVIRONMENT;
  }
}
