package dev.aileron.sandbox.states;

import dev.aileron.sandbox.aws.model.Caller;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Executions that tasks have started and wait for. */
final class StartedExecutions {
  private final Function<String, @Nullable Run> runs;
  private final Requests requests;

  StartedExecutions(Function<String, @Nullable Run> runs, Requests requests) {
    this.runs = runs;
    this.requests = requests;
  }

  /** The execution of that ARN; null if it is none of the sandbox's. */
  @Nullable Run find(String executionArn) {
    return runs.apply(executionArn);
  }

  /** Stops one whose starter waits no more, in its starter's name. */
  void stop(String executionArn, Caller as) {
    try {
      requests.json(
          as,
          "states",
          "AWSStepFunctions.StopExecution",
          "1.0",
          Json.object().put("executionArn", executionArn));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
