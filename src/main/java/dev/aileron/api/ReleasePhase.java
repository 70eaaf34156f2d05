package dev.aileron.api;

/** How far a release is. */
public enum ReleasePhase {
  /** Published, has no traffic yet. */
  Pending,
  /** Gets all the traffic. */
  Promoted,
  /** A newer version was promoted before this one ever was. */
  Superseded,
  /** Was promoted once; a newer version has the traffic now. */
  Retired
}
