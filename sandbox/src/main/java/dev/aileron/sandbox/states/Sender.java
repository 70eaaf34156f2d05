package dev.aileron.sandbox.states;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Sends what others need not wait for, in order. What is too much is dropped: AWS delivers events
 * and logs of executions as best it can.
 */
final class Sender implements AutoCloseable {
  private static final int MOST = 10_000;

  private final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(MOST);
  private final Thread thread;

  /** Something to send. */
  @FunctionalInterface
  interface Job {
    void run() throws InterruptedException;
  }

  Sender() {
    thread = Thread.ofVirtual().name("states-sender").start(this::run);
  }

  void send(Job job) {
    boolean taken = jobs.offer(job);
    if (!taken) {
      System.getLogger(Sender.class.getName())
          .log(System.Logger.Level.DEBUG, "An event or log of an execution is dropped");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        send();
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private void send() throws InterruptedException {
    try {
      jobs.take().run();
    } catch (RuntimeException e) {
      System.getLogger(Sender.class.getName())
          .log(System.Logger.Level.DEBUG, "An event or log of an execution is lost", e);
    }
  }
}
