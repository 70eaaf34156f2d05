package dev.aileron.kernel.plan;

import dev.aileron.kernel.status.Reason;

/** One change of the outside world: exactly one mutating call. */
public interface Step {
  /** What the step does, for logs and messages: "create the function shop-charge". */
  String summary();

  /** The reason of the Event that tells of it. */
  Reason event();
}
