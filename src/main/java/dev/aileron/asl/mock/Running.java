package dev.aileron.asl.mock;

import dev.aileron.asl.run.Branch;
import dev.aileron.asl.run.Event;
import dev.aileron.asl.run.Execution;
import dev.aileron.asl.run.HistoryEvent;
import dev.aileron.asl.run.Interpreter;
import dev.aileron.asl.run.Phase;
import dev.aileron.asl.run.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One execution of a simulation: the scenario's own, or a child of a distributed Map. */
final class Running {
  /** The events after which a state was left by a Catch. */
  private static final Set<String> FAILURES =
      Set.of(
          "TaskFailed",
          "TaskTimedOut",
          "LambdaFunctionFailed",
          "LambdaFunctionTimedOut",
          "ActivityFailed",
          "ActivityTimedOut",
          "MapStateFailed",
          "MapRunFailed",
          "ParallelStateFailed",
          "EvaluationFailed");

  /** Who waits for a child execution. */
  record Parent(Running running, long ticket) {}

  private final Interpreter interpreter;
  private final @Nullable Parent parent;
  private final Location top;
  private final Map<Long, HistoryEvent> history = new HashMap<>();
  private final Set<Long> cancelled = new HashSet<>();
  private Execution execution;

  /** When the last tick was planned for, so that none is planned twice. */
  private long tickAt = Long.MIN_VALUE;

  Running(Interpreter interpreter, Step begun, @Nullable Parent parent, Location top) {
    this.interpreter = interpreter;
    this.parent = parent;
    this.top = top;
    this.execution = begun.execution();
    take(begun);
  }

  private void take(Step step) {
    execution = step.execution();
    step.history().forEach(event -> history.put(event.id(), event));
  }

  Step apply(Event event) {
    Step step = interpreter.apply(execution, event);
    take(step);
    return step;
  }

  Execution execution() {
    return execution;
  }

  @Nullable Parent parent() {
    return parent;
  }

  void cancel(long ticket) {
    cancelled.add(ticket);
  }

  boolean isCancelled(long ticket) {
    return cancelled.contains(ticket);
  }

  /** Whether a tick at that time is still to be planned. */
  boolean wantsTick(long at) {
    boolean wants = at != tickAt;
    tickAt = at;
    return wants;
  }

  void walk(BiConsumer<Location, Branch> shown) {
    Location.walk(execution.root(), top, shown);
  }

  /** Where the branch is that waits for that ticket; null if none does any more. */
  @Nullable Location waitingFor(long ticket) {
    Location[] found = new Location[1];
    walk((at, branch) -> {
      boolean waits =
          switch (branch.phase()) {
            case Phase.Calling c -> c.ticket() == ticket;
            case Phase.Reading r -> r.ticket() == ticket;
            case Phase.Writing w -> w.ticket() == ticket;
            default -> false;
          };
      if (waits) {
        found[0] = at;
      }
    });
    return found[0];
  }

  /** Where a child execution with that ticket belongs. */
  Location child(long ticket, int index) {
    Location[] found = {top};
    walk((at, branch) -> {
      if (branch.phase() instanceof Phase.Distributing d && d.tickets().contains(ticket)) {
        found[0] = at.inside(branch.state(), index, true, d.entry());
      }
    });
    return found[0];
  }

  /** The state that a branch came from, and whether by a Catch; null at the start of a scope. */
  @Nullable Left cameFrom(Branch branch) {
    HistoryEvent exited = history.get(branch.previousEventId());
    if (exited == null || !exited.type().endsWith("StateExited")) {
      return null;
    }
    HistoryEvent before = history.get(exited.previousEventId());
    boolean failed = before != null && FAILURES.contains(before.type());
    return new Left(exited.details().path("name").asText(), failed);
  }

  record Left(String state, boolean caught) {}
}
