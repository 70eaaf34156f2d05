package dev.aileron.api;

/** What becomes of the thing in AWS when its object is deleted. */
public enum DeletionPolicy {
  /** It is deleted too. */
  Delete,
  /** It is left as it is, with its tags; no call is made. */
  Retain
}
