package dev.aileron.sandbox.states;

import dev.aileron.asl.run.Effect;
import dev.aileron.asl.run.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an execution waits for: its effects that are not answered yet, by ticket. */
final class Waitings {
  private final Map<Long, Pending> pending = new LinkedHashMap<>();

  /**
   * An effect is about to be carried out; some are never answered.
   *
   * @param childArn of the child execution that it begins; null if it begins none
   */
  synchronized void begin(Effect effect, @Nullable String childArn) {
    if (!(effect instanceof Effect.Cancel || effect instanceof Effect.WakeUp)) {
      add(new Pending(effect, childArn != null, childArn));
    }
  }

  /** The ARN of the execution that is waited for under that ticket; null if there is none. */
  synchronized @Nullable String waitsFor(long ticket) {
    var found = pending.get(ticket);
    return found == null ? null : found.waitsFor();
  }

  synchronized void add(Pending one) {
    pending.put(ticket(one.effect()), one);
  }

  private static long ticket(Effect effect) {
    return switch (effect) {
      case Effect.Call e -> e.ticket();
      case Effect.ReadItems e -> e.ticket();
      case Effect.StartChild e -> e.ticket();
      case Effect.WriteResults e -> e.ticket();
      case Effect.Cancel e -> e.ticket();
      case Effect.WakeUp e -> 0;
    };
  }

  /** The service has answered an effect, which is waited for on; false if it is not any more. */
  synchronized boolean submitted(long ticket, @Nullable String waitsFor) {
    return pending.computeIfPresent(ticket, (t, p) -> p.waitingFor(waitsFor)) != null;
  }

  /** What an event ends the waiting for. */
  synchronized Optional<Pending> answered(Event event) {
    return switch (event) {
      case Event.TaskSucceeded e -> remove(e.ticket());
      case Event.TaskFailed e -> remove(e.ticket());
      case Event.TaskTimedOut e -> remove(e.ticket());
      case Event.ItemsRead e -> remove(e.ticket());
      case Event.ResultsWritten e -> remove(e.ticket());
      case Event.TransferFailed e -> remove(e.ticket());
      case Event.ChildSucceeded e -> remove(e.ticket());
      case Event.ChildFailed e -> remove(e.ticket());
      default -> Optional.empty();
    };
  }

  synchronized Optional<Pending> remove(long ticket) {
    return Optional.ofNullable(pending.remove(ticket));
  }

  synchronized List<Pending> removeAll() {
    var all = all();
    pending.clear();
    return all;
  }

  synchronized List<Pending> all() {
    return List.copyOf(pending.values());
  }
}
