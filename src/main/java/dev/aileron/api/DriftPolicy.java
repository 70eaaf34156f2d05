package dev.aileron.api;

/** What becomes of changes that somebody else makes in AWS. */
public enum DriftPolicy {
  /** They are put back, and an Event says so. */
  Correct,
  /** The condition Synced says what differs; nothing is written until the spec changes. */
  Report
}
