package dev.aileron.sandbox.lambda.control;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name for a version, or for two with weights.
 *
 * @param weights of the versions beside {@code version}, at most one, 0 to 1; empty for none
 * @param before how it routed until {@code changedAt}, for invocations that have not heard yet
 */
record Alias(
    String name,
    String version,
    String description,
    Map<String, Double> weights,
    String revisionId,
    Instant changedAt,
    @Nullable Alias before) {

  /**
   * Picks the version of one invocation.
   *
   * @param chance 0 (inclusive) to 1 (exclusive)
   */
  String pick(double chance) {
    double sum = 0;
    for (var entry : weights.entrySet()) {
      sum += entry.getValue();
      if (chance < sum) {
        return entry.getKey();
      }
    }
    return version;
  }

  boolean pointsAt(String number) {
    return version.equals(number) || weights.containsKey(number);
  }

  Alias alone() {
    return new Alias(name, version, description, weights, revisionId, changedAt, null);
  }
}
