package dev.aileron.sandbox.process;

import dev.aileron.sandbox.process.ChildProcess.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The programs of one sandbox: all of them end when this is closed, the newest first. */
public final class Processes implements AutoCloseable {

  private final Path supervisor;
  private final Path records;
  private final Deque<ChildProcess> started = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /**
   * @param supervisor the script {@code supervise.sh}
   * @param records a folder for notes about running processes
   */
  public Processes(Path supervisor, Path records) throws IOException {
    this.supervisor = supervisor;
    this.records = PrivateFiles.directory(records);
  }

  /**
   * Starts a program.
   *
   * @throws IOException also when the sandbox is ending already
   */
  public ChildProcess start(Program program) throws IOException, InterruptedException {
    var child = ChildProcess.start(program, supervisor, records);
    started.push(child);
    if (closed) {
      child.close();
      throw new IOException("The sandbox is ending; " + program.name() + " was not started.");
    }
    return child;
  }

  /** Ends one program and forgets it, so that many can come and go. */
  public void end(ChildProcess child) throws IOException {
    child.close();
    started.remove(child);
  }

  /** Completes with the name of the first of the programs running now that ends by itself. */
  public CompletableFuture<String> firstToEnd() {
    var first = new CompletableFuture<String>();
    started.stream()
        .filter(ChildProcess::isAlive)
        .forEach(child ->
            child
                .onExit()
                .thenAccept(ended -> {
                  if (!closed) {
                    first.complete(ended.name());
                  }
                }));
    return first;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    for (var child : started) {
      child.close();
    }
  }

  /** Ends what a sandbox that crashed wrote down and that, against all rules, still runs. */
  public static List<String> endRecorded(Path records) throws IOException, InterruptedException {
    var ended = new ArrayList<String>();
    if (!Files.isDirectory(records)) {
      return ended;
    }
    try (var files = Files.list(records)) {
      for (var file : files.filter(each -> each.toString().endsWith(".pid")).toList()) {
        var process = ProcessRecord.read(file).flatMap(ProcessRecord::alive);
        if (process.isPresent()) {
          end(process.get());
          ended.add(file.getFileName().toString().replace(".pid", ""));
        }
      }
    }
    return ended;
  }

  /** SIGTERM, and SIGKILL when ten seconds were not enough. */
  public static void end(ProcessHandle process) throws InterruptedException {
    process.destroy();
    try {
      process.onExit().get(10, TimeUnit.SECONDS);
    } catch (TimeoutException tooSlow) {
      process.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
