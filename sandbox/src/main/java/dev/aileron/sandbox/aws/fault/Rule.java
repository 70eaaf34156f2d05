package dev.aileron.sandbox.aws.fault;

import dev.aileron.sandbox.aws.model.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One rule of a fault script, and how often it has struck. */
public final class Rule {

  /**
   * What a rule says.
   *
   * @param name for the log
   * @param skip so many matching requests pass first
   * @param times it strikes so often at most
   * @param chance of each, 0 to 1
   * @param after it begins so long after the script was loaded
   * @param until it ends so long after the script was loaded; null for never
   * @param at the moment, after loading, at which it happens by itself; null for one that waits for
   *     requests
   */
  record Terms(
      String name,
      Match match,
      long skip,
      long times,
      double chance,
      Duration after,
      @Nullable Duration until,
      @Nullable Duration at,
      Fault fault) {}

  private final Terms terms;
  private final Random random;
  private final Instant loaded;
  private long matched;
  private long struck;
  private @Nullable String problem;

  /**
   * @param random of this rule alone, so that the order of requests of others does not matter
   */
  Rule(Terms terms, Random random, Instant loaded) {
    this.terms = terms;
    this.random = random;
    this.loaded = loaded;
  }

  Terms terms() {
    return terms;
  }

  /** Whether it strikes this request. Counts it. */
  synchronized boolean strikes(Call call) {
    if (terms.at() != null || !isInForce(call.time()) || !terms.match().holds(call)) {
      return false;
    }
    if (terms.fault() instanceof Fault.ClockSkew skew && !SkewedClock.isWrong(call, skew.by())) {
      return false;
    }
    matched++;
    if (matched <= terms.skip() || struck >= terms.times()) {
      return false;
    }
    if (terms.chance() < 1 && random.nextDouble() >= terms.chance()) {
      return false;
    }
    struck++;
    return true;
  }

  /** Counts that it happened by itself. */
  synchronized void happened() {
    struck++;
  }

  /** Remembers what went wrong with what it was to do. */
  synchronized void failed(String why) {
    problem = why;
  }

  synchronized Count count() {
    return new Count(terms.name(), matched, struck, problem);
  }

  private boolean isInForce(Instant now) {
    var since = Duration.between(loaded, now);
    var until = terms.until();
    return since.compareTo(terms.after()) >= 0 && (until == null || since.compareTo(until) < 0);
  }

  /**
   * How often a rule has struck.
   *
   * @param matched requests it was about
   * @param struck of those, the ones it changed
   * @param problem why a call of its own failed; null when none did
   */
  public record Count(String name, long matched, long struck, @Nullable String problem) {}
}
