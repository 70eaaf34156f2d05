package dev.aileron.sandbox.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What came of a call. */
public sealed interface Outcome {

  /** The service has answered; a task that waits for a job or a token goes on waiting. */
  record Succeeded(JsonNode output) implements Outcome {}

  /** The task is over, whatever it waits for: so a mock says. */
  record Finished(JsonNode output) implements Outcome {}

  /** The call failed. */
  record Failed(@Nullable String error, @Nullable String cause) implements Outcome {}
}
