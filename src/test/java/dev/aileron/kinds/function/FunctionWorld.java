package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.Architecture;
import dev.aileron.api.DeletionPolicy;
import dev.aileron.api.EnvVar;
import dev.aileron.api.FunctionCode;
import dev.aileron.api.FunctionSpec;
import dev.aileron.api.RoleRef;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.AwsErrors;
import dev.aileron.aws.AwsFailure;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kube.ExternalKind.Reading;
import dev.aileron.kube.KnownObjects;
import dev.aileron.kube.Resolution;
import dev.aileron.kube.StatusHead;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One object and one model of Lambda, passes over the object, and crashes between any two steps.
 */
final class FunctionWorld {
  private static final AwsEnvironment ENVIRONMENT =
      new AwsEnvironment("eu-west-1", "111122223333", null, "", "test", Map.of());
  private static final int MANY_PASSES = 60;

  final ModelLambda lambda = new ModelLambda();
  private final FunctionKind kind;
  private final ServerlessFunction object = new ServerlessFunction();
  private final Deque<Crash> crashes = new ArrayDeque<>();
  private long generation;

  /** What goes wrong after a step. */
  enum Crash {
    NONE,
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
                  null, null, new FunctionCode.S3Code("bucket", "k" + code.hashCode(), "v1", null))
              : new FunctionCode(Map.of("app.py", code), null, null);
      List<EnvVar> variables =
          env.entrySet().stream().map(e -> new EnvVar(e.getKey(), e.getValue(), null)).toList();
      return new FunctionSpec(
          null,
          description,
          "python3.13",
          "app.handler",
          Architecture.valueOf(architecture),
          source,
          memory,
          timeout,
          variables,
          new RoleRef("arn:aws:iam::111122223333:role/shop"),
          tags,
          null,
          DeletionPolicy.Delete,
          false,
          900);
    }
  }

  FunctionWorld() {
    kind =
        new FunctionKind(
            _ -> Optional.of(ENVIRONMENT),
            new KnownObjects(),
            lambda,
            KnownObjects.noReleases(),
            _ -> List.of());
    object.setMetadata(
        new ObjectMetaBuilder().withNamespace("shop").withName("hello").withUid("uid-1").build());
  }

  void crashes(List<Crash> coming) {
    crashes.addAll(coming);
  }

  /** Applies a spec and makes passes until nothing is left to do. */
  ServerlessFunction converge(Variant variant) {
    object.setSpec(variant.spec());
    generation++;
    for (int i = 0; i < MANY_PASSES; i++) {
      lambda.settle();
      if (pass()) {
        return object;
      }
    }
    throw new AssertionError("Not done after " + MANY_PASSES + " passes: " + lambda.writes);
  }

  /** One pass; true if the plan came to its end. */
  private boolean pass() {
    FunctionDesired desired = desired();
    try {
      return run(desired, Reading.TRUST_STATUS);
    } catch (AwsFailure e) {
      AwsErrors.Reaction reaction = AwsErrors.reaction(e);
      if (reaction == AwsErrors.Reaction.READ_AGAIN || reaction == AwsErrors.Reaction.GONE) {
        return run(desired, Reading.EVERYTHING);
      }
      assertThat(reaction).isIn(AwsErrors.Reaction.BUSY, AwsErrors.Reaction.UNAVAILABLE);
      return false;
    }
  }

  private boolean run(FunctionDesired desired, Reading reading) {
    FunctionObserved observed = kind.observe(object, desired, reading);
    while (true) {
      Plan<FunctionStep> plan = kind.plan(desired, observed);
      if (plan.steps().isEmpty()) {
        write(desired, observed);
        return plan.isSatisfied();
      }
      FunctionStep step = plan.steps().getFirst();
      FunctionObserved after = kind.execute(step, desired, observed);
      Crash crash = crashes.isEmpty() ? Crash.NONE : crashes.pop();
      switch (crash) {
        case NONE -> observed = after;
        case STATUS_NOT_WRITTEN -> {
          return false;
        }
        case STATUS_LOST -> {
          object.setStatus(null);
          return false;
        }
        case REPLY_LOST -> {
          write(desired, observed);
          return false;
        }
      }
    }
  }

  private void write(FunctionDesired desired, FunctionObserved observed) {
    object.setStatus(
        kind.status(object, desired, observed, new StatusHead(generation, List.of(), null)));
  }

  Plan<FunctionStep> planNow(Variant variant) {
    object.setSpec(variant.spec());
    FunctionDesired desired = desired();
    return kind.plan(desired, kind.observe(object, desired, Reading.TRUST_STATUS));
  }

  void observeEverything(Variant variant) {
    object.setSpec(variant.spec());
    run(desired(), Reading.EVERYTHING);
  }

  void forgetStatus() {
    object.setStatus(null);
  }

  private FunctionDesired desired() {
    return switch (kind.resolve(object)) {
      case Resolution.Resolved<FunctionDesired> resolved -> resolved.desired();
      default -> throw new AssertionError("not resolved");
    };
  }

  String served() {
    return lambda.served("live").version();
  }

  void assertThatServedIs(Variant variant) {
    FunctionDesired desired = desired();
    String number = served();
    assertThat(lambda.versions())
        .filteredOn(v -> v.number().equals(number))
        .singleElement()
        .satisfies(v -> {
          assertThat(v.config()).isEqualTo(desired.config());
          assertThat(v.architecture()).isEqualTo(variant.architecture());
          assertThat(v.hasContentOf(lambda.current())).isTrue();
        });
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
