package dev.aileron.asl.run;

import java.util.LinkedHashSet;
import java.util.Set;

/** What an execution has begun and waits for, by tickets. */
final class OpenWork {
  private final Set<Long> tickets = new LinkedHashSet<>();

  private OpenWork() {}

  /**
   * The execution is over, whatever it waits for: nobody waits any more for what was open before
   * this step, or was begun in it, but for what the event has just ended and what is cancelled
   * already.
   */
  static void cancel(Run run, Branch before, Event event) {
    OpenWork open = new OpenWork();
    open.collect(before);
    for (Effect effect : run.effects()) {
      open.take(effect);
    }
    open.tickets.removeIf(ticket -> ends(event, ticket));
    open.tickets.forEach(ticket -> run.effect(new Effect.Cancel(ticket)));
  }

  private void collect(Branch branch) {
    switch (branch.phase()) {
      case Phase.Calling c -> tickets.add(c.ticket());
      case Phase.Reading r -> tickets.add(r.ticket());
      case Phase.Writing w -> tickets.add(w.ticket());
      case Phase.Distributing d -> tickets.addAll(d.tickets());
      case Phase.Forked f -> f.branches().forEach(this::collect);
      case Phase.Mapping m -> m.active().forEach(iteration -> collect(iteration.branch()));
      case Phase.Ready r -> {}
      case Phase.Sleeping s -> {}
      case Phase.Retrying r -> {}
      case Phase.Done d -> {}
      case Phase.Failed f -> {}
    }
  }

  private void take(Effect effect) {
    switch (effect) {
      case Effect.Call call -> tickets.add(call.ticket());
      case Effect.ReadItems read -> tickets.add(read.ticket());
      case Effect.StartChild child -> tickets.add(child.ticket());
      case Effect.WriteResults write -> tickets.add(write.ticket());
      case Effect.Cancel cancel -> tickets.remove(cancel.ticket());
      case Effect.WakeUp wakeUp -> {}
    }
  }

  private static boolean ends(Event event, long ticket) {
    return switch (event) {
      case Event.TaskSucceeded e -> e.ticket() == ticket;
      case Event.TaskFailed e -> e.ticket() == ticket;
      case Event.TaskTimedOut e -> e.ticket() == ticket;
      case Event.ItemsRead e -> e.ticket() == ticket;
      case Event.ChildSucceeded e -> e.ticket() == ticket;
      case Event.ChildFailed e -> e.ticket() == ticket;
      case Event.ResultsWritten e -> e.ticket() == ticket;
      case Event.TransferFailed e -> e.ticket() == ticket;
      default -> false;
    };
  }
}
