package dev.aileron.sandbox.lambda.run;

import dev.aileron.sandbox.lambda.run.Http.Answer;
import dev.aileron.sandbox.process.ChildProcess;
import dev.aileron.sandbox.process.PrivateFiles;
import dev.aileron.sandbox.process.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * An execution environment: one process with one runtime that takes one event at a time.
 *
 * <p>It serves the Lambda Runtime API to that process as AWS documents it.
 */
final class Environment implements AutoCloseable {

  private static final Pattern RESULT =
      Pattern.compile("/2018-06-01/runtime/invocation/([^/]+)/(response|error)");

  /** Its keys are a session of an hour, and an event may take a quarter of it. */
  private static final Duration LIFETIME = Duration.ofMinutes(44);

  private static final Answer ACCEPTED = answer(202, "{\"status\":\"OK\"}");

  /** Wakes the request that waits for an event when there will be no more. */
  private static final Invocation END =
      new Invocation("", "", new byte[0], 0, "", null, new CompletableFuture<>());

  private final String id;
  private final String logStream;
  private final OutputFile output;
  private final Path storage;
  private final LinkedBlockingQueue<Invocation> next = new LinkedBlockingQueue<>();
  private final CompletableFuture<Outcome> broken = new CompletableFuture<>();
  private final CompletableFuture<Boolean> initialized = new CompletableFuture<>();
  private volatile @Nullable Invocation current;
  private volatile @Nullable ChildProcess process;
  private volatile @Nullable Processes processes;
  private volatile Http.@Nullable Port port;
  private volatile boolean closed;
  private volatile boolean killedForMemory;
  private volatile boolean storageKept;
  private final long started = System.nanoTime();
  private volatile long idleSince = started;

  /**
   * @param logStream where its output goes in CloudWatch
   * @param log file that the process writes to
   * @param storage its own folder for temporary files
   */
  Environment(String id, String logStream, Path log, Path storage) {
    this.id = id;
    this.logStream = logStream;
    this.output = new OutputFile(log);
    this.storage = storage;
  }

  String logStream() {
    return logStream;
  }

  Path storage() {
    return storage;
  }

  /** Leaves its files to the environment that takes its place. */
  void keepStorage() {
    storageKept = true;
  }

  Path log() {
    return output.file();
  }

  long idleNanos() {
    return System.nanoTime() - idleSince;
  }

  /** Takes note of what belongs to it: its port, and its process among the others. */
  void started(Http.Port opened, ChildProcess child, Processes among) {
    port = opened;
    process = child;
    processes = among;
    child.onExit().thenAccept(ended -> breakDown(exit()));
  }

  /** Nothing will come of this environment any more: neither the event it has nor another. */
  private void breakDown(Outcome outcome) {
    broken.complete(outcome);
    initialized.complete(false);
    var invocation = current;
    if (invocation != null) {
      invocation.result().complete(outcome);
    }
  }

  private Outcome exit() {
    var invocation = current;
    var subject = invocation == null ? id : invocation.id();
    var how = killedForMemory ? "signal: killed" : "exit status 1";
    return Outcome.failed(
        "Runtime.ExitError",
        "RequestId: %s Error: Runtime exited with error: %s".formatted(subject, how));
  }

  boolean isUsable() {
    var child = process;
    return !closed
        && !broken.isDone()
        && child != null
        && child.isAlive()
        && System.nanoTime() - started < LIFETIME.toNanos();
  }

  /**
   * Waits until the runtime asks for its first event.
   *
   * @return null when it did; otherwise how it failed
   */
  @Nullable Outcome awaitInitialized(Duration limit) throws InterruptedException {
    try {
      return initialized.get(limit.toNanos(), TimeUnit.NANOSECONDS) ? null : broken.join();
    } catch (TimeoutException e) {
      return Outcome.timedOut("");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Has an event handled.
   *
   * @return how it ended; null when time was up, after which this environment is of no use
   */
  @Nullable Outcome invoke(Invocation invocation, Duration limit) throws InterruptedException {
    current = invocation;
    try {
      if (broken.isDone()) {
        return broken.join();
      }
      next.add(invocation);
      return invocation.result().get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      current = null;
      idleSince = System.nanoTime();
    }
  }

  /** Answers the process. */
  Answer answer(Request request, byte[] body) throws InterruptedException {
    var path = request.getHttpURI().getPath();
    if (path.endsWith("/runtime/invocation/next")) {
      initialized.complete(true);
      var invocation = next.take();
      return invocation.id().isEmpty() ? answer(410, "{}") : event(invocation);
    }
    if (path.endsWith("/runtime/init/error")) {
      breakDown(Outcome.failed(body));
      return ACCEPTED;
    }
    var result = RESULT.matcher(path);
    if (!result.matches()) {
      return answer(404, "{\"errorMessage\":\"Not found\",\"errorType\":\"NotFound\"}");
    }
    var invocation = current;
    if (invocation == null || !invocation.id().equals(result.group(1))) {
      return answer(
          400, "{\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}");
    }
    boolean failed =
        result.group(2).equals("error")
            || request.getHeaders().contains("Lambda-Runtime-Function-Error-Type");
    invocation.result().complete(failed ? Outcome.failed(body) : Outcome.answered(body));
    return ACCEPTED;
  }

  private static Answer event(Invocation invocation) {
    var headers = new java.util.LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.put("Lambda-Runtime-Deadline-Ms", String.valueOf(invocation.deadline()));
    headers.put("Lambda-Runtime-Invoked-Function-Arn", invocation.arn());
    headers.put("Lambda-Runtime-Trace-Id", invocation.traceId());
    var client = invocation.clientContext();
    if (client != null) {
      headers.put("Lambda-Runtime-Client-Context", client);
    }
    return new Answer(200, headers, invocation.event());
  }

  private static Answer answer(int status, String json) {
    return new Answer(
        status, Map.of("Content-Type", "application/json"), json.getBytes(StandardCharsets.UTF_8));
  }

  /** What the process wrote since this was last asked. */
  String newOutput() {
    return output.news();
  }

  /** What the process takes of memory now and at most; nothing when none was ever started. */
  ProcessMemory memory() {
    var child = process;
    return child == null ? ProcessMemory.NONE : ProcessMemory.of(child.pid());
  }

  /** Ends the process because it takes more memory than it may. */
  void killForMemory() throws InterruptedException {
    killedForMemory = true;
    var child = process;
    if (child != null) {
      child.kill();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    next.add(END);
    try {
      var child = process;
      var among = processes;
      if (child != null && among != null) {
        among.end(child);
      }
      var opened = port;
      if (opened != null) {
        opened.close();
      }
      Files.deleteIfExists(output.file());
      if (!storageKept) {
        PrivateFiles.delete(storage);
      }
    } catch (IOException e) {
      System.getLogger(Environment.class.getName())
          .log(System.Logger.Level.WARNING, "An execution environment did not end cleanly", e);
    }
  }
}
