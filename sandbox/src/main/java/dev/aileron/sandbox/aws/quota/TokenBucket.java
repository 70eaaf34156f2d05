package dev.aileron.sandbox.aws.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * A bucket of tokens: holds so many, gains so many a second, and each call takes one. What is in it
 * is computed from the time, so it needs no timer.
 */
final class TokenBucket {

  private static final double NANOS = 1e9;

  private final double size;
  private final double refill;
  private double tokens;
  private Instant at;

  /**
   * A full bucket.
   *
   * @param size tokens it holds
   * @param refill tokens it gains in a second
   */
  TokenBucket(double size, double refill, Instant now) {
    this.size = size;
    this.refill = refill;
    this.tokens = size;
    this.at = now;
  }

  /**
   * Takes a token.
   *
   * @return zero when there was one; otherwise how long until there is one
   */
  synchronized Duration take(Instant now) {
    if (now.isAfter(at)) {
      double seconds = Duration.between(at, now).toNanos() / NANOS;
      tokens = Math.min(size, tokens + seconds * refill);
      at = now;
    }
    if (tokens >= 1) {
      tokens -= 1;
      return Duration.ZERO;
    }
    return Duration.ofNanos((long) Math.ceil((1 - tokens) / refill * NANOS));
  }
}
