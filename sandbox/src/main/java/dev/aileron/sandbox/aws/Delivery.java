package dev.aileron.sandbox.aws;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of an answer on its way to the client.
 *
 * @param fault the name of the fault that was injected; null when there was none
 */
public record Delivery(Way way, @Nullable String fault) {

  /** How much of the answer arrives. */
  public enum Way {
    /** All of it. */
    WHOLE,
    /** Status, headers and half of the body; then the connection is reset. */
    TRUNCATED,
    /** Nothing: the connection is reset. */
    DROPPED
  }

  /** As it should be. */
  public static final Delivery WHOLE = new Delivery(Way.WHOLE, null);
}
