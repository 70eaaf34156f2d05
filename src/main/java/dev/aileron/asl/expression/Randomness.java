package dev.aileron.asl.expression;

import java.util.UUID;

/**
 * Random values that follow from a seed: the same seed gives the same values in the same order. The
 * seed moves on with every value taken; kept, it goes on from there.
 */
public final class Randomness {
  private long seed;

  public Randomness(long seed) {
    this.seed = seed;
  }

  /** Where it stands; {@code new Randomness(seed())} gives the values that come next. */
  public long seed() {
    return seed;
  }

  /** SplitMix64, the generator of java.util.SplittableRandom. */
  public long nextLong() {
    seed += 0x9E3779B97F4A7C15L;
    long z = seed;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** From 0, inclusive, to 1, exclusive. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** A version 4 UUID. */
  public String uuid() {
    long high = (nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
    long low = (nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
