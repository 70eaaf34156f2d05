package dev.aileron.kernel.plan;

import dev.aileron.kernel.status.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a pass over an object ended before the object was as its spec says. A value, not an
 * exception: waiting and refusing are ordinary.
 */
public sealed interface Hold {
  /** One word from the documented list. */
  Reason reason();

  /** For people: what, where, why, and what to do. */
  String message();

  /** When to look again; null to wait for an event. */
  @Nullable Duration after();

  /** Work goes well and is not finished: AWS settles what was written. */
  record Settling(Reason reason, String message, Duration after) implements Hold {}

  /** Something else has to happen first, and may happen by itself. */
  record Waiting(Reason reason, String message, @Nullable Duration after) implements Hold {}

  /** Nothing gets better without somebody's doing. */
  record Stalled(Reason reason, String message, @Nullable Duration after) implements Hold {}

  /** Stalled until the spec or something it refers to changes. */
  static Hold stalled(Reason reason, String message) {
    return new Stalled(reason, message, null);
  }
}
