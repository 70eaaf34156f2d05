package dev.aileron.sandbox.lambda.control;

import java.time.Instant;

/**
 * Execution environments that are kept ready.
 *
 * @param readyAt when they are allocated
 */
record Provisioned(int requested, Instant lastModified, Instant readyAt) {

  boolean isReady(Instant now) {
    return !now.isBefore(readyAt);
  }
}
