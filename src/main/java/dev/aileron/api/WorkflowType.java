package dev.aileron.api;

/** The two kinds of state machines. */
public enum WorkflowType {
  Standard,
  Express
}
