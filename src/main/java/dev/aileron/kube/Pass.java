package dev.aileron.kube;

import dev.aileron.api.ReconciledStatus;
import dev.aileron.kernel.budget.Priority;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.plan.Step;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kube.ExternalKind.Outcome;
import dev.aileron.kube.ExternalKind.Reading;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is seen and done in one pass over an object: observe, plan, carry out one step at a time.
 */
final class Pass<P extends CustomResource<?, T>, T extends ReconciledStatus, D, O, S extends Step> {
  /** More steps than any plan needs; a planner that never ends is stopped, not obeyed. */
  private static final int MAX_STEPS = 20;

  private static final Logger LOG = LoggerFactory.getLogger(ExternalReconciler.class);

  private final ExternalKind<P, T, D, O, S> kind;
  private final Reporter<P, T, D, O> reporter;
  private final P object;
  private final D desired;
  private final boolean served;
  private @Nullable O observed;
  private @Nullable Hold hold;
  private List<S> left = List.of();
  private boolean progressed;
  private boolean claimed;

  /**
   * @param served whether what is desired serves already: then what differs is not the user's doing
   */
  Pass(
      ExternalKind<P, T, D, O, S> kind,
      Reporter<P, T, D, O> reporter,
      P object,
      D desired,
      boolean served) {
    this.kind = kind;
    this.reporter = reporter;
    this.object = object;
    this.desired = desired;
    this.served = served;
  }

  D desired() {
    return desired;
  }

  /** What was seen last; null if nothing was. */
  @Nullable O observed() {
    return observed;
  }

  /** What the pass ended at; null if everything is as desired. */
  @Nullable Hold hold() {
    return hold;
  }

  /** What would put back what somebody else changed, if that is only to be reported. */
  List<S> left() {
    return left;
  }

  /** Whether a step was carried out. */
  boolean progressed() {
    return progressed;
  }

  /** Whether what is desired served already when the pass began. */
  boolean served() {
    return served;
  }

  /** Whether the object was in order when the pass began, and nothing was done in it. */
  boolean isMereLook() {
    return served && !progressed;
  }

  void run(Reading reading) {
    Priority looking = served ? Priority.LOOK : Priority.CHANGE;
    O now = looking.in(() -> kind.observe(object, desired, reading));
    observed = now;
    for (int done = 0; done < MAX_STEPS; done++) {
      Plan<S> plan = kind.plan(desired, now);
      if (plan.steps().isEmpty()) {
        hold = plan.hold();
        kind.keepReleases(object, desired, now);
        return;
      }
      if (!progressed && kind.onlyReports(object, desired)) {
        left = plan.steps();
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
            Reason.InternalError, "The plan did not come to an end after " + MAX_STEPS + " steps");
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
