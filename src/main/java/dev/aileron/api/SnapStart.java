package dev.aileron.api;

/** Whether versions start from a snapshot of an initialised environment. */
public enum SnapStart {
  /** Each version is snapshot when it is published, which takes minutes. */
  PublishedVersions,
  None
}
