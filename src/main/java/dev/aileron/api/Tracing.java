package dev.aileron.api;

/** Whether AWS X-Ray is told of invocations, in Lambda's own words. */
public enum Tracing {
  /** Lambda samples and traces invocations itself. */
  Active,
  /** Only what the caller traces is traced on. */
  PassThrough
}
