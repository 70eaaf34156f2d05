package dev.aileron.asl.validate;

/** How bad a finding is. */
public enum Severity {
  /** Step Functions refuses the definition, or an execution cannot work. */
  ERROR,
  /** Step Functions takes it, and it is probably not what was meant. */
  WARNING
}
