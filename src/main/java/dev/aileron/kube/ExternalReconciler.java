package dev.aileron.kube;

import dev.aileron.api.ReconciledStatus;
import dev.aileron.aws.AwsErrors;
import dev.aileron.aws.AwsFailure;
import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.plan.Step;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kernel.status.Situation;
import dev.aileron.kube.ExternalKind.Outcome;
import dev.aileron.kube.ExternalKind.Reading;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
  /** More steps than any plan needs; a planner that never ends is stopped, not obeyed. */
  private static final int MAX_STEPS = 20;

  private static final Situation DELETED_WHILE_SUSPENDED =
      new Situation.Deleting(
          Reason.Suspended,
          "spec.suspend is true: nothing is deleted in AWS. Set it to false to go on, or set"
              + " spec.deletionPolicy: Retain to leave in AWS what is there");

  private static final Duration THROTTLED_LOOK = Duration.ofSeconds(10);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(ExternalReconciler.class);

  private final ExternalKind<P, T, D, O, S> kind;
  private final Reporter<P, T, D, O> reporter;
  private final Pauses pauses;
  private final Duration resync;

  /**
   * @param resync how often an object that is in sync is looked at again
   */
  ExternalReconciler(
      ExternalKind<P, T, D, O, S> kind,
      Reporter<P, T, D, O> reporter,
      Pauses pauses,
      Duration resync) {
    this.kind = kind;
    this.reporter = reporter;
    this.pauses = pauses;
    this.resync = resync;
  }

  /**
   * One pass over an object.
   *
   * @return when to look again; null to wait for an event
   */
  public @Nullable Duration reconcile(P cached) {
    Optional<P> newest = reporter.newest(cached).filter(now -> !now.isMarkedForDeletion());
    if (newest.isEmpty()) {
      return null;
    }
    Optional<Duration> pause = pauses.left(newest.get());
    return pause.isPresent() ? pause.get() : guarded(newest.get(), this::pass);
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
    pauses.end(object);
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
    return resync;
  }

  /** Reads only: says whether there would be something to do. */
  private void look(P object, D desired) {
    try {
      O observed = kind.observe(object, desired, Reading.TRUST_STATUS);
      boolean differs = !kind.plan(desired, observed).isSatisfied();
      reporter.report(object, desired, observed, new Situation.Suspended(differs));
    } catch (AwsFailure e) {
      // Nobody knows whether it differs; what was known before is the better guess.
      LOG.info("Could not look at {}: {}", reporter.name(object), e.explanation());
      reporter.report(object, desired, null, new Situation.Suspended(reporter.isUnseen(object)));
    }
  }

  /**
   * @param served whether what is desired serves already: then what differs is not the user's doing
   */
  private Duration converge(P object, D desired, boolean served) {
    Pass pass = new Pass(object, desired, served);
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
    return pass.hold == null
        ? inSync(object, desired, pass.observed)
        : held(object, pass, pass.hold);
  }

  /** What has been seen and done in one pass. */
  private final class Pass {
    private final P object;
    private final D desired;
    private final boolean served;
    private @Nullable O observed;
    private @Nullable Hold hold;
    private boolean progressed;
    private boolean claimed;

    Pass(P object, D desired, boolean served) {
      this.object = object;
      this.desired = desired;
      this.served = served;
    }

    /** Whether the object was in order when the pass began, and nothing was done in it. */
    boolean isMereLook() {
      return served && !progressed;
    }

    void run(Reading reading) {
      O now = kind.observe(object, desired, reading);
      observed = now;
      for (int done = 0; done < MAX_STEPS; done++) {
        Plan<S> plan = kind.plan(desired, now);
        if (plan.steps().isEmpty()) {
          hold = plan.hold();
          kind.keepReleases(object, desired, now);
          return;
        }
        hold = claim();
        if (hold != null) {
          return;
        }
        now = carryOut(plan.steps().getFirst(), now);
        observed = now;
      }
      hold =
          Hold.stalled(
              Reason.InternalError,
              "The plan did not come to an end after " + MAX_STEPS + " steps");
    }

    /**
     * Once a pass, before its first step: says what will be needed of other objects, then looks
     * whether they are still there. They do it the other way round (say that they go, then look who
     * needs them), so that one of both always notices the other.
     */
    private @Nullable Hold claim() {
      if (claimed) {
        return null;
      }
      reporter.claim(object, desired);
      claimed = true;
      return kind.recheck(object, desired);
    }

    private O carryOut(S step, O before) {
      LOG.info("{}: {}", reporter.name(object), step.summary());
      O after = kind.execute(step, desired, before);
      Outcome outcome = kind.outcome(step, desired, before, after);
      progressed |= outcome == Outcome.DONE;
      if (outcome != Outcome.NOTHING) {
        reporter.done(object, step, served ? Reason.DriftCorrected : step.event());
      }
      if (step.event() == Reason.Published) {
        // Now, because its number is known to nobody else if something goes wrong from here on.
        kind.keepReleases(object, desired, after);
      }
      return after;
    }
  }

  private Duration inSync(P object, D desired, @Nullable O observed) {
    Facts facts = kind.facts(object, desired, observed);
    reporter.report(object, desired, observed, new Situation.InSync(facts.serving()));
    return jittered(object, resync);
  }

  /**
   * @param pass null if it did not come to looking at AWS
   */
  private Duration held(P object, @Nullable Pass pass, Hold cause) {
    if (pass != null && pass.isMereLook() && cause.reason() == Reason.Throttled) {
      // That AWS had no time for a look says nothing about what serves; many looks at once, as
      // after a restart, are no reason to call everything unready.
      LOG.debug("Looking later at {}: {}", reporter.name(object), cause.message());
      return spread(object, THROTTLED_LOOK, THROTTLED_LOOK.multipliedBy(2));
    }
    Hold hold = reporter.withDeadline(object, cause, pass != null && pass.progressed);
    Situation situation =
        switch (hold) {
          case Hold.Settling h when pass != null && pass.served ->
              new Situation.Drifted(
                  "Somebody changed it in AWS; it is being put back. " + h.message());
          case Hold.Settling h -> new Situation.Working(h.reason(), h.message());
          case Hold.Waiting h -> new Situation.Waiting(h.reason(), h.message());
          case Hold.Stalled h -> new Situation.Stalled(h.reason(), h.message());
        };
    reporter.report(
        object, pass == null ? null : pass.desired, pass == null ? null : pass.observed, situation);
    Duration after = again(object, hold);
    if (hold instanceof Hold.Settling) {
      pauses.begin(object, after);
    }
    return after;
  }

  /** When to look again at what is held up. */
  private Duration again(P object, Hold hold) {
    Duration after = hold.after();
    if (hold instanceof Hold.Stalled) {
      // AWS, and a Secret, which is not watched, change without an event in Kubernetes.
      return after == null ? jittered(object, resync) : after;
    }
    // An event ends the waiting. Should none come, somebody has to say that it took too long.
    return after == null
        ? reporter.untilDeadline(object)
        : reporter.backedOff(object, after, LONGEST_POLL);
  }

  /**
   * One pass over an object that is being deleted.
   *
   * @return when to look again; null once the finalizer may go
   */
  public @Nullable Duration delete(P cached) {
    Optional<P> newest = reporter.newest(cached);
    return newest.isEmpty() ? null : guarded(newest.get(), this::deletionPass);
  }

  private @Nullable Duration deletionPass(P object) {
    pauses.end(object);
    if (kind.spec(object).retain()) {
      reporter.retained(object);
      return null;
    }
    if (kind.spec(object).suspend()) {
      reporter.report(object, null, null, DELETED_WHILE_SUSPENDED);
      return resync;
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
    return again(object, hold);
  }

  /** Spreads the looks at many objects, so that a restart does not align them for ever. */
  private Duration jittered(P object, Duration base) {
    return spread(object, base, base.dividedBy(5));
  }

  private Duration spread(P object, Duration base, Duration over) {
    int place = String.valueOf(object.getMetadata().getUid()).hashCode();
    return base.plusMillis(Math.floorMod(place, Math.max(1, over.toMillis())));
  }

  /** The conditions of an object, none if it has no status. */
  static List<Condition> conditions(@Nullable ReconciledStatus status) {
    return status == null ? List.of() : status.conditions();
  }
}
