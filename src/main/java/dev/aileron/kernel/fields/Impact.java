package dev.aileron.kernel.fields;

/** What a change of a field costs. */
public enum Impact {
  /** A new version is published and released. */
  PUBLISHES,
  /** Changed in AWS without a new version. */
  IN_PLACE,
  /** Cannot be changed: it is part of what the thing in AWS is. */
  IMMUTABLE,
  /** Nothing in AWS changes. */
  NOTHING
}
