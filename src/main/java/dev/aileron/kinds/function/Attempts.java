package dev.aileron.kinds.function;

import dev.aileron.kinds.function.FunctionObserved.Attempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of Lambda last, by function. Lambda says yes at once and tells much later that it
 * could not: then this is how a failure of the same thing is told from that of another one, however
 * Lambda shows the function after it. Held in memory; a restart forgets how often, no more.
 */
final class Attempts {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 5;

  private final Map<String, Made> byOwner = new ConcurrentHashMap<>();
  private final Clock clock;

  /**
   * @param content hash of what was asked for
   * @param times how often in a row
   */
  private record Made(String content, int times, Instant at) {}

  Attempts(Clock clock) {
    this.clock = clock;
  }

  /** Takes note that Lambda took an order. */
  void note(FunctionDesired desired) {
    byOwner.merge(
        desired.owner().uid(),
        new Made(desired.specHash(), 1, clock.instant()),
        (before, now) ->
            before.content().equals(now.content())
                ? new Made(now.content(), before.times() + 1, now.at())
                : now);
  }

  /** Forgets what came to be, or is not wanted any more. */
  void forget(String uid) {
    byOwner.remove(uid);
  }

  /** Whether anything is known of a function. */
  boolean knows(FunctionDesired desired) {
    return byOwner.containsKey(desired.owner().uid());
  }

  /** The last attempt, if it was at what is desired now. */
  @Nullable Attempt at(FunctionDesired desired) {
    Made made = byOwner.get(desired.owner().uid());
    if (made == null || !made.content().equals(desired.specHash())) {
      return null;
    }
    Duration left = Duration.between(clock.instant(), made.at().plus(pause(made.times())));
    return new Attempt(left.isNegative() ? Duration.ZERO : left);
  }

  /** Ten seconds, and each time twice as long up to some minutes. */
  private static Duration pause(int times) {
    return FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
  }
}
