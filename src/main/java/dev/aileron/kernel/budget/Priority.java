package dev.aileron.kernel.budget;

import java.util.function.Supplier;

/**
 * What a call is made for. It goes with the thread that makes the call, because those in between
 * (gateways, clients) have no say in it.
 *
 * <p>Somebody waits for {@link #CHANGE}; {@link #LOOK} checks what is believed to be right; {@link
 * #SWEEP} looks through everything to find what needs a look.
 */
public enum Priority {
  CHANGE(0),
  LOOK(0.25),
  SWEEP(0.5);

  private static final ScopedValue<Priority> CURRENT = ScopedValue.newInstance();

  /** Share of a bucket, 0 to 1, that is left for those who matter more. */
  private final double leaves;

  Priority(double leaves) {
    this.leaves = leaves;
  }

  double leaves() {
    return leaves;
  }

  /** Runs something whose calls have this priority. */
  public <T> T in(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  /** The priority of what runs now; {@link #CHANGE} where nobody said. */
  public static Priority current() {
    return CURRENT.orElse(CHANGE);
  }
}
