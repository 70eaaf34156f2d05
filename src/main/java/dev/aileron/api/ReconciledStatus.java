package dev.aileron.api;

import dev.aileron.kernel.conditions.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the status of every reconciled kind has. */
public interface ReconciledStatus {
  /** The newest generation that the conditions speak of. */
  @Nullable Long observedGeneration();

  /** At most eight, one a type. */
  List<Condition> conditions();

  /**
   * RFC 3339: when work on the observed generation began; absent when there is none to do. The
   * progress deadline counts from here.
   */
  @Nullable String progressStartedTime();
}
