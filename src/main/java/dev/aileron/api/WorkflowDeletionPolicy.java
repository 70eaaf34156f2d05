package dev.aileron.api;

/** What becomes of the state machine when its object is deleted. */
public enum WorkflowDeletionPolicy {
  /** It is deleted once no execution runs any more. */
  Drain,
  /** It is deleted at once; AWS ends running executions at their next transition. */
  Delete,
  /** It is left as it is, with its tags; no call is made. */
  Retain
}
