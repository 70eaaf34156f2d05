package dev.aileron.sandbox.aws.model;

import java.time.Duration;

/**
 * How much of AWS's slowness there is. AWS-like by default; {@link #fast} for what is not about
 * time.
 *
 * @param quotas whether calls are throttled as AWS's documented quotas say
 * @param settle how long a function, mapping or state machine takes from one state to the next
 * @param iamPropagation how long a new role cannot be used
 * @param lag how late a write is seen by the reads and starts that AWS documents as eventually
 *     consistent
 * @param metricLag how late CloudWatch knows a data point
 * @param idle after which a warm execution environment of a function is ended
 * @param seed of everything that is random: weighted routing, jitter, faults
 */
public record Settings(
    boolean quotas,
    Settle settle,
    Duration iamPropagation,
    Lag lag,
    Duration metricLag,
    Duration idle,
    long seed) {

  /**
   * Settling times.
   *
   * @param create from {@code Pending} to {@code Active}
   * @param update from {@code InProgress} to {@code Successful}
   * @param vpc what a function in a VPC takes in addition
   * @param mapping between the states of an event source mapping
   * @param provisioned from {@code IN_PROGRESS} to {@code READY}
   * @param deletion of a state machine, from {@code DELETING} to gone
   */
  public record Settle(
      Duration create,
      Duration update,
      Duration vpc,
      Duration mapping,
      Duration provisioned,
      Duration deletion) {}

  /**
   * Staleness, per kind of read.
   *
   * @param describe a new resource is not found yet
   * @param update StartExecution still takes the definition before the last update
   * @param routing an alias still routes as before
   * @param tags tags are not there yet
   */
  public record Lag(Duration describe, Duration update, Duration routing, Duration tags) {}

  /** As AWS is: seconds to settle, quotas on. */
  public static Settings real(long seed) {
    return new Settings(
        true,
        new Settle(
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5)),
        Duration.ofSeconds(8),
        new Lag(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10),
        seed);
  }

  /** No waiting, no quotas. */
  public static Settings fast(long seed) {
    return new Settings(
        false,
        new Settle(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO),
        Duration.ZERO,
        new Lag(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO),
        Duration.ZERO,
        Duration.ofMinutes(10),
        seed);
  }
}
