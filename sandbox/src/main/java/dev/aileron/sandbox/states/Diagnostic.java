package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Something that Step Functions says of a definition.
 *
 * @param error whether it refuses the definition
 * @param location such as {@code /States/A/Next}; null where the service gives none
 */
record Diagnostic(boolean error, String code, String message, @Nullable String location) {

  ObjectNode toAws() {
    var shown = Json.object();
    shown.put("severity", error ? "ERROR" : "WARNING").put("code", code).put("message", message);
    Json.put(shown, "location", location);
    return shown;
  }

  /** As CreateStateMachine's message names it. */
  String inMessage() {
    return code + ": " + message + (location == null ? "" : " at " + location);
  }
}
