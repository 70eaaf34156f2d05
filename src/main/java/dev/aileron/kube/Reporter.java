package dev.aileron.kube;

import dev.aileron.api.ReconciledStatus;
import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Step;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kernel.status.Situation;
import dev.aileron.kernel.status.StatusContract;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what became of a pass: the status by the contract, and Events where the object's state
 * turned. Also keeps the time that work has taken.
 */
public final class Reporter<P extends CustomResource<?, T>, T extends ReconciledStatus, D, O> {
  private static final Duration UNEXPECTED_RETRY = Duration.ofSeconds(5);
  private static final Duration LONGEST_UNEXPECTED_RETRY = Duration.ofMinutes(5);
  private static final Duration AFTER_DEADLINE = Duration.ofSeconds(60);

  private final ExternalKind<P, T, D, O, ?> kind;
  private final StatusWriter writer;
  private final EventRecorder events;
  private final Clock clock;

  public Reporter(
      ExternalKind<P, T, D, O, ?> kind, StatusWriter writer, EventRecorder events, Clock clock) {
    this.kind = kind;
    this.writer = writer;
    this.events = events;
    this.clock = clock;
  }

  /** The object with what was last told of it; empty if it is gone. */
  Optional<P> newest(P cached) {
    return writer.newest(cached);
  }

  /** Whether no status speaks of the object's generation yet. */
  boolean isUnseen(P object) {
    T status = object.getStatus();
    return status == null
        || !object.getMetadata().getGeneration().equals(status.observedGeneration());
  }

  /** Says that a generation is seen, before anything is asked of AWS. */
  void seen(P object) {
    boolean isNew = object.getStatus() == null;
    report(
        object,
        null,
        null,
        isNew
            ? new Situation.Working(Reason.Creating, "Seen for the first time")
            : new Situation.Working(
                Reason.Updating,
                "Generation " + object.getMetadata().getGeneration() + " is seen"));
  }

  /** Writes the status for a situation. */
  void report(P object, @Nullable D desired, @Nullable O observed, Situation situation) {
    Instant now = clock.instant();
    long generation = object.getMetadata().getGeneration();
    List<Condition> previous = ExternalReconciler.conditions(object.getStatus());
    Facts facts = kind.facts(object, desired, observed);
    List<Condition> conditions =
        StatusContract.conditions(situation, facts, previous, generation, now);
    StatusHead head =
        new StatusHead(generation, conditions, started(object, situation, now).orElse(null));
    T status = kind.status(object, desired, observed, head);
    if (writer.write(object, status, kind.blank())) {
      object.setStatus(status);
      turned(object, previous, conditions);
    }
  }

  /** The same for something that somebody else changed, with an Event the first time. */
  void drifted(P object, D desired, @Nullable O observed, Situation situation) {
    boolean told =
        Conditions.find(ExternalReconciler.conditions(object.getStatus()), ConditionType.SYNCED)
            .filter(synced -> synced.reason().equals(Reason.DriftDetected.name()))
            .isPresent();
    report(object, desired, observed, situation);
    if (!told && situation instanceof Situation.Drifted drift) {
      events.warning(object, Reason.DriftDetected, drift.message());
    }
  }

  /** Writes what the object is about to need of others. */
  void claim(P object, D desired) {
    T claiming = kind.claiming(object, desired);
    if (claiming != null && writer.write(object, claiming, kind.blank())) {
      object.setStatus(claiming);
    }
  }

  /** Since when there has been work to do: kept while it goes on for the same generation. */
  private Optional<String> started(P object, Situation situation, Instant now) {
    boolean idle =
        situation instanceof Situation.InSync
            || situation instanceof Situation.Drifted
            || situation instanceof Situation.Suspended;
    if (idle) {
      return Optional.empty();
    }
    String before = object.getStatus() == null ? null : object.getStatus().progressStartedTime();
    boolean goesOn = isStalled(object) && !(situation instanceof Situation.Stalled);
    return Optional.of(
        before == null || isUnseen(object) || goesOn ? Conditions.time(now) : before);
  }

  /** Whether the object's status says that its generation is in AWS and serves. */
  boolean isReady(P object) {
    return Conditions.find(ExternalReconciler.conditions(object.getStatus()), ConditionType.READY)
        .filter(Condition::holds)
        .filter(ready -> object.getMetadata().getGeneration().equals(ready.observedGeneration()))
        .isPresent();
  }

  /** Whether the object's status says that somebody has to do something. */
  private boolean isStalled(P object) {
    return Conditions.holds(
        ExternalReconciler.conditions(object.getStatus()), ConditionType.STALLED);
  }

