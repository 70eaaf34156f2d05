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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  private final WorkflowReleases releases;
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
    this.releases = new WorkflowReleases(ledger);
    this.deletion = new WorkflowDeletion(gateway);
  }

  @Override
  public Resolution<WorkflowDesired> resolve(Workflow object) {
    Optional<AwsEnvironment> environment = environments.of(object.getMetadata().getNamespace());
    if (environment.isEmpty()) {
      return new Resolution.Invalid<>(NO_ENVIRONMENT);
    }
    try {
      return new Resolution.Resolved<>(factory.of(object, environment.get()));
    } catch (Unresolvable e) {
      return e.resolution();
    }
  }

  @Override
  public WorkflowObserved observe(Workflow object, WorkflowDesired desired, Reading reading) {
    WorkflowStatus status = WorkflowAssessor.before(object);
    boolean everything = reading == Reading.EVERYTHING;
    if (!everything && status.stateMachineARN() == null) {
      return WorkflowObserved.absent(new Alias.Unread());
    }
    AwsEnvironment environment = desired.environment();
    String arn =
        everything || status.stateMachineARN() == null
            ? gateway.arn(environment, desired.name())
            : status.stateMachineARN();
    Optional<Machine> found = gateway.machine(environment, arn);
    if (found.isEmpty()) {
      return WorkflowObserved.absent(new Alias.Absent());
    }
    boolean readTags = everything || tagsMayDiffer(object, status);
    Machine machine = readTags ? found.get().withTags(gateway.tags(environment, arn)) : found.get();
    if (!everything && status.aliasARN() == null) {
      return new WorkflowObserved(machine, new Alias.Unread(), null, null);
    }
    Optional<Alias.Present> alias = gateway.alias(environment, arn + ":" + desired.aliasName());
    return new WorkflowObserved(
        machine,
        alias.<Alias>map(a -> a).orElseGet(Alias.Absent::new),
        alias.flatMap(a -> served(environment, a)).orElse(null),
        null);
  }

  /**
   * Tags have a call of their own, from a bucket that refills once a second: read only while a new
   * generation is being carried out. Whose the state machine is was found out when it was created.
   */
  private static boolean tagsMayDiffer(Workflow object, WorkflowStatus status) {
    return status.published() == null
        || !status.published().generation().equals(object.getMetadata().getGeneration());
  }

  private Optional<Version> served(AwsEnvironment environment, Alias.Present alias) {
    return Optional.ofNullable(alias.only()).flatMap(arn -> gateway.version(environment, arn));
  }

  @Override
  public Plan<WorkflowStep> plan(WorkflowDesired desired, WorkflowObserved observed) {
    return WorkflowPlanner.plan(desired, observed);
  }

  @Override
  public WorkflowObserved execute(
      WorkflowStep step, WorkflowDesired desired, WorkflowObserved observed) {
    AwsEnvironment environment = desired.environment();
    return switch (step) {
      case WorkflowStep.CreateStateMachine s -> {
        String arn = gateway.create(environment, s.desired());
        // An identical one of somebody else would have been "created" as well: look whose it is.
        Machine machine = reread(environment, arn, gateway.tags(environment, arn));
        yield observed.withMachine(machine);
      }
      case WorkflowStep.UpdateStateMachine s -> {
        gateway.update(environment, s);
        Machine before = Objects.requireNonNull(observed.machine());
        Machine after = reread(environment, s.arn(), before.tags());
        yield observed.withMachine(after == null ? before.whileUpdating() : after.whileUpdating());
      }
      case WorkflowStep.Tag s -> {
        gateway.tag(environment, s);
        yield observed.withMachine(withDesiredTags(desired, observed));
      }
      case WorkflowStep.Untag s -> {
        gateway.untag(environment, s);
        yield observed.withMachine(withDesiredTags(desired, observed));
      }
      case WorkflowStep.PublishVersion s -> {
        String arn = gateway.publish(environment, s);
        yield observed.withPublished(
            new Version(
                WorkflowObserved.number(arn), arn, desired.definition(), desired.roleARN()));
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

  private @Nullable Machine reread(
      AwsEnvironment environment, String arn, @Nullable Map<String, String> tags) {
    return gateway.machine(environment, arn).map(m -> m.withTags(tags)).orElse(null);
  }

  private static @Nullable Machine withDesiredTags(
      WorkflowDesired desired, WorkflowObserved observed) {
    Machine machine = observed.machine();
    return machine == null ? null : machine.withTags(desired.tags());
  }

  @Override
  public void settle(Workflow object, WorkflowDesired desired, WorkflowObserved observed) {
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
    return environment.isEmpty() ? NO_ENVIRONMENT : deletion.next(object, environment.get());
  }
}
