package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.EnvVar;
import dev.aileron.api.FunctionCode;
import dev.aileron.api.FunctionSpec;
import dev.aileron.api.FunctionStatus;
import dev.aileron.api.Release;
import dev.aileron.api.ReleaseSpec;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.AwsErrors;
import dev.aileron.aws.AwsFailure;
import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kernel.status.Situation;
import dev.aileron.kernel.status.StatusContract;
import dev.aileron.kernel.status.StatusRules;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kinds.function.FunctionObserved.Version;
import dev.aileron.kube.ExternalKind.Outcome;
import dev.aileron.kube.ExternalKind.Reading;
import dev.aileron.kube.KnownObjects;
import dev.aileron.kube.ReleaseLedger;
import dev.aileron.kube.Resolution;
import dev.aileron.kube.StatusHead;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object and one model of Lambda, passes over the object, and crashes between any two steps.
 */
final class FunctionWorld {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final int MANY_PASSES = 60;

  final ModelLambda lambda = new ModelLambda();
  final ServerlessFunction object = new ServerlessFunction();

  /** The workflows that run a version of the function. */
  final List<String> pinnedBy = new ArrayList<>();

  /** Null if none is configured. */
  @Nullable AwsEnvironment environment =
      new AwsEnvironment("eu-west-1", "111122223333", null, null, "", "test", Map.of());

  /** How long AWS takes from one pass to the next. */
  private static final Duration BETWEEN_PASSES = Duration.ofSeconds(5);

  private FunctionKind kind;
  private Instant now = NOW;

  /** What the steps came to. */
  final List<Outcome> outcomes = new ArrayList<>();

  private final Deque<Crash> crashes = new ArrayDeque<>();
  private final Map<String, Runnable> afterwards = new HashMap<>();

  /** What goes wrong at a step. */
  enum Crash {
    NONE,
    /** AWS refuses the call and does nothing. */
    THROTTLED,
    /** The process dies before the status is written. */
    STATUS_NOT_WRITTEN,
    /** The object comes back from a backup without any status. */
    STATUS_LOST,
    /** AWS did it, the answer never came. */
    REPLY_LOST
  }

  /** A spec, as far as these tests vary it. */
  record Variant(
      String code,
      int memory,
      int timeout,
      Map<String, String> env,
      String architecture,
      boolean s3,
      String description,
      Map<String, String> tags) {
    boolean sameContent(Variant other) {
      return code.equals(other.code)
          && memory == other.memory
          && timeout == other.timeout
          && env.equals(other.env)
          && architecture.equals(other.architecture)
          && s3 == other.s3;
    }

    Variant withCode(String other) {
      return new Variant(other, memory, timeout, env, architecture, s3, description, tags);
    }

    Variant withMemory(int other) {
      return new Variant(code, other, timeout, env, architecture, s3, description, tags);
    }

    Variant withDescription(String other) {
      return new Variant(code, memory, timeout, env, architecture, s3, other, tags);
    }

    Variant withTags(Map<String, String> other) {
      return new Variant(code, memory, timeout, env, architecture, s3, description, other);
    }

    FunctionSpec spec() {
      FunctionCode source =
          s3
              ? new FunctionCode(
                  null,
                  null,
                  new FunctionCode.S3Code("bucket", "k" + code.hashCode(), "v1", null),
                  null)
              : new FunctionCode(Map.of("app.py", code), null, null, null);
      List<EnvVar> variables =
          env.entrySet().stream().map(e -> new EnvVar(e.getKey(), e.getValue(), null)).toList();
      FunctionSpec spec =
          Specs.of(
              """
              runtime: python3.13
              handler: app.handler
              architecture: %s
              memoryMB: %d
              timeoutSeconds: %d
              description: '%s'
              role: { arn: 'arn:aws:iam::111122223333:role/shop' }
              """
                  .formatted(architecture, memory, timeout, description));
      spec = Specs.with(spec, "code", source);
      spec = Specs.with(spec, "env", variables);
      return Specs.with(spec, "tags", tags);
    }
  }