  /** Whether the object's status says that it was not done in time. */
  private boolean isPastDeadline(P object) {
    return Conditions.find(ExternalReconciler.conditions(object.getStatus()), ConditionType.READY)
        .filter(ready -> ready.reason().equals(Reason.ProgressDeadlineExceeded.name()))
        .isPresent();
  }

  /** An Event where Ready got another reason, so that nobody has to watch conditions. */
  private void turned(P object, List<Condition> before, List<Condition> after) {
    Optional<Condition> ready = Conditions.find(after, ConditionType.READY);
    String was = Conditions.find(before, ConditionType.READY).map(Condition::reason).orElse("");
    if (ready.isEmpty() || ready.get().reason().equals(was)) {
      return;
    }
    Reason reason = Reason.valueOf(ready.get().reason());
    boolean bad = ready.get().status().equals(Condition.FALSE) && reason != Reason.Deleting;
    if (bad && reason != Reason.Draining && reason != Reason.DependencyNotReady) {
      events.warning(object, reason, ready.get().message());
    } else {
      events.normal(object, reason, ready.get().message());
    }
  }

  /** Tells of a step that was carried out. */
  void done(P object, Step step, Reason reason) {
    events.normal(object, reason, step.summary());
  }

  /** Tells that the object goes and what is in AWS stays. */
  void retained(P object) {
    writer.forget(object);
    events.normal(object, Reason.Retained, "What is in AWS was left as it is");
  }

  /** Tells that nothing is left in AWS. */
  void gone(P object) {
    writer.forget(object);
    events.normal(object, Reason.Deleted, "Nothing is left in AWS");
  }

  /**
   * Endless trying becomes Stalled once it has taken longer than the spec allows. What somebody had
   * to mend first has its time anew from then on.
   *
   * @param progressed whether a step was carried out in this pass: then an object that was past its
   *     deadline has its time anew as well
   */
  Hold withDeadline(P object, Hold hold, boolean progressed) {
    int seconds = kind.spec(object).progressDeadlineSeconds();
    boolean inTime = taken(object).toSeconds() < seconds;
    boolean mended = isStalled(object) && (progressed || !isPastDeadline(object));
    if (hold instanceof Hold.Stalled || inTime || mended) {
      return hold;
    }
    return new Hold.Stalled(
        Reason.ProgressDeadlineExceeded,
        "Not done after progressDeadlineSeconds (%d); the operator goes on trying. %s: %s"
            .formatted(seconds, hold.reason(), hold.message()),
        AFTER_DEADLINE);
  }

  /**
   * Tells of something that should not happen.
   *
   * @return when to try again
   */
  Duration unexpected(P object, Throwable cause) {
    String message =
        "The operator met an unexpected %s and goes on trying; its log has the details"
            .formatted(describe(cause));
    report(object, null, null, new Situation.Stalled(Reason.InternalError, message));
    return backedOff(object, UNEXPECTED_RETRY, LONGEST_UNEXPECTED_RETRY);
  }

  /** Nothing that differs from one try to the next, and no text that might hold a secret. */
  private static String describe(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    if (!(cause instanceof KubernetesClientException kubernetes)) {
      return name;
    }
    boolean forbidden = kubernetes.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
    String said =
        forbidden && kubernetes.getStatus() != null
            ? ": " + kubernetes.getStatus().getMessage()
            : "";
    return name + " (HTTP " + kubernetes.getCode() + said + ")";
  }

  /** How long it is until {@link #withDeadline} turns waiting into Stalled. */
  Duration untilDeadline(P object) {
    Duration left =
        Duration.ofSeconds(kind.spec(object).progressDeadlineSeconds()).minus(taken(object));
    return left.isPositive() ? left.plusSeconds(1) : AFTER_DEADLINE;
  }

  /** Polls further apart the longer something takes: a quarter of the time it has taken. */
  Duration backedOff(P object, Duration first, Duration longest) {
    Duration quarter = taken(object).dividedBy(4);
    Duration bounded = quarter.compareTo(longest) > 0 ? longest : quarter;
    return bounded.compareTo(first) > 0 ? bounded : first;
  }

  private Duration taken(P object) {
    T status = object.getStatus();
    String since = status == null ? null : status.progressStartedTime();
    return since == null ? Duration.ZERO : Duration.between(Instant.parse(since), clock.instant());
  }

  /** {@code ServerlessFunction shop/charge-card}, for the log. */
  String name(P object) {
    return "%s %s/%s"
        .formatted(
            object.getKind(), object.getMetadata().getNamespace(), object.getMetadata().getName());
  }
}
