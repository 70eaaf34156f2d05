package dev.aileron.kernel.conditions;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions to a set of conditions, and how a new set takes over what an old one knows. */
public final class Conditions {
  /** Longest message written to an object's status, in characters. */
  public static final int MAX_MESSAGE = 1024;

  private Conditions() {}

  /** What is said now about one type, before it has a time. */
  public record Finding(String type, String status, String reason, String message) {}

  /**
   * Gives each finding its time: that of the old condition of the same type while its status stays
   * the same, otherwise {@code now}. Types that are no longer found are dropped.
   */
  public static List<Condition> merge(
      List<Condition> old, List<Finding> findings, long generation, Instant now) {
    List<Condition> merged = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      String since =
          find(old, finding.type())
              .filter(before -> before.status().equals(finding.status()))
              .map(Condition::lastTransitionTime)
              .orElseGet(() -> time(now));
      merged.add(
          new Condition(
              finding.type(),
              finding.status(),
              generation,
              since,
              finding.reason(),
              bounded(finding.message())));
    }
    return List.copyOf(merged);
  }

  public static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
  }

  public static boolean holds(List<Condition> conditions, String type) {
    return find(conditions, type).map(Condition::holds).orElse(false);
  }

  /** RFC 3339 in whole seconds, as Kubernetes writes times. */
  public static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String bounded(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
  }
}
