package dev.aileron.asl.validate;

/** How a state machine's executions run. */
public enum MachineType {
  STANDARD,
  EXPRESS
}
