package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.model.StateMachine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs executions of one state machine. A pure function of what it is given: the same execution and
 * event give the same step, whenever and wherever.
 */
public final class Interpreter {
  /** An Express execution may take five minutes, in seconds. */
  private static final long LONGEST_EXPRESS = 300;

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
    Long timeoutAt = timeoutAt(identity);
    Run run = Run.first(identity, seed, timeoutAt);
    ObjectNode details = Run.details();
    details.set("input", identity.input());
    details.put("roleArn", identity.roleArn());
    run.event(0, "ExecutionStarted", details);
    // The first state's event follows none: so the service has it.
    Branch root = Forks.start(machine.scope(), identity.input(), 0);
    if (timeoutAt != null) {
      run.wakeUpAt(timeoutAt);
    }
    return run.step(Execution.Status.RUNNING, root, null, null, null);
  }

  private @Nullable Long timeoutAt(Identity identity) {
    return timeoutAt(identity, identity.startedAt());
  }

  private @Nullable Long timeoutAt(Identity identity, long from) {
    Long seconds = machine.timeoutSeconds();
    if (identity.express()) {
      seconds = seconds == null ? LONGEST_EXPRESS : Math.min(seconds, LONGEST_EXPRESS);
    }
    return seconds == null ? null : from + seconds * 1000;
  }

  /**
   * Takes an execution on that has failed, timed out or been stopped: what had succeeded stays, and
   * states that had not are entered again. The time it may take counts anew, and so do retries. Of
   * a Parallel or an inline Map only the branches or iterations are run again that have not
   * succeeded; a distributed Map is entered again as a whole.
   *
   * @param times how often it has been redriven, this time included
   * @throws IllegalArgumentException if it is running or has succeeded
   */
  public Step redrive(Execution execution, Instant at, int times) {
    if (execution.isRunning() || execution.status() == Execution.Status.SUCCEEDED) {
      throw new IllegalArgumentException("The execution is " + execution.status());
    }
    Identity identity = execution.identity().redriven(times);
    Long timeoutAt = timeoutAt(identity, at.toEpochMilli());
    Run run = Run.again(execution, identity, at, timeoutAt);
    ObjectNode details = Run.details().put("redriveCount", times);
    long redriven = run.lastEvent(execution.lastEventId(), "ExecutionRedriven", details);
    if (timeoutAt != null) {
      run.wakeUpAt(timeoutAt);
    }
    Branch root = Redrives.again(execution.root(), redriven);
    return run.step(Execution.Status.RUNNING, root, null, null, null);
  }

  /**
   * Takes an execution on.
   *
   * @return the execution as it was, with nothing to do, if the event does not concern it
   */
  public Step apply(Execution execution, Event event) {
    Run run = Run.of(execution, event);
    if (!execution.isRunning()) {
      return new Step(execution, List.of(), List.of());
    }
    Branch before = execution.root();
    if (event instanceof Event.Stop stop) {
      OpenWork.cancel(run, before, event);
      return stopped(
          run, before, Execution.Status.ABORTED, "ExecutionAborted", stop.error(), stop.cause());
    }
    Long timeoutAt = execution.timeoutAt();
    if (timeoutAt != null && event.at().toEpochMilli() >= timeoutAt) {
      OpenWork.cancel(run, before, event);
      return stopped(
          run, before, Execution.Status.TIMED_OUT, "ExecutionTimedOut", StateError.TIMEOUT, null);
    }
    Branch root;
    try {
      root = new Walk(run, event).visit(new Place(machine.scope(), Map.of(), null), before);
    } catch (Run.HistoryFull full) {
      OpenWork.cancel(run, before, event);
      return failed(run, before, StateError.RUNTIME, full.getMessage());
    }
    return switch (root.phase()) {
      case Phase.Done(var output) -> {
        ObjectNode details = Run.details();
        details.set("output", output);
        run.lastEvent(root.previousEventId(), "ExecutionSucceeded", details);
        yield run.step(Execution.Status.SUCCEEDED, root, output, null, null);
      }
      case Phase.Failed failed -> {
        OpenWork.cancel(run, before, event);
        yield failed(run, root, failed.error(), failed.cause());
      }
      default -> run.step(Execution.Status.RUNNING, root, null, null, null);
    };
  }

  private static Step failed(Run run, Branch root, @Nullable String error, @Nullable String cause) {
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
}
