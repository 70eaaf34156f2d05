package dev.aileron.sandbox.states;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A value that some readers see late, as AWS documents for reads that are eventually consistent.
 * Not safe for several threads at once.
 */
final class Lagged<T> {
  /** More changes than this within one lag are seen as fewer. */
  private static final int REMEMBERED = 16;

  private record Entry<T>(T value, long since) {}

  private final Deque<Entry<T>> newestFirst = new ArrayDeque<>();

  Lagged(T value, long at) {
    newestFirst.push(new Entry<>(value, at));
  }

  /** What was set last. */
  T now() {
    return newestFirst.getFirst().value();
  }

  /** What a reader sees that is behind by so much; the first value if there was none yet. */
  T seen(long time, Duration lag) {
    for (var entry : newestFirst) {
      if (entry.since() + lag.toMillis() <= time) {
        return entry.value();
      }
    }
    return newestFirst.getLast().value();
  }

  void set(T value, long at) {
    newestFirst.push(new Entry<>(value, at));
    if (newestFirst.size() > REMEMBERED) {
      newestFirst.removeLast();
    }
  }
}
