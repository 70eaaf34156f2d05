package dev.aileron.kube;

import dev.aileron.kernel.plan.Hold;

/** What a spec comes to, once everything it refers to has been looked up. */
public sealed interface Resolution<D> {
  /** Everything was found; this is what should be in AWS. */
  record Resolved<D>(D desired) implements Resolution<D> {}

  /** It refers to what is missing or not ready, or cannot work as it is. */
  record Held<D>(Hold hold) implements Resolution<D> {}
}
