package dev.aileron.kernel.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do next: steps that may follow each other without waiting, and what holds the work up
 * after them. A plan without both says that what is observed satisfies what is desired.
 *
 * @param hold null if nothing is known to hold the work up
 */
public record Plan<S extends Step>(List<S> steps, @Nullable Hold hold) {
  public Plan {
    steps = List.copyOf(steps);
  }

  public static <S extends Step> Plan<S> satisfied() {
    return new Plan<>(List.of(), null);
  }

  public static <S extends Step> Plan<S> of(List<S> steps) {
    return new Plan<>(steps, null);
  }

  public static <S extends Step> Plan<S> held(Hold hold) {
    return new Plan<>(List.of(), hold);
  }

  /** Whether nothing is left to do or to wait for. */
  public boolean isSatisfied() {
    return steps.isEmpty() && hold == null;
  }
}
