package dev.aileron.sandbox.states;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Tasks of activities that wait for workers, and workers that wait for tasks. */
final class ActivityTasks {

  /** A task that no worker has taken yet. */
  record Task(String token, String input) {}

  private final Tokens tokens;
  private final Map<String, Deque<Task>> tasks = new HashMap<>();
  private final Map<String, Queue<CompletableFuture<@Nullable Task>>> workers = new HashMap<>();

  ActivityTasks(Tokens tokens) {
    this.tokens = tokens;
  }

  /** A task for whoever asks first. */
  synchronized void offer(String activityArn, Task task) {
    var waiting = workers.getOrDefault(activityArn, new ArrayDeque<>());
    for (var worker = waiting.poll(); worker != null; worker = waiting.poll()) {
      if (worker.complete(task)) {
        return;
      }
    }
    tasks.computeIfAbsent(activityArn, arn -> new ArrayDeque<>()).add(task);
  }

  /** The next task, once there is one; whoever gives up completes the future. */
  synchronized CompletableFuture<@Nullable Task> take(String activityArn) {
    var waiting = tasks.getOrDefault(activityArn, new ArrayDeque<>());
    for (var task = waiting.poll(); task != null; task = waiting.poll()) {
      if (tokens.isWaiting(task.token())) {
        return CompletableFuture.completedFuture(task);
      }
    }
    var worker = new CompletableFuture<@Nullable Task>();
    var others = workers.computeIfAbsent(activityArn, arn -> new ArrayDeque<>());
    others.removeIf(CompletableFuture::isDone);
    others.add(worker);
    return worker;
  }
}
