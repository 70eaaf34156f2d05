package dev.aileron.kinds.function;

import dev.aileron.api.DeletionPolicy;
import dev.aileron.api.DriftPolicy;
import dev.aileron.api.FunctionSpec;
import dev.aileron.api.FunctionStatus;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.Environments;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kube.ExternalKind;
import dev.aileron.kube.References;
import dev.aileron.kube.ReleaseLedger;
import dev.aileron.kube.Resolution;
import dev.aileron.kube.StatusHead;
import dev.aileron.kube.Unresolvable;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** ServerlessFunction, as the template asks for it. */
public final class FunctionKind
    implements ExternalKind<
        ServerlessFunction, FunctionStatus, FunctionDesired, FunctionObserved, FunctionStep> {
  private static final Hold NO_ENVIRONMENT =
      Hold.stalled(
          Reason.NoEnvironment,
          "No AWS environment is configured for this namespace; ask the platform team");

  private final Environments environments;
  private final FunctionDesiredFactory factory;
  private final FunctionGateway gateway;
  private final FunctionObserver observer;
  private final FunctionDeletion deletion;
  private final FunctionReleases releases;
  private final Attempts attempts;

  /**
   * @param pinnedBy the workflows that run a version of a function, for people; read anew each time
   */
  public FunctionKind(
      Environments environments,
      References references,
      FunctionGateway gateway,
      ReleaseLedger ledger,
      Function<ServerlessFunction, List<String>> pinnedBy,
      Clock clock) {
    this.environments = environments;
    this.factory = new FunctionDesiredFactory(references);
    this.gateway = gateway;
    this.attempts = new Attempts(clock);
    this.releases = new FunctionReleases(ledger);
    this.observer = new FunctionObserver(gateway, releases, attempts);
    this.deletion = new FunctionDeletion(gateway, pinnedBy);
  }

  @Override
  public Resolution<FunctionDesired> resolve(ServerlessFunction object) {
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
  public boolean serves(ServerlessFunction object, FunctionDesired desired) {
    return releases.serve(object, desired);
  }

  /** Once this generation, with what it refers to, has been in AWS completely. */
  @Override
  public boolean onlyReports(ServerlessFunction object, FunctionDesired desired) {
    return object.getSpec().driftPolicy() == DriftPolicy.Report
        && object
            .getMetadata()
            .getGeneration()
            .equals(FunctionAssessor.before(object).syncedGeneration())
        && releases.published(object, desired);
  }

  @Override
  public FunctionObserved observe(
      ServerlessFunction object, FunctionDesired desired, Reading reading) {
    return observer.observe(object, desired, reading);
  }

  @Override
  public Plan<FunctionStep> plan(FunctionDesired desired, FunctionObserved observed) {
    return FunctionPlanner.plan(desired, observed);
  }

  @Override
  public FunctionObserved execute(
      FunctionStep step, FunctionDesired desired, FunctionObserved observed) {
    FunctionGateway.Answer answer = gateway.execute(desired.environment(), step);
    Latest before = observed.latest();
    if (isOrder(step)) {
      attempts.note(desired);
    }
    return switch (step) {
      case FunctionStep.CreateFunction _ ->
          observed
              .withLatest(
                  answer
                      .requireLatest()
                      .withCodeSource(desired.code().source())
                      .withTags(desired.creationTags()))
              .withPublished(answer.version())
              .withSettings(observed.settings().withCodeSigning(desired.codeSigningConfigARN()));
      case FunctionStep.DeleteFailedFunction _ -> observed.afterDeletion();
      case FunctionStep.UpdateConfiguration _ -> observed.withLatest(answer.after(before));
      case FunctionStep.UpdateCode _ ->
          observed.withLatest(answer.after(before).withCodeSource(desired.code().source()));
      case FunctionStep.Tag tag -> observed.withLatest(tagged(before, tag));
      case FunctionStep.Untag untag -> observed.withLatest(untagged(before, untag));
      case FunctionStep.SetCodeSigning signing ->
          observed.withSettings(observed.settings().withCodeSigning(signing.configARN()));
      case FunctionStep.SetRuntimeUpdates set ->
          observed.withSettings(observed.settings().withRuntimeUpdates(set.updates()));
      case FunctionStep.PublishVersion _ ->
          observed
              .withPublished(answer.requireVersion())
              // Not read for the new version: it has what every version has by itself.
              .withSettings(observed.settings().withRuntimeUpdates(RuntimeManagement.AUTO));
      case FunctionStep.CreateAlias _, FunctionStep.UpdateAlias _ ->
          observed.withAlias(answer.requireAlias());
    };
  }

  private static @Nullable Latest tagged(@Nullable Latest latest, FunctionStep.Tag step) {
    if (latest == null) {
      return null;
    }
    Map<String, String> tags = new HashMap<>(latest.tags());
    tags.putAll(step.tags());
    return latest.withTags(tags);
  }

  private static @Nullable Latest untagged(@Nullable Latest latest, FunctionStep.Untag step) {
    if (latest == null) {
      return null;
    }
    Map<String, String> tags = new HashMap<>(latest.tags());
    tags.keySet().removeAll(step.keys());
    return latest.withTags(tags);
  }

  /** What repeats an order that failed brings the function no further. */
  @Override
  public Outcome outcome(
      FunctionStep step, FunctionDesired desired, FunctionObserved before, FunctionObserved after) {
    boolean again = isOrder(step) || step instanceof FunctionStep.DeleteFailedFunction;
    return again && before.memory().attempt() != null ? Outcome.REPEATED : Outcome.DONE;
  }

  /** Whether Lambda says yes to a step and tells later whether it could be done. */
  private static boolean isOrder(FunctionStep step) {
    return switch (step) {
      case FunctionStep.CreateFunction _,
          FunctionStep.UpdateConfiguration _,
          FunctionStep.UpdateCode _ ->
          true;
      case FunctionStep.DeleteFailedFunction _,
          FunctionStep.Tag _,
          FunctionStep.Untag _,
          FunctionStep.SetCodeSigning _,
          FunctionStep.SetRuntimeUpdates _,
          FunctionStep.PublishVersion _,
          FunctionStep.CreateAlias _,
          FunctionStep.UpdateAlias _ ->
          false;
    };
  }

  @Override
  public void keepReleases(
      ServerlessFunction object, FunctionDesired desired, FunctionObserved observed) {
    releases.keep(object, desired, observed);
  }

  @Override
  public Facts facts(
      ServerlessFunction object,
      @Nullable FunctionDesired desired,
      @Nullable FunctionObserved observed) {
    return FunctionAssessor.facts(object, desired, observed);
  }

  @Override
  public FunctionStatus status(
      ServerlessFunction object,
      @Nullable FunctionDesired desired,
      @Nullable FunctionObserved observed,
      StatusHead head) {
    return FunctionAssessor.status(object, desired, observed, head);
  }

  @Override
  public ServerlessFunction blank() {
    return new ServerlessFunction();
  }

  @Override
  public Spec spec(ServerlessFunction object) {
    FunctionSpec spec = object.getSpec();
    return new Spec(
        spec.suspend(),
        spec.deletionPolicy() == DeletionPolicy.Retain,
        spec.progressDeadlineSeconds());
  }

  @Override
  public @Nullable Hold delete(ServerlessFunction object) {
    attempts.forget(object.getMetadata().getUid());
    Optional<AwsEnvironment> environment = environments.of(object.getMetadata().getNamespace());
    if (environment.isPresent()) {
      return deletion.next(object, environment.get());
    }
    boolean nothingMade = FunctionAssessor.before(object).functionARN() == null;
    return nothingMade ? null : NO_ENVIRONMENT;
  }
}
