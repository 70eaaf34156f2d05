package dev.aileron.kernel.budget;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The calls that one spender may make of a control plane whose quotas are shared with others: a
 * token bucket for each quota. It never blocks: who gets nothing is told when to come again.
 *
 * <p>Safe for use by several threads.
 */
public final class CallBudget {
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

  private final Clock clock;
  private final double share;
  private final Map<String, Purse> purses = new ConcurrentHashMap<>();

  /**
   * @param share of every quota that is ours, above 0, to 1; the rest is left to others
   */
  public CallBudget(Clock clock, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("The share is above 0 and at most 1, not " + share);
    }
    this.clock = clock;
    this.share = share;
  }

  /**
   * Takes a call from the budget.
   *
   * @return how long to wait before asking again; empty if the call may be made
   */
  public Optional<Duration> reserve(Quota quota, Priority priority) {
    return purse(quota).take(priority);
  }

  /**
   * Takes note that the call was refused all the same: others spent what was left. Nobody of ours
   * asks before the time.
   *
   * @param wait as the refusal says
   */
  public void refused(Quota quota, Duration wait) {
    purse(quota).close(wait);
  }

  private Purse purse(Quota quota) {
    return purses.computeIfAbsent(quota.group(), _ -> new Purse(quota.share(share)));
  }

  /** One bucket. */
  private final class Purse {
    private final long capacity;
    private final Bucket bucket;
    private Instant closedUntil = Instant.EPOCH;

    Purse(Quota quota) {
      capacity = (long) quota.burst();
      long nanosOfOne = (long) (TimeUnit.SECONDS.toNanos(1) / quota.perSecond());
      bucket =
          Bucket.builder()
              .addLimit(
                  limit -> limit.capacity(capacity).refillGreedy(1, Duration.ofNanos(nanosOfOne)))
              .withCustomTimePrecision(new ClockMeter(clock))
              .build();
    }

    synchronized Optional<Duration> take(Priority priority) {
      Duration closed = Duration.between(clock.instant(), closedUntil);
      if (closed.isPositive()) {
        return Optional.of(closed);
      }
      long left = Math.min(capacity - 1, (long) Math.ceil(capacity * priority.leaves()));
      EstimationProbe probe = bucket.estimateAbilityToConsume(1 + left);
      if (!probe.canBeConsumed()) {
        return Optional.of(afterNanos(probe.getNanosToWaitForRefill()));
      }
      ConsumptionProbe taken = bucket.tryConsumeAndReturnRemaining(1);
      return taken.isConsumed()
          ? Optional.empty()
          : Optional.of(afterNanos(taken.getNanosToWaitForRefill()));
    }

    synchronized void close(Duration wait) {
      bucket.tryConsumeAsMuchAsPossible();
      Instant until = clock.instant().plus(wait);
      closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
    }

    private static Duration afterNanos(long nanos) {
      Duration wait = Duration.ofNanos(nanos);
      return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    }
  }

  /** Time for the buckets. */
  private record ClockMeter(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      Instant now = clock.instant();
      return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
