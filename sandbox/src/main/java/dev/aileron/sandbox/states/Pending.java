package dev.aileron.sandbox.states;

import dev.aileron.asl.run.Effect;
import org.jspecify.annotations.Nullable;

/**
 * An effect of an execution that is not answered yet.
 *
 * @param submitted whether the service has answered, and the job or somebody with a token is waited
 *     for
 * @param waitsFor the ARN of the execution that it waits for; null if it waits for none
 */
record Pending(Effect effect, boolean submitted, @Nullable String waitsFor) {

  Pending waitingFor(@Nullable String executionArn) {
    return new Pending(effect, true, executionArn);
  }
}
