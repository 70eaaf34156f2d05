package dev.aileron.asl.expression.jsonata;

import dev.aileron.asl.expression.Budget;
import dev.aileron.asl.expression.Randomness;

/** What surrounds evaluations: those of all expressions of a state share it. */
public final class Evaluation {
  private final long now;
  private final Randomness random;
  private final Budget budget;
  private final Meter meter;

  /**
   * @param now what {@code $now()} and {@code $millis()} tell, in milliseconds since the epoch
   * @param random where {@code $random()}, {@code $uuid()} and {@code $shuffle()} take from
   * @param budget what may be spent
   */
  public Evaluation(long now, Randomness random, Budget budget) {
    this.now = now;
    this.random = random;
    this.budget = budget;
    this.meter = new Meter(budget);
  }

  long now() {
    return now;
  }

  Randomness random() {
    return random;
  }

  Budget budget() {
    return budget;
  }

  Meter meter() {
    return meter;
  }
}
