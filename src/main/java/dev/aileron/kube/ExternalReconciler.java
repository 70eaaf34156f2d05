package dev.aileron.kube;

import dev.aileron.api.ReconciledStatus;
import dev.aileron.aws.AwsErrors;
import dev.aileron.aws.AwsFailure;
import dev.aileron.kernel.budget.Priority;
import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Step;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kernel.status.Situation;
import dev.aileron.kube.ExternalKind.Reading;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One way through, the same for every kind: say that the object is seen, resolve what it refers to,
 * observe AWS, plan, carry out one step at a time, tell what became of it, say when to look again.
 *
 * <p>Nothing here sleeps, and nothing that AWS answers is an exception for long: it becomes a
 * {@link Hold}. Two of these at work on one object do no harm, because every step carries its
 * precondition (a revision, or that the thing does not exist yet).
 */
public final class ExternalReconciler<
    P extends CustomResource<?, T>, T extends ReconciledStatus, D, O, S extends Step> {
  private static final Situation DELETED_WHILE_SUSPENDED =
      new Situation.Deleting(
          Reason.Suspended,
          "spec.suspend is true: nothing is deleted in AWS. Set it to false to go on, or set"
              + " spec.deletionPolicy: Retain to leave in AWS what is there");

  private static final Logger LOG = LoggerFactory.getLogger(ExternalReconciler.class);

  private final ExternalKind<P, T, D, O, S> kind;
  private final Reporter<P, T, D, O> reporter;
  private final Schedule<P> schedule;

  ExternalReconciler(
      ExternalKind<P, T, D, O, S> kind, Reporter<P, T, D, O> reporter, Schedule<P> schedule) {
    this.kind = kind;
    this.reporter = reporter;
    this.schedule = schedule;
  }

  /**
   * One pass over an object.
   *
   * @return when to look again; null to wait for an event
   */
  public @Nullable Duration reconcile(P cached) {
    Optional<P> newest = reporter.newest(cached).filter(now -> !now.isMarkedForDeletion());
    return newest.isEmpty() ? null : onceItIsTime(newest.get(), this::pass);
  }

  private @Nullable Duration onceItIsTime(P object, Function<P, @Nullable Duration> pass) {
    Optional<Duration> pause = schedule.pause(object);
    return pause.isPresent() ? pause.get() : guarded(object, pass);
  }

  /**
   * What nobody thought of is shown on the object and tried again, for ever and further and further
   * apart. JOSDK would end its retries in silence, and after an Error never look at the object
   * again.
   */
  private @Nullable Duration guarded(P object, Function<P, @Nullable Duration> pass) {
    try {
      return pass.apply(object);
    } catch (RuntimeException | Error e) {
      if (Thread.currentThread().isInterrupted()) {
        // The operator is being stopped. The next one finds out what was left undone.
        throw e;
      }
      LOG.error("{}: unexpected", reporter.name(object), e);
      return reporter.unexpected(object, e);
    }
  }

  private Duration pass(P object) {
    schedule.begin(object);
    if (kind.spec(object).suspend()) {
      return suspended(object);
    }
    boolean wasReady = reporter.isReady(object);
    if (reporter.isUnseen(object)) {
      reporter.seen(object);
    }
    return switch (kind.resolve(object)) {
      case Resolution.Held<D>(Hold hold) -> held(object, null, hold);
      case Resolution.Resolved<D>(D desired) ->
          converge(object, desired, wasReady && kind.serves(object, desired));
    };
  }

  private Duration suspended(P object) {
    switch (kind.resolve(object)) {
      // What is missing matters only once something is to be done.
      case Resolution.Held<D> _ ->
          reporter.report(object, null, null, new Situation.Suspended(reporter.isUnseen(object)));
      case Resolution.Resolved<D>(D desired) -> look(object, desired);
    }
    return schedule.afterSuspended();
  }

  /** Reads only: says whether there would be something to do. */
  private void look(P object, D desired) {
    try {
      O observed = Priority.LOOK.in(() -> kind.observe(object, desired, Reading.TRUST_STATUS));
      boolean differs = !kind.plan(desired, observed).isSatisfied();
      reporter.report(object, desired, observed, new Situation.Suspended(differs));
    } catch (AwsFailure e) {
      // Nobody knows whether it differs; what was known before is the better guess.
      LOG.info("Could not look at {}: {}", reporter.name(object), e.explanation());
      reporter.report(object, desired, null, new Situation.Suspended(reporter.isUnseen(object)));
    }
  }

  private Duration converge(P object, D desired, boolean served) {
    Pass<P, T, D, O, S> pass = new Pass<>(kind, reporter, object, desired, served);
    try {
      pass.run(Reading.TRUST_STATUS);
    } catch (AwsFailure first) {
      boolean mistaken =
          switch (AwsErrors.reaction(first)) {
            case READ_AGAIN, GONE -> true;
            default -> false;
          };
      if (!mistaken) {
        return held(object, pass, AwsErrors.hold(first));
      }
      LOG.debug("Reading everything again after {}", first.explanation());
      try {
        pass.run(Reading.EVERYTHING);
      } catch (AwsFailure second) {
        return held(object, pass, AwsErrors.hold(second));
      }
    }
    if (!pass.left().isEmpty()) {
      return drifted(object, pass);
    }
    Hold hold = pass.hold();
    return hold == null ? inSync(object, desired, pass.observed()) : held(object, pass, hold);
  }

  /** Somebody changed something in AWS, and spec.driftPolicy is Report. */
  private Duration drifted(P object, Pass<P, T, D, O, S> pass) {
    String message =
        "Somebody changed it in AWS. spec.driftPolicy is Report, so nothing is written; to put it"
            + " back, set it to Correct. That would: "
            + pass.left().stream().map(Step::summary).collect(Collectors.joining("; "));
    boolean serving = kind.facts(object, pass.desired(), pass.observed()).available();
    reporter.drifted(
        object,
        pass.desired(),
        pass.observed(),
        serving
            ? new Situation.Drifted(message)
            : new Situation.Stalled(Reason.DriftDetected, message));
    return schedule.afterSync(object);
  }

  private Duration inSync(P object, D desired, @Nullable O observed) {
    Facts facts = kind.facts(object, desired, observed);
    reporter.report(object, desired, observed, new Situation.InSync(facts.serving()));
    return schedule.afterSync(object);
  }

  /**
   * @param pass null if it did not come to looking at AWS
   */
  private Duration held(P object, @Nullable Pass<P, T, D, O, S> pass, Hold cause) {
    if (pass != null && pass.isMereLook() && cause.reason() == Reason.Throttled) {
      // That AWS had no time for a look says nothing about what serves; many looks at once, as
      // after a restart, are no reason to call everything unready.
      LOG.debug("Looking later at {}: {}", reporter.name(object), cause.message());
      return schedule.afterThrottledLook(object);
    }
    Hold hold = reporter.withDeadline(object, cause, pass != null && pass.progressed());
    Situation situation =
        switch (hold) {
          case Hold.Settling h when pass != null && pass.served() ->
              new Situation.Drifted(
                  "Somebody changed it in AWS; it is being put back. " + h.message());
          case Hold.Settling h -> new Situation.Working(h.reason(), h.message());
          case Hold.Waiting h -> new Situation.Waiting(h.reason(), h.message());
          case Hold.Stalled h -> new Situation.Stalled(h.reason(), h.message());
        };
    reporter.report(
        object,
        pass == null ? null : pass.desired(),
        pass == null ? null : pass.observed(),
        situation);
    return schedule.afterHold(object, hold);
  }

  /**
   * One pass over an object that is being deleted.
   *
   * @return when to look again; null once the finalizer may go
   */
  public @Nullable Duration delete(P cached) {
    Optional<P> newest = reporter.newest(cached);
    return newest.isEmpty() ? null : onceItIsTime(newest.get(), this::deletionPass);
  }

  private @Nullable Duration deletionPass(P object) {
    schedule.begin(object);
    if (kind.spec(object).retain()) {
      reporter.retained(object);
      return null;
    }
    if (kind.spec(object).suspend()) {
      reporter.report(object, null, null, DELETED_WHILE_SUSPENDED);
      return schedule.afterSuspended();
    }
    Hold hold;
    try {
      hold = kind.delete(object);
    } catch (AwsFailure e) {
      hold = AwsErrors.hold(e);
    }
    if (hold == null) {
      reporter.gone(object);
      return null;
    }
    Situation situation =
        hold instanceof Hold.Stalled stalled
            ? new Situation.Stalled(stalled.reason(), stalled.message())
            : new Situation.Deleting(hold.reason(), hold.message());
    reporter.report(object, null, null, situation);
    return schedule.afterDeletionHold(object, hold);
  }

  /** The conditions of an object, none if it has no status. */
  static List<Condition> conditions(@Nullable ReconciledStatus status) {
    return status == null ? List.of() : status.conditions();
  }
}
