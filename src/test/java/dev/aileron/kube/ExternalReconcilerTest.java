package dev.aileron.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.DeletionPolicy;
import dev.aileron.api.FunctionSpec;
import dev.aileron.api.FunctionStatus;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.aws.AwsFailure;
import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.plan.Step;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kernel.status.StatusRules;
import dev.aileron.kinds.function.Specs;
import dev.aileron.kube.ExternalKind.Outcome;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The template that every kind goes through, with a kind that does as it is told. */
class ExternalReconcilerTest {
  private static final Duration RESYNC = Duration.ofMinutes(10);

  private final RecordingClient recorded = new RecordingClient();
  private final TestKind kind = new TestKind();
  private final TestClock clock = new TestClock();
  private final ServerlessFunction object = new ServerlessFunction();
  private final ExternalReconciler<ServerlessFunction, FunctionStatus, String, String, TestStep>
      template =
          new Services(recorded.client(), _ -> Optional.empty(), clock, RESYNC, RESYNC)
              .template(kind);

  ExternalReconcilerTest() {
    object.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName("hello")
            .withUid("uid-1")
            .withGeneration(1L)
            .withResourceVersion(RecordingClient.RESOURCE_VERSION)
            .build());
    object.setSpec(spec(false, DeletionPolicy.Delete));
  }

  @AfterEach
  void everyStatusKeepsTheRules() {
    for (Object status : recorded.statuses) {
      FunctionStatus written = (FunctionStatus) status;
      assertThat(
              StatusRules.violations(
                  written.observedGeneration(),
                  written.conditions(),
                  object.getMetadata().getGeneration()))
          .isEmpty();
    }
  }

  // Passes

  @Test
  void anObjectIsSeenBeforeAwsIsAsked() {
    // Given
    kind.onObserve = () -> kind.log.add("statuses written: " + recorded.statuses.size());

    // When
    template.reconcile(object);

    // Then
    assertThat(kind.log).startsWith("resolve", "observe TRUST_STATUS", "statuses written: 1");
  }

  @Test
  void whatIsInSyncIsLookedAtAgainAtItsOwnTimeAndWrittenOnce() {
    // When
    Duration next = template.reconcile(object);
    int written = recorded.statuses.size();
    template.reconcile(object);

    // Then
    assertThat(next).isBetween(RESYNC, RESYNC.plus(RESYNC.dividedBy(5)));
    assertThat(ready().status()).isEqualTo("True");
    assertThat(recorded.statuses).hasSize(written);
    assertThat(status().progressStartedTime()).isNull();
  }

  @Test
  void stepsAreCarriedOutOneByOneAndTold() {
    // Given
    kind.plan(step("create it"), step("never reached: planned anew after each step"));
    kind.plan(step("publish it"));

    // When
    template.reconcile(object);

    // Then
    assertThat(kind.log)
        .containsSubsequence("execute create it", "execute publish it", "keep releases")
        .doesNotContain("execute never reached: planned anew after each step");
    assertThat(recorded.events)
        .containsExactly(
            "Normal Creating: Seen for the first time",
            "Normal Updated: create it",
            "Normal Updated: publish it",
            "Normal Available: it serves");
  }

  @Test
  void whatIsNeededIsSaidOnceBeforeTheFirstStepAndThenLookedAt() {
    // Given
    kind.plan(step("create it"));
    kind.plan(step("change it"));
    kind.claims = true;

    // When
    template.reconcile(object);

    // Then
    assertThat(kind.log)
        .containsSubsequence("claim", "recheck", "execute create it", "execute change it");
    assertThat(kind.log).filteredOn("claim"::equals).hasSize(1);
    assertThat(recorded.statuses)
        .extracting(status -> ((FunctionStatus) status).functionName())
        .contains("claimed");
  }

  @Test
  void whatIsNotThereAnyMoreEndsThePassBeforeItsFirstStep() {
    // Given
    kind.plan(step("create it"));
    kind.lost = new Hold.Waiting(Reason.DependencyNotReady, "gone", null);

    // When
    template.reconcile(object);

    // Then
    assertThat(kind.log).doesNotContain("execute create it");
    assertThat(ready().reason()).isEqualTo("DependencyNotReady");
  }

  @Test
  void withoutAStepNothingIsNeeded() {
    // When
    template.reconcile(object);

    // Then
    assertThat(kind.log).doesNotContain("claim", "recheck");
  }

  @Test
  void aPublishedVersionIsRecordedBeforeTheNextStep() {
    // Given
    kind.plan(new TestStep("publish it", Reason.Published));
    kind.plan(step("move the alias"));

    // When
    template.reconcile(object);

    // Then
    assertThat(kind.log)
        .containsSubsequence(
            "execute publish it", "keep releases", "execute move the alias", "keep releases");
  }

  @Test
  void aStepThatCameToNothingIsNotToldOf() {
    // Given
    kind.plan(step("create it"));
    kind.outcome = Outcome.NOTHING;

    // When
    template.reconcile(object);

    // Then
    assertThat(recorded.events).noneMatch(event -> event.contains("create it"));
  }

  @Test
  void aPlanThatNeverEndsIsStopped() {
    // Given
    kind.endless = step("again");

    // When
    template.reconcile(object);

    // Then
    assertThat(ready().reason()).isEqualTo("InternalError");
    assertThat(kind.log).filteredOn("execute again"::equals).hasSize(20);
  }

  @Test
  void whatWasBelievedWronglyIsReadAnewOnce() {
    // Given
    kind.plan(step("create it"));
    kind.fail(failure("ResourceConflictException", "Function already exist"));

    // When
    template.reconcile(object);

    // Then
    assertThat(kind.log)
        .containsSubsequence(
            "observe TRUST_STATUS", "execute create it", "observe EVERYTHING", "keep releases");
    assertThat(ready().status()).isEqualTo("True");
  }

  @Test
  void aMistakeAfterReadingEverythingIsAConflict() {
    // Given
    kind.plan(step("a"));
    kind.plan(step("b"));
    kind.fail(failure("PreconditionFailedException", "revision"));
    kind.fail(failure("PreconditionFailedException", "revision"));

    // When
    Duration next = template.reconcile(object);

    // Then
    assertThat(ready().reason()).isEqualTo("Conflict");
    assertThat(next).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void whatTakesLongIsLookedAtLessOften() {
    // Given
    kind.hold = new Hold.Settling(Reason.Creating, "AWS is at it", Duration.ofSeconds(1));

    // Then
    assertThat(template.reconcile(object)).isEqualTo(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(40));
    assertThat(template.reconcile(object)).isEqualTo(Duration.ofSeconds(10));
    clock.advance(Duration.ofSeconds(400));
    assertThat(template.reconcile(object)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void anEventWhileAwsSettlesCostsNoLook() {
    // Given
    kind.hold = new Hold.Settling(Reason.Creating, "AWS is at it", Duration.ofSeconds(4));
    template.reconcile(object);
    kind.log.clear();

    // When
    clock.advance(Duration.ofSeconds(1));
    Duration next = template.reconcile(object);

    // Then
    assertThat(next).isEqualTo(Duration.ofSeconds(3));
    assertThat(kind.log).isEmpty();

    // When: its time comes
    clock.advance(Duration.ofSeconds(3));
    template.reconcile(object);

    // Then
    assertThat(kind.log).contains("observe TRUST_STATUS");
  }

  @Test
  void anotherSpecIsLookedAtAtOnceWhileAwsSettles() {
    // Given
    kind.hold = new Hold.Settling(Reason.Creating, "AWS is at it", Duration.ofSeconds(4));
    template.reconcile(object);
    kind.log.clear();

    // When
    object.getMetadata().setGeneration(2L);
    template.reconcile(object);

    // Then
    assertThat(kind.log).contains("observe TRUST_STATUS");
  }

  @Test
  void whatTakesTooLongStallsAndIsStillTried() {
    // Given
    kind.hold = new Hold.Settling(Reason.Creating, "AWS is at it", Duration.ofSeconds(1));
    template.reconcile(object);

    // When
    clock.advance(Duration.ofSeconds(900));
    Duration next = template.reconcile(object);

    // Then
    assertThat(next).isEqualTo(Duration.ofSeconds(60));
    assertThat(condition("Stalled").reason()).isEqualTo("ProgressDeadlineExceeded");
    assertThat(condition("Stalled").message()).contains("(900)", "Creating: AWS is at it");
  }

  @Test
  void whatWaitsForAnEventStallsAtTheDeadlineToo() {
    // Given: no timer of its own, a watch wakes it
    kind.resolution =
        new Resolution.Held<>(
            new Hold.Waiting(Reason.DependencyNotReady, "spec.x: y does not exist", null));

    // When
    Duration first = template.reconcile(object);
    clock.advance(Duration.ofSeconds(400));
    Duration second = template.reconcile(object);

    // Then: it comes back when the deadline is over
    assertThat(first).isEqualTo(Duration.ofSeconds(901));
    assertThat(second).isEqualTo(Duration.ofSeconds(501));
    assertThat(ready().reason()).isEqualTo("DependencyNotReady");
    clock.advance(second);
    template.reconcile(object);
    assertThat(condition("Stalled").reason()).isEqualTo("ProgressDeadlineExceeded");
  }

  @Test
  void whatCannotWorkIsLookedAtAgainFromTimeToTime() {
    // Given: a Secret may be why, and nobody watches Secrets
    kind.resolution = new Resolution.Held<>(Hold.stalled(Reason.InvalidSpec, "spec.x: bad"));

    // Then
    assertThat(template.reconcile(object)).isBetween(RESYNC, RESYNC.plus(RESYNC.dividedBy(5)));
    assertThat(condition("Stalled").message()).isEqualTo("spec.x: bad");
    assertThat(kind.log).doesNotContain("observe TRUST_STATUS");
  }

  @Test
  void whatSomebodyHadToMendHasItsTimeAnew() {
    // Given: a right was missing for longer than the work may take
    kind.plan(step("create it"));
    kind.fail(failure("AccessDeniedException", "not allowed"));
    template.reconcile(object);
    clock.advance(Duration.ofSeconds(1000));

    // When
    kind.hold = new Hold.Settling(Reason.Creating, "AWS is at it", Duration.ofSeconds(1));
    Duration next = template.reconcile(object);

    // Then
    assertThat(next).isEqualTo(Duration.ofSeconds(1));
    assertThat(ready().reason()).isEqualTo("Creating");
    clock.advance(Duration.ofSeconds(901));
    template.reconcile(object);
    assertThat(ready().reason()).isEqualTo("ProgressDeadlineExceeded");
  }

  @Test
  void whatSomebodyElseChangedIsPutBackWhileItServes() {
    // Given
    template.reconcile(object);
    kind.serves = true;
    kind.plan(step("put it back"));
    kind.hold = new Hold.Settling(Reason.Updating, "AWS is at it", Duration.ofSeconds(1));

    // When
    template.reconcile(object);

    // Then
    assertThat(ready().status()).isEqualTo("True");
    assertThat(condition("Synced").reason()).isEqualTo("DriftDetected");
    assertThat(condition("Synced").message()).contains("AWS is at it");
    assertThat(recorded.events).contains("Normal DriftCorrected: put it back");

    // When
    kind.hold = null;
    clock.advance(Duration.ofSeconds(1));
    template.reconcile(object);

    // Then
    assertThat(condition("Synced").reason()).isEqualTo("InSync");
  }

  @Test
  void aLookThatIsThrottledSaysNothing() {
    // Given
    template.reconcile(object);
    kind.serves = true;
    int written = recorded.statuses.size();
    kind.onObserve =
        () -> {
          throw failure("TooManyRequestsException", "Rate exceeded");
        };

    // When
    Duration next = template.reconcile(object);

    // Then
    assertThat(next).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(30));
    assertThat(recorded.statuses).hasSize(written);
  }

  @Test
  void aChangeByTheUserIsNoDrift() {
    // Given
    template.reconcile(object);
    object.getMetadata().setGeneration(2L);
    kind.serves = true;
    kind.plan(step("tag it"));

    // When
    template.reconcile(object);

    // Then
    assertThat(recorded.events).contains("Normal Updated: tag it");
  }

  @Test
  void anotherGenerationBeginsAnew() {
    // Given
    kind.hold = new Hold.Settling(Reason.Updating, "AWS is at it", Duration.ofSeconds(1));
    template.reconcile(object);
    clock.advance(Duration.ofSeconds(900));
    template.reconcile(object);

    // When
    object.getMetadata().setGeneration(2L);
    Duration next = template.reconcile(object);

    // Then
    assertThat(next).isEqualTo(Duration.ofSeconds(1));
    assertThat(ready().status()).isEqualTo("Unknown");
    assertThat(Conditions.find(status().conditions(), "Stalled")).isEmpty();
  }

  @Test
  void anEventIsToldWhenReadyHasAnotherReasonAndOnlyThen() {
    // Given
    kind.fail(failure("AccessDeniedException", "not allowed"));
    kind.fail(failure("AccessDeniedException", "not allowed"));
    kind.plan(step("a"));
    kind.plan(step("a"));

    // When
    Duration next = template.reconcile(object);
    template.reconcile(object);

    // Then
    assertThat(next).isEqualTo(Duration.ofMinutes(5));
    assertThat(recorded.events)
        .containsExactly(
            "Normal Creating: Seen for the first time",
            "Warning AccessDenied: lambda X: AccessDeniedException: not allowed");
  }

  // Suspension

  @Test
  void aSuspendedObjectIsReadAndNeverWritten() {
    // Given
    object.setSpec(spec(true, DeletionPolicy.Delete));
    kind.plan(step("create it"));

    // When
    Duration next = template.reconcile(object);

    // Then
    assertThat(next).isEqualTo(RESYNC);
    assertThat(kind.log).containsExactly("resolve", "observe TRUST_STATUS");
    assertThat(condition("Paused").message()).contains("spec.suspend is true");
    assertThat(ready().message()).contains("changes that wait");
  }

  @Test
  void aSuspendedObjectStaysWhatItWasWhileAwsDoesNotAnswer() {
    // Given
    template.reconcile(object);
    object.setSpec(spec(true, DeletionPolicy.Delete));
    object.getMetadata().setGeneration(2L);
    template.reconcile(object);
    kind.onObserve =
        () -> {
          throw failure("TooManyRequestsException", "Rate exceeded");
        };

    // When
    template.reconcile(object);

    // Then: nobody knows of changes that would wait
    assertThat(ready().status()).isEqualTo("True");
    assertThat(condition("Paused").holds()).isTrue();
  }

  @Test
  void aSuspendedObjectIsPausedWhateverItRefersTo() {
    // Given
    template.reconcile(object);
    object.setSpec(spec(true, DeletionPolicy.Delete));
    object.getMetadata().setGeneration(2L);
    kind.resolution =
        new Resolution.Held<>(
            new Hold.Waiting(Reason.DependencyNotReady, "spec.x: y does not exist", null));

    // When
    Duration next = template.reconcile(object);

    // Then
    assertThat(next).isEqualTo(RESYNC);
    assertThat(condition("Paused").holds()).isTrue();
    assertThat(ready().reason()).isEqualTo("Suspended");
    clock.advance(Duration.ofSeconds(1000));
    template.reconcile(object);
    assertThat(condition("Paused").holds()).isTrue();
  }

  // Deletion

  @Test
  void retainMakesNoCall() {
    // Given
    object.setSpec(spec(false, DeletionPolicy.Retain));

    // Then
    assertThat(template.delete(object)).isNull();
    assertThat(kind.log).isEmpty();
    assertThat(recorded.events)
        .containsExactly("Normal Retained: What is in AWS was left as it is");
  }

  @Test
  void anObjectWithoutAStatusMayHaveMadeSomethingBeforeItWasRestored() {
    // When
    Duration next = template.delete(object);

    // Then
    assertThat(next).isNull();
    assertThat(kind.log).containsExactly("delete");
  }

  @Test
  void aDeletionGoesOnUntilNothingIsLeft() {
    // Given
    template.reconcile(object);
    kind.deletion = new Hold.Settling(Reason.Deleting, "AWS is at it", Duration.ofSeconds(1));

    // Then
    assertThat(template.delete(object)).isEqualTo(Duration.ofSeconds(1));
    assertThat(ready().reason()).isEqualTo("Deleting");
    assertThat(condition("Reconciling").holds()).isTrue();
    kind.deletion = null;
    clock.advance(Duration.ofSeconds(1));
    assertThat(template.delete(object)).isNull();
    assertThat(recorded.events).endsWith("Normal Deleted: Nothing is left in AWS");
  }

  /** Twice nothing in a row means something only if time has passed in between. */
  @Test
  void anEventDoesNotHurryTheSecondLookOfADeletion() {
    // Given
    kind.deletion = new Hold.Waiting(Reason.Draining, "no execution runs", Duration.ofSeconds(2));
    template.delete(object);
    kind.log.clear();

    // When
    Duration next = template.delete(object);

    // Then
    assertThat(next).isEqualTo(Duration.ofSeconds(2));
    assertThat(kind.log).isEmpty();
  }

  @Test
  void retainFreesAtOnceWhatIsWaitedFor() {
    // Given
    kind.deletion = new Hold.Waiting(Reason.Draining, "3 executions run", Duration.ofSeconds(5));
    template.delete(object);

    // When
    object.setSpec(spec(false, DeletionPolicy.Retain));
    object.getMetadata().setGeneration(2L);

    // Then
    assertThat(template.delete(object)).isNull();
  }

  @Test
  void aBlockedDeletionIsStalledAndLookedAtAgain() {
    // Given
    kind.deletion = Hold.stalled(Reason.DeletionBlocked, "Workflow shop/order runs its version 1");

    // Then
    assertThat(template.delete(object)).isBetween(RESYNC, RESYNC.plus(RESYNC.dividedBy(5)));
    assertThat(condition("Stalled").reason()).isEqualTo("DeletionBlocked");
    assertThat(recorded.events)
        .contains("Warning DeletionBlocked: Workflow shop/order runs its version 1");
  }

  @Test
  void aDeletionThatAwsRefusesIsTriedAgain() {
    // Given
    kind.onDelete =
        () -> {
          throw failure("TooManyRequestsException", "Rate exceeded");
        };

    // Then
    assertThat(template.delete(object)).isEqualTo(Duration.ofSeconds(3));
    assertThat(ready().reason()).isEqualTo("Throttled");
  }

  // Helpers

  private FunctionStatus status() {
    return (FunctionStatus) recorded.last();
  }

  private Condition ready() {
    return condition("Ready");
  }

  private Condition condition(String type) {
    return Conditions.find(status().conditions(), type).orElseThrow();
  }

  private static AwsFailure failure(String code, String message) {
    return new AwsFailure("lambda", "X", code, 400, message, null, null);
  }

  private static TestStep step(String summary) {
    return new TestStep(summary, Reason.Updated);
  }

  private static FunctionSpec spec(boolean suspend, DeletionPolicy deletion) {
    return Specs.of(
        """
        runtime: python3.13
        handler: app.handler
        code: { inline: { app.py: x } }
        role: { arn: 'arn:aws:iam::111122223333:role/shop' }
        deletionPolicy: %s
        suspend: %s
        """
            .formatted(deletion, suspend));
  }

  private record TestStep(String summary, Reason event) implements Step {}

  /** Time as the test says. */
  private static final class TestClock extends Clock {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    void advance(Duration by) {
      now = now.plus(by);
    }

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
      return InstantSource.fixed(now).withZone(zone);
    }
  }

  /** A kind that plans, fails and holds as it is told, and takes note of what it is asked. */
  private static final class TestKind
      implements ExternalKind<ServerlessFunction, FunctionStatus, String, String, TestStep> {
    final List<String> log = new ArrayList<>();
    private final Deque<List<TestStep>> plans = new ArrayDeque<>();
    private final Deque<AwsFailure> failures = new ArrayDeque<>();
    Resolution<String> resolution = new Resolution.Resolved<>("desired");
    Runnable onObserve = () -> {};
    Runnable onDelete = () -> {};
    boolean serves;
    @Nullable TestStep endless;
    @Nullable Hold hold;
    @Nullable Hold deletion;
    boolean claims;
    @Nullable Hold lost;
    Outcome outcome = Outcome.DONE;

    void plan(TestStep... steps) {
      plans.add(List.of(steps));
    }

    void fail(AwsFailure failure) {
      failures.add(failure);
    }

    @Override
    public Resolution<String> resolve(ServerlessFunction object) {
      log.add("resolve");
      return resolution;
    }

    @Override
    public boolean serves(ServerlessFunction object, String desired) {
      return serves;
    }

    @Override
    public String observe(ServerlessFunction object, String desired, Reading reading) {
      log.add("observe " + reading);
      onObserve.run();
      return "observed";
    }

    @Override
    public Plan<TestStep> plan(String desired, String observed) {
      if (endless != null) {
        return Plan.of(List.of(endless));
      }
      List<TestStep> next = plans.poll();
      return next != null ? Plan.of(next) : hold == null ? Plan.satisfied() : Plan.held(hold);
    }

    @Override
    public String execute(TestStep step, String desired, String observed) {
      log.add("execute " + step.summary());
      AwsFailure failure = failures.poll();
      if (failure != null) {
        throw failure;
      }
      return observed;
    }

    @Override
    public @Nullable FunctionStatus claiming(ServerlessFunction object, String desired) {
      log.add("claim");
      FunctionStatus now = object.getStatus();
      return claims
          ? new FunctionStatus(
              now.observedGeneration(),
              now.conditions(),
              now.progressStartedTime(),
              "claimed",
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null)
          : now;
    }

    @Override
    public @Nullable Hold recheck(ServerlessFunction object, String desired) {
      log.add("recheck");
      return lost;
    }

    @Override
    public Outcome outcome(TestStep step, String desired, String before, String after) {
      return outcome;
    }

    @Override
    public void keepReleases(ServerlessFunction object, String desired, String observed) {
      log.add("keep releases");
    }

    @Override
    public Facts facts(
        ServerlessFunction object, @Nullable String desired, @Nullable String observed) {
      return new Facts(observed != null, "it serves", desired != null);
    }

    @Override
    public FunctionStatus status(
        ServerlessFunction object,
        @Nullable String desired,
        @Nullable String observed,
        StatusHead head) {
      return new FunctionStatus(
          head.generation(),
          head.conditions(),
          head.progressStartedTime(),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
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
      log.add("delete");
      onDelete.run();
      return deletion;
    }
  }
}
