package dev.aileron.asl.mock;

import dev.aileron.asl.run.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What will happen, in order. */
final class Agenda {
  /**
   * Something that will happen to an execution. What happens at the same moment is in the order of
   * its kind, and then in the order in which it was planned: so an answer that comes at the very
   * moment of a timeout is in time.
   */
  private record Entry(Due due, int kind, long number) {}

  record Due(Instant at, Running whose, Event event) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(
          Comparator.comparing((Entry e) -> e.due().at())
              .thenComparingInt(Entry::kind)
              .thenComparingLong(Entry::number));
  private long planned;

  void plan(Running whose, Event event) {
    entries.add(new Entry(new Due(event.at(), whose, event), kind(event), planned++));
  }

  @Nullable Due next() {
    Entry entry = entries.poll();
    return entry == null ? null : entry.due();
  }

  private static int kind(Event event) {
    return switch (event) {
      case Event.Proceed e -> 0;
      case Event.TaskStarted e -> 1;
      case Event.TaskSubmitted e -> 2;
      case Event.Tick e -> 4;
      default -> 3;
    };
  }
}
