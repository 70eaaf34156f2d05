package dev.aileron.sandbox.states;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** Virtual threads that end with the service; what comes later is not done any more. */
final class Workers implements Executor, AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  @SuppressWarnings("EmptyCatch")
  public void execute(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException ending) {
      // Nobody waits for it.
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
