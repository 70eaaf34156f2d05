package dev.aileron.kinds.function;

import dev.aileron.api.DeletionPolicy;
import dev.aileron.api.FunctionSpec;
import dev.aileron.api.FunctionStatus;
import dev.aileron.api.ReleaseSpec;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.Environments;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.function.FunctionObserved.Alias;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kinds.function.FunctionObserved.Version;
import dev.aileron.kube.ExternalKind;
import dev.aileron.kube.References;
import dev.aileron.kube.ReleaseLedger;
import dev.aileron.kube.Resolution;
import dev.aileron.kube.StatusHead;
import dev.aileron.kube.Unresolvable;
import java.time.Duration;
import java.util.ArrayList;
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
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration BLOCKED_POLL = Duration.ofSeconds(15);

  private final Environments environments;
  private final FunctionDesiredFactory factory;
  private final FunctionGateway gateway;
  private final ReleaseLedger releases;
  private final Function<ServerlessFunction, List<String>> pinnedBy;

  /**
   * @param pinnedBy the workflows that run a version of a function, for people; read anew each time
   */
  public FunctionKind(
      Environments environments,
      References references,
      FunctionGateway gateway,
      ReleaseLedger releases,
      Function<ServerlessFunction, List<String>> pinnedBy) {
    this.environments = environments;
    this.factory = new FunctionDesiredFactory(references);
    this.gateway = gateway;
    this.releases = releases;
    this.pinnedBy = pinnedBy;
  }

  @Override
  public Resolution<FunctionDesired> resolve(ServerlessFunction object) {
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

  private static final Hold NO_ENVIRONMENT =
      Hold.stalled(
          Reason.NoEnvironment,
          "No AWS environment is configured for this namespace; ask the platform team");

  @Override
  public FunctionObserved observe(
      ServerlessFunction object, FunctionDesired desired, Reading reading) {
    FunctionStatus status = FunctionAssessor.before(object);
    if (reading == Reading.TRUST_STATUS && status.functionARN() == null) {
      return FunctionObserved.absent();
    }
    AwsEnvironment environment = desired.environment();
    String name = desired.functionName();
    Optional<Latest> latest = gateway.latest(environment, name);
    if (latest.isEmpty()) {
      return new FunctionObserved(null, new Alias.Absent(), null, null);
    }
    boolean usable =
        desired.owner().owns(latest.get().tags()) && FunctionPlanner.isSettled(latest.get());
    boolean aliasExists = reading == Reading.EVERYTHING || status.aliasARN() != null;
    if (!usable || !aliasExists) {
      return new FunctionObserved(withSource(latest.get(), status, null), Alias.UNREAD, null, null);
    }
    Optional<Alias.Present> alias = gateway.alias(environment, name, desired.aliasName());
    Version served =
        alias.flatMap(a -> gateway.version(environment, name, a.version())).orElse(null);
    return new FunctionObserved(
        withSource(latest.get(), status, served),
        alias.<Alias>map(a -> a).orElseGet(Alias.Absent::new),
        served,
        null);
  }

  /** Lambda does not tell where code came from; the status does, and so does a version's text. */
  private static Latest withSource(Latest latest, FunctionStatus status, @Nullable Version served) {
    if (latest.codeSHA256().equals(status.codeSHA256()) && status.codeSource() != null) {
      return latest.withCodeSource(status.codeSource());
    }
    if (served != null && served.codeSHA256().equals(latest.codeSHA256())) {
      return latest.withCodeSource(VersionDescription.source(served.description()).orElse(null));
    }
    return latest;
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
    return switch (step) {
      case FunctionStep.CreateFunction _ ->
          observed.withLatest(
              answer
                  .requireLatest()
                  .withCodeSource(desired.code().source())
                  .withTags(desired.tags()));
      case FunctionStep.DeleteFailedFunction _ ->
          new FunctionObserved(null, new Alias.Absent(), null, null);
      case FunctionStep.UpdateConfiguration _ -> observed.withLatest(answer.after(before));
      case FunctionStep.UpdateCode _ ->
          observed.withLatest(answer.after(before).withCodeSource(desired.code().source()));
      case FunctionStep.Tag tag -> observed.withLatest(tagged(before, tag));
      case FunctionStep.Untag untag -> observed.withLatest(untagged(before, untag));
      case FunctionStep.PublishVersion _ -> observed.withPublished(answer.requireVersion());
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

  @Override
  public void settle(
      ServerlessFunction object, FunctionDesired desired, FunctionObserved observed) {
    if (!(observed.alias() instanceof Alias.Present alias)) {
      return;
    }
    List<ReleaseSpec> versions = new ArrayList<>();
    Version newest = observed.newest();
    if (newest != null) {
      versions.add(release(object, desired, newest));
    }
    releases.keep(object, FunctionAssessor.RELEASE_KIND, versions, alias.version());
  }

  private static ReleaseSpec release(
      ServerlessFunction object, FunctionDesired desired, Version version) {
    FunctionStatus before = FunctionAssessor.before(object);
    String previous = before.stable() == null ? null : before.stable().version();
    return new ReleaseSpec(
        new ReleaseSpec.Owner(object.getKind(), object.getMetadata().getName()),
        version.number(),
        version.arn(),
        VersionDescription.spec(version.description()).orElse(desired.specHash()),
        version.codeSHA256(),
        null,
        null,
        object.getSpec().release(),
        version.number().equals(previous) ? null : previous);
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
    Optional<AwsEnvironment> environment = environments.of(object.getMetadata().getNamespace());
    if (environment.isEmpty()) {
      return NO_ENVIRONMENT;
    }
    String name = FunctionDesiredFactory.functionName(object, environment.get());
    Optional<Latest> latest = gateway.latest(environment.get(), name);
    if (latest.isEmpty()
        || !FunctionDesiredFactory.owner(object, environment.get()).owns(latest.get().tags())) {
      return null;
    }
    List<String> pins = pinnedBy.apply(object);
    if (!pins.isEmpty()) {
      return new Hold.Stalled(
          Reason.DeletionBlocked,
          "%s. Delete the workflow first or let it do without the function; or set"
                  .formatted(String.join("; ", pins))
              + " spec.deletionPolicy: Retain to leave the function in AWS",
          BLOCKED_POLL);
    }
    if (!latest.get().state().equals("Deleting")) {
      gateway.delete(environment.get(), name);
    }
    return new Hold.Settling(Reason.Deleting, "AWS is deleting the function " + name, POLL);
  }
}
