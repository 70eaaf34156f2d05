package dev.aileron.kernel.conditions;

/** The types of conditions that the kinds show: eight at the most, all documented. */
public final class ConditionType {
  /** The object does what its spec says. */
  public static final String READY = "Ready";

  /** Work goes on. Present only while True (kstatus). */
  public static final String RECONCILING = "Reconciling";

  /** Nothing will get better by itself. Present only while True (kstatus). */
  public static final String STALLED = "Stalled";

  /** What is in AWS equals the spec. */
  public static final String SYNCED = "Synced";

  /** The alias serves a version, which need not be the newest. */
  public static final String AVAILABLE = "Available";

  /** Everything that the spec refers to was found and is usable. */
  public static final String REFERENCES_RESOLVED = "ReferencesResolved";

  /** Somebody asked to wait. Present only while True. */
  public static final String PAUSED = "Paused";

  /** A release's version gets all the traffic. */
  public static final String PROMOTED = "Promoted";

  private ConditionType() {}
}
