package dev.aileron.api;

/** When the runtime under a version is updated, in Lambda's own words. */
public enum RuntimeUpdates {
  /** Whenever AWS has a new one, also under versions that are published. */
  Auto,
  /** When a new version is published; published versions keep theirs. */
  FunctionUpdate,
  /** Never: it is the one that runtimeVersionARN names. */
  Manual
}
