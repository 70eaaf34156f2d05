package dev.aileron.kube;

import dev.aileron.kernel.plan.Hold;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.Optional;

/** When an object is looked at again. */
final class Schedule<P extends CustomResource<?, ?>> {
  private static final Duration THROTTLED_LOOK = Duration.ofSeconds(10);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(30);

  private final Reporter<P, ?, ?, ?> reporter;
  private final Pauses pauses;
  private final Duration resync;

  /**
   * @param resync how often an object that is in sync is looked at again
   */
  Schedule(Reporter<P, ?, ?, ?> reporter, Pauses pauses, Duration resync) {
    this.reporter = reporter;
    this.pauses = pauses;
    this.resync = resync;
  }

  /** How long nothing new can be seen; empty if it is time for a look. */
  Optional<Duration> pause(P object) {
    return pauses.left(object);
  }

  /** The object is being looked at. */
  void begin(P object) {
    pauses.end(object);
  }

  /** After a look at what is suspended. */
  Duration afterSuspended() {
    return resync;
  }

  /** After everything was found as it should be. */
  Duration afterSync(P object) {
    return spread(object, resync, resync.dividedBy(5));
  }

  /** After a look that AWS had no time for. */
  Duration afterThrottledLook(P object) {
    return spread(object, THROTTLED_LOOK, THROTTLED_LOOK.multipliedBy(2));
  }

  /** After a pass that is held up. */
  Duration afterHold(P object, Hold hold) {
    return switch (hold) {
      // AWS, and a Secret, which is not watched, change without an event in Kubernetes.
      case Hold.Stalled h -> h.after() == null ? afterSync(object) : h.after();
      // An event ends the waiting. Should none come, somebody has to say that it took too long.
      case Hold.Waiting h ->
          h.after() == null
              ? reporter.untilDeadline(object)
              : reporter.backedOff(object, h.after(), LONGEST_POLL);
      case Hold.Settling h -> {
        Duration after = reporter.backedOff(object, h.after(), LONGEST_POLL);
        pauses.begin(object, after);
        yield after;
      }
    };
  }

  /**
   * After a pass over an object that is being deleted. Two looks that find nothing must not follow
   * at each other's heels ({@link Sightings}), so only what blocks a deletion may be looked at
   * before its time: its end is an event.
   */
  Duration afterDeletionHold(P object, Hold hold) {
    Duration after = afterHold(object, hold);
    if (!(hold instanceof Hold.Stalled)) {
      pauses.begin(object, after);
    }
    return after;
  }

  /** Spreads the looks at many objects, so that a restart does not align them for ever. */
  private Duration spread(P object, Duration base, Duration over) {
    int place = String.valueOf(object.getMetadata().getUid()).hashCode();
    return base.plusMillis(Math.floorMod(place, Math.max(1, over.toMillis())));
  }
}
