package dev.aileron.kube;

import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.status.Reason;
import java.time.Duration;

/**
 * Ends the making of a desired state half-way. Never leaves the factory that throws it: {@link
 * #resolution()} makes it a value again.
 */
public final class Unresolvable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For what is not watched: the operator has no right to watch Secrets. */
  private static final Duration POLL = Duration.ofSeconds(10);

  private final boolean invalid;
  private final boolean polled;

  private Unresolvable(boolean invalid, boolean polled, String message) {
    super(message, null, false, false);
    this.invalid = invalid;
    this.polled = polled;
  }

  /** Something at {@code field} is missing or not ready. */
  public static Unresolvable waiting(String field, String message) {
    return new Unresolvable(false, false, field + ": " + message);
  }

  /** Something at {@code field} is missing or not ready, and no watch will tell when it is. */
  public static Unresolvable polling(String field, String message) {
    return new Unresolvable(false, true, field + ": " + message);
  }

  /** What stands at {@code field} cannot work. */
  public static Unresolvable invalid(String field, String message) {
    return new Unresolvable(true, false, field + ": " + message);
  }

  public <D> Resolution<D> resolution() {
    return new Resolution.Held<>(hold());
  }

  public Hold hold() {
    String message = String.valueOf(getMessage());
    return invalid
        ? Hold.stalled(Reason.InvalidSpec, message)
        : new Hold.Waiting(Reason.DependencyNotReady, message, polled ? POLL : null);
  }
}
