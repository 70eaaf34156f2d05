package dev.aileron.kernel.plan;

/** One change of the outside world: exactly one mutating call. */
public interface Step {
  /** What the step does, for logs and messages: "create the function shop-charge". */
  String summary();
}
