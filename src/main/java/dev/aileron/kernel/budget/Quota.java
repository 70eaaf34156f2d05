package dev.aileron.kernel.budget;

/**
 * How much may be asked.
 *
 * @param group the operations that share it, in words for people
 * @param burst calls at once after a rest, at least 1
 * @param perSecond calls a second in the long run, above 0
 */
public record Quota(String group, double burst, double perSecond) {
  public Quota {
    if (burst < 1 || !(perSecond > 0)) {
      throw new IllegalArgumentException(
          "A quota allows at least one call at once and some a second: "
              + burst
              + ", "
              + perSecond);
    }
  }

  /**
   * A part of it, for one of those who share it.
   *
   * @param share above 0, to 1
   */
  Quota share(double share) {
    return new Quota(group, Math.max(1, burst * share), perSecond * share);
  }
}
