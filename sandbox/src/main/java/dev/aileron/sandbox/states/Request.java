package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.Caller;

/**
 * A call whose parameters have been checked.
 *
 * @param region what the caller's account has in the caller's region
 * @param time when it came in, in milliseconds since the epoch
 */
record Request(Region region, Caller caller, JsonNode body, long time) {

  /** Carries out one operation and gives its answer. */
  @FunctionalInterface
  interface Handler {
    ObjectNode handle(Request request) throws InterruptedException;
  }
}
