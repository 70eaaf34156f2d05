package dev.aileron.sandbox.states;

import java.time.Clock;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Does things at their time, by a clock that may be set. What is due is found out when it is due by
 * the real time's pace, when {@link #clockMoved} says so, and once a second in any case.
 */
final class Timers implements AutoCloseable {
  private static final long LONGEST_NAP = 1_000;

  private record Timer(long at, long number, Runnable task) {}

  private final Clock clock;
  private final PriorityQueue<Timer> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::number));
  private final Thread thread;
  private long numbers;
  private boolean closed;

  Timers(Clock clock) {
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("states-timers").daemon().start(this::run);
  }

  /** Does something at that time, in milliseconds since the epoch; the task must be quick. */
  synchronized void at(long time, Runnable task) {
    waiting.add(new Timer(time, numbers++, task));
    notifyAll();
  }

  /** The clock has been set: what is due by now is done. */
  synchronized void clockMoved() {
    notifyAll();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.interrupt();
  }

  private void run() {
    try {
      for (var due = next(); due != null; due = next()) {
        run(due.task());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whatever one task does, the others are done too. */
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      System.getLogger(Timers.class.getName())
          .log(System.Logger.Level.WARNING, "What was due has failed", e);
    }
  }

  /** Waits for the next timer that is due; null at the end. */
  private synchronized @Nullable Timer next() throws InterruptedException {
    while (!closed) {
      var first = waiting.peek();
      long left = first == null ? LONGEST_NAP : first.at() - clock.millis();
      if (first != null && left <= 0) {
        return waiting.poll();
      }
      wait(Math.min(left, LONGEST_NAP));
    }
    return null;
  }
}
