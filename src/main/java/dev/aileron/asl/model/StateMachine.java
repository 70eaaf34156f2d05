package dev.aileron.asl.model;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A state machine, ready to be run.
 *
 * @param scope its states
 * @param timeoutSeconds after so long an execution is ended; null: never
 */
public record StateMachine(Scope scope, @Nullable Long timeoutSeconds) {

  /**
   * Reads a definition.
   *
   * @throws ModelException if it cannot be run
   */
  public static StateMachine of(JsonNode definition) {
    return ModelReader.machine(definition);
  }
}
