package dev.aileron.kube;

import dev.aileron.api.ReconciledStatus;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.plan.Step;
import dev.aileron.kernel.status.Facts;
import io.fabric8.kubernetes.client.CustomResource;
import org.jspecify.annotations.Nullable;

/**
 * What a kind answers so that {@link ExternalReconciler} can run it. Everything but {@code
 * observe}, {@code recheck}, {@code execute}, {@code keepReleases} and {@code delete} is pure.
 *
 * @param <P> the object
 * @param <T> its status
 * @param <D> what should be in AWS
 * @param <O> what is in AWS
 * @param <S> one change in AWS
 */
public interface ExternalKind<
    P extends CustomResource<?, T>, T extends ReconciledStatus, D, O, S extends Step> {
  /** How much of what the status says is believed instead of read. */
  enum Reading {
    /** What was never created is not looked for: creating finds out, at the price of no call. */
    TRUST_STATUS,
    /** Nothing is believed. */
    EVERYTHING
  }

  /** Looks up what the spec refers to and says what should be in AWS. */
  Resolution<D> resolve(P object);

  /**
   * Whether the alias serves a version that was made of the same desired state, as far as
   * Kubernetes knows. What differs in AWS then is somebody else's doing.
   */
  boolean serves(P object, D desired);

  /**
   * Whether what differs in AWS is somebody else's doing and is to be left as it is: the spec asks
   * for that, and what is desired has been there completely.
   */
  default boolean onlyReports(P object, D desired) {
    return false;
  }

  /** Reads AWS. Throws {@link dev.aileron.aws.AwsFailure}. */
  O observe(P object, D desired, Reading reading);

  /** What to do next; the order and the guards of AWS' rules are here. */
  Plan<S> plan(D desired, O observed);

  /**
   * The status with what the steps to come will need of other objects. It is written before the
   * first of them, so that those objects are kept from then on. The object's own if it says so
   * already.
   */
  default @Nullable T claiming(P object, D desired) {
    return object.getStatus();
  }

  /**
   * Looks past all caches at what was claimed.
   *
   * @return why the work cannot go on; null if all is as it was when the object was resolved
   */
  default @Nullable Hold recheck(P object, D desired) {
    return null;
  }

  /**
   * Carries out one step and folds AWS' answer into what was observed. Throws {@link
   * dev.aileron.aws.AwsFailure}.
   */
  O execute(S step, D desired, O observed);

  /** What a step that AWS answered came to. */
  enum Outcome {
    DONE,
    /** The same was tried before and failed, so that it is no progress. */
    REPEATED,
    /** AWS said yes and did nothing. */
    NOTHING
  }

  /** What a step came to, by what was observed before and after it. */
  default Outcome outcome(S step, D desired, O before, O after) {
    return Outcome.DONE;
  }

  /**
   * Makes the Releases of the versions that were observed, and says how far each is. Called when a
   * version was published, before anything else is done, and at the end of each pass.
   */
  void keepReleases(P object, D desired, O observed);

  /** What is known besides the situation. */
  Facts facts(P object, @Nullable D desired, @Nullable O observed);

  /** The whole status. What is not known now is taken over from the object's own. */
  T status(P object, @Nullable D desired, @Nullable O observed, StatusHead head);

  /** An object of the kind with nothing in it, for patches of the status. */
  P blank();

  Spec spec(P object);

  /** What is to be done with an object that is being deleted; null once everything is gone. */
  @Nullable Hold delete(P object);

  /**
   * What the template needs of every spec.
   *
   * @param retain whether what is in AWS outlives the object
   * @param progressDeadlineSeconds how long work may take before the object counts as stalled
   */
  record Spec(boolean suspend, boolean retain, int progressDeadlineSeconds) {}
}
