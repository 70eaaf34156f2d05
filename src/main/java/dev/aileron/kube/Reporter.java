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
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(30);
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
    return Optional.of(before == null || isUnseen(object) ? Conditions.time(now) : before);
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
  void done(P object, Step step) {
    events.normal(object, step.event(), step.summary());
  }

  /** Tells that the object goes and what is in AWS stays. */
  void retained(P object) {
    events.normal(object, Reason.Retained, "What is in AWS was left as it is");
  }

  /** Tells that nothing is left in AWS. */
  void gone(P object) {
    events.normal(object, Reason.Deleted, "Nothing is left in AWS");
  }

  /** Endless trying becomes Stalled once it has taken longer than the spec allows. */
  Hold withDeadline(P object, Hold hold) {
    int seconds = kind.spec(object).progressDeadlineSeconds();
    Duration taken = taken(object);
    if (hold instanceof Hold.Stalled || taken.toSeconds() < seconds) {
      return hold;
    }
    return new Hold.Stalled(
        Reason.ProgressDeadlineExceeded,
        "Not done after progressDeadlineSeconds (%d); the operator goes on trying. %s: %s"
            .formatted(seconds, hold.reason(), hold.message()),
        AFTER_DEADLINE);
  }

  /** Polls further apart the longer something takes: a quarter of the time it has taken. */
  Duration backedOff(P object, Hold hold, Duration first) {
    if (hold instanceof Hold.Stalled) {
      return first;
    }
    Duration quarter = taken(object).dividedBy(4);
    Duration bounded = quarter.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : quarter;
    return bounded.compareTo(first) > 0 ? bounded : first;
  }

  /** What is left of the time that the spec allows; a second if nothing is. */
  Duration untilDeadline(P object) {
    Duration left =
        Duration.ofSeconds(kind.spec(object).progressDeadlineSeconds()).minus(taken(object));
    return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
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