  FunctionWorld() {
    kind = kind();
    object.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName("hello")
            .withUid("uid-1")
            .withGeneration(0L)
            .build());
  }

  private FunctionKind kind() {
    return new FunctionKind(
        _ -> Optional.ofNullable(environment),
        new KnownObjects(),
        lambda,
        KnownObjects.releases(this::releases),
        _ -> pinnedBy,
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        });
  }

  /** The operator forgets all that is not written down. */
  void restart() {
    kind = kind();
  }

  /** Does something once, after the next step of this name. */
  void after(Class<? extends FunctionStep> step, Runnable action) {
    afterwards.put(step.getSimpleName(), action);
  }

  void crashes(List<Crash> coming) {
    crashes.addAll(coming);
  }

  /** Applies a spec: a new generation. */
  void apply(Variant variant) {
    apply(variant.spec());
  }

  /** The values of the variables of a spec. */
  Variables variables(FunctionSpec spec) {
    return new EnvironmentVariables(new KnownObjects()).of("shop", spec.env()).variables();
  }

  /** Applies a spec: a new generation. */
  void apply(FunctionSpec spec) {
    object.setSpec(spec);
    object.getMetadata().setGeneration(object.getMetadata().getGeneration() + 1);
  }

  /** Applies a spec and makes passes until nothing is left to do. */
  ServerlessFunction converge(FunctionSpec spec) {
    apply(spec);
    return converge();
  }

  /** Applies a spec and makes passes until nothing is left to do. */
  ServerlessFunction converge(Variant variant) {
    apply(variant);
    return converge();
  }

  /** Makes passes until nothing is left to do. */
  ServerlessFunction converge() {
    for (int i = 0; i < MANY_PASSES; i++) {
      if (pass()) {
        return object;
      }
    }
    throw new AssertionError("Not done after " + MANY_PASSES + " passes: " + lambda.writes);
  }

  /** Makes some passes, done or not. */
  void passes(int number) {
    for (int i = 0; i < number; i++) {
      pass();
    }
  }

  /** AWS finishes what it was at, then one pass, as the template makes it; true if it is done. */
  boolean pass() {
    lambda.settle();
    now = now.plus(BETWEEN_PASSES);
    FunctionDesired desired = desired();
    Pass pass = new Pass(desired);
    try {
      pass.run(Reading.TRUST_STATUS);
    } catch (AwsFailure first) {
      AwsErrors.Reaction reaction = AwsErrors.reaction(first);
      if (reaction != AwsErrors.Reaction.READ_AGAIN && reaction != AwsErrors.Reaction.GONE) {
        return pass.failed(first);
      }
      try {
        pass.run(Reading.EVERYTHING);
      } catch (AwsFailure second) {
        return pass.failed(second);
      }
    }
    return pass.done;
  }

  private final class Pass {
    private final FunctionDesired desired;
    private FunctionObserved observed = FunctionObserved.absent();
    private boolean done;

    Pass(FunctionDesired desired) {
      this.desired = desired;
    }

    void run(Reading reading) {
      observed = kind.observe(object, desired, reading);
      while (true) {
        Plan<FunctionStep> plan = kind.plan(desired, observed);
        if (plan.steps().isEmpty()) {
          done = plan.isSatisfied();
          write(desired, observed, situation(plan.hold()));
          return;
        }
        if (step(plan.steps().getFirst())) {
          return;
        }
      }
    }

    /** True if the pass ends here. */
    private boolean step(FunctionStep step) {
      Crash crash = crashes.isEmpty() ? Crash.NONE : crashes.pop();
      if (crash == Crash.THROTTLED) {
        throw failure("TooManyRequestsException", 429);
      }
      FunctionObserved after = kind.execute(step, desired, observed);
      outcomes.add(kind.outcome(step, desired, observed, after));
      Runnable action = afterwards.remove(step.getClass().getSimpleName());
      if (action != null) {
        action.run();
      }
      switch (crash) {
        case NONE, THROTTLED -> observed = after;
        case STATUS_NOT_WRITTEN -> {}
        case STATUS_LOST -> object.setStatus(null);
        case REPLY_LOST -> throw failure(AwsFailure.NO_ANSWER, 0);
      }
      return crash != Crash.NONE;
    }

    boolean failed(AwsFailure failure) {
      write(desired, observed, situation(AwsErrors.hold(failure)));
      return false;
    }
  }

  private static AwsFailure failure(String code, int status) {
    return new AwsFailure("lambda", "X", code, status, "injected", null, null);
  }

  private static Situation situation(@Nullable Hold hold) {
    return switch (hold) {
      case null -> new Situation.InSync("in sync");
      case Hold.Settling h -> new Situation.Working(h.reason(), h.message());
      case Hold.Waiting h -> new Situation.Waiting(h.reason(), h.message());
      case Hold.Stalled h -> new Situation.Stalled(h.reason(), h.message());
    };
  }

  private void write(FunctionDesired desired, FunctionObserved observed, Situation situation) {
    long generation = object.getMetadata().getGeneration();
    List<Condition> previous =
        object.getStatus() == null ? List.of() : object.getStatus().conditions();
    Facts facts = kind.facts(object, desired, observed);
    List<Condition> conditions =
        StatusContract.conditions(situation, facts, previous, generation, NOW);
    assertThat(StatusRules.violations(generation, conditions, generation)).isEmpty();
    object.setStatus(
        kind.status(object, desired, observed, new StatusHead(generation, conditions, null)));
  }

  /** The condition of this type. */
  Condition condition(String type) {
    return Conditions.find(object.getStatus().conditions(), type).orElseThrow();
  }

  @Nullable Hold delete() {
    return kind.delete(object);
  }

  /** What the ledger has made of the versions that were published. */
  private List<Release> releases() {
    return lambda.versions().stream().map(this::release).toList();
  }

  private Release release(Version version) {
    Release release = new Release();
    release.setMetadata(
        new ObjectMetaBuilder()
            .withName(ReleaseLedger.name("hello", "function", version.number()))
            .build());
    release.setSpec(
        new ReleaseSpec(
            new ReleaseSpec.Owner("ServerlessFunction", "hello"),
            version.number(),
            version.arn(),
            VersionDescription.spec(lambda.current().descriptionOf(version)).orElse(""),
            version.codeSHA256(),
            null,
            null,
            null,
            null));
    return release;
  }

  Plan<FunctionStep> planNow(Variant variant) {
    object.setSpec(variant.spec());
    return planNow(desired());
  }

  /** What would be done now. */
  Plan<FunctionStep> planNow() {
    return planNow(desired());
  }

  private Plan<FunctionStep> planNow(FunctionDesired desired) {
    return kind.plan(desired, kind.observe(object, desired, Reading.TRUST_STATUS));
  }

  /** What would be done now if everything were read. */
  Plan<FunctionStep> planAfterReadingEverything() {
    FunctionDesired desired = desired();
    return kind.plan(desired, kind.observe(object, desired, Reading.EVERYTHING));
  }

  void forgetStatus() {
    object.setStatus(null);
  }

  Resolution<FunctionDesired> resolve() {
    return kind.resolve(object);
  }

  FunctionDesired desired() {
    return switch (resolve()) {
      case Resolution.Resolved<FunctionDesired> resolved -> resolved.desired();
      default -> throw new AssertionError("not resolved");
    };
  }

  String served() {
    return lambda.served("live").version();
  }

  void assertThatServedIs(Variant variant) {
    object.setSpec(variant.spec());
    assertThatServedIsDesired();
  }

  void assertThatServedIsDesired() {
    FunctionDesired desired = desired();
    String number = served();
    assertThat(lambda.versions())
        .filteredOn(v -> v.number().equals(number))
        .singleElement()
        .satisfies(v -> {
          assertThat(v.config()).isEqualTo(desired.config());
          assertThat(v.architecture()).isEqualTo(desired.architecture());
          assertThat(v.hasContentOf(lambda.current())).isTrue();
        });
    assertThat(lambda.current().specTags()).isEqualTo(desired.tags());
    assertThat(lambda.current().description()).isEqualTo(desired.description());
    FunctionStatus status = object.getStatus();
    assertThat(status.published().version()).isEqualTo(number);
    assertThat(status.published().generation()).isEqualTo(object.getMetadata().getGeneration());
    assertThat(status.stable().version()).isEqualTo(number);
    assertThat(planNow(desired).isSatisfied()).isTrue();
    assertThat(planAfterReadingEverything().isSatisfied()).isTrue();
  }

  void putLatestInState(String state) {
    putLatestInState(state, "", "");
  }

  void putLatestInState(String state, String reason, String update) {
    Latest l = lambda.current();
    lambda.replaceLatest(
        new Latest(
            l.arn(),
            l.config(),
            l.description(),
            l.architecture(),
            l.codeSHA256(),
            null,
            null,
            l.revisionID(),
            state,
            reason,
            update,
            reason,
            l.tags()));
  }

  void giveAway() {
    lambda.replaceLatest(lambda.current().withTags(Map.of("team", "other")));
  }
}
