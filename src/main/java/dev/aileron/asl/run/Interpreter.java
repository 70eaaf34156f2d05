package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.model.StateMachine;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs executions of one state machine. A pure function of what it is given: the same execution and
 * event give the same step, whenever and wherever.
 */
public final class Interpreter {
  private final StateMachine machine;

  public Interpreter(StateMachine machine) {
    this.machine = machine;
  }

  /**
   * Begins an execution.
   *
   * @param identity who it is and what it is given; it begins at its {@link Identity#startedAt}
   * @param seed where its random values come from
   */
  public Step start(Identity identity, long seed) {
    Run run = new Run(identity, Instant.ofEpochMilli(identity.startedAt()), 0, 0, seed);
    ObjectNode details = Run.details();
    details.set("input", identity.input());
    details.put("roleArn", identity.roleArn());
    run.event(0, "ExecutionStarted", details);
    // The first state's event follows none: so the service has it.
    Branch root = Forks.start(machine.scope(), identity.input(), 0);
    if (machine.timeoutSeconds() != null) {
      run.wakeUpAt(deadline(identity));
    }
    return run.step(Execution.Status.RUNNING, root, null, null, null);
  }

  /**
   * Takes an execution on.
   *
   * @return the execution as it was, with nothing to do, if the event does not concern it
   */
  public Step apply(Execution execution, Event event) {
    Run run =
        new Run(
            execution.identity(),
            event.at(),
            execution.lastEventId(),
            execution.lastTicket(),
            execution.seed());
    if (!execution.isRunning()) {
      return new Step(execution, java.util.List.of(), java.util.List.of());
    }
    Branch before = execution.root();
    if (event instanceof Event.Stop stop) {
      return stopped(run, before, Execution.Status.ABORTED, "ExecutionAborted", stop.error(), stop.cause());
    }
    if (event.at().toEpochMilli() >= deadline(execution.identity())) {
      return stopped(
          run, before, Execution.Status.TIMED_OUT, "ExecutionTimedOut", StateError.TIMEOUT, null);
    }
    Branch root;
    try {
      root = new Walk(run, event).visit(new Place(machine.scope(), Map.of(), null), before);
    } catch (Run.HistoryFull full) {
      return failed(run, before, StateError.RUNTIME, full.getMessage());
    }
    return switch (root.phase()) {
      case Phase.Done(var output) -> {
        ObjectNode details = Run.details();
        details.set("output", output);
        run.lastEvent(root.previousEventId(), "ExecutionSucceeded", details);
        yield run.step(Execution.Status.SUCCEEDED, root, output, null, null);
      }
      case Phase.Failed(String error, String cause, boolean everything) ->
          failed(run, root, error, cause);
      default -> run.step(Execution.Status.RUNNING, root, null, null, null);
    };
  }

  private static Step failed(
      Run run, Branch root, @Nullable String error, @Nullable String cause) {
    run.lastEvent(root.previousEventId(), "ExecutionFailed", Run.details(error, cause));
    return run.step(Execution.Status.FAILED, root, null, error, cause);
  }

  private static Step stopped(
      Run run,
      Branch root,
      Execution.Status status,
      String type,
      @Nullable String error,
      @Nullable String cause) {
    run.lastEvent(root.previousEventId(), type, Run.details(error, cause));
    return run.step(status, root, null, error, cause);
  }

  /** In milliseconds since the epoch. */
  private long deadline(Identity identity) {
    Long seconds = machine.timeoutSeconds();
    return seconds == null ? Long.MAX_VALUE : identity.startedAt() + seconds * 1000;
  }
}
