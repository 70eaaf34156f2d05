package dev.aileron.sandbox.process;

import dev.aileron.sandbox.SandboxException;
import dev.aileron.sandbox.process.Ports.PortTakenException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program run by the sandbox that ends when this process does, even when this process is killed.
 *
 * <p>Between the two stands {@code supervise.sh}, which holds a pipe from here.
 */
public final class ChildProcess implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);
  private static final int LOG_TAIL = 15;

  private final Program program;
  private final Process supervisor;
  private final ProcessHandle child;
  private final Path record;
  private final long logStart;

  private ChildProcess(
      Program program, Process supervisor, ProcessHandle child, Path record, long logStart) {
    this.program = program;
    this.supervisor = supervisor;
    this.child = child;
    this.record = record;
    this.logStart = logStart;
  }

  /**
   * What to run.
   *
   * @param name for people and for the names of files
   * @param environment added to this process' own; an empty value takes a variable away
   * @param log gets standard output and standard error, appended
   * @param grace between SIGTERM and SIGKILL, in whole seconds; zero for a program with nothing to
   *     save
   */
  public record Program(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path log,
      Duration grace) {

    /** A program that gets ten seconds to end, as much as a person waits for. */
    public Program(String name, List<String> command, Map<String, String> environment, Path log) {
      this(name, command, environment, log, Duration.ofSeconds(10));
    }
  }

  /** Tells whether a program is ready; asked again and again until it is. */
  @FunctionalInterface
  public interface Readiness {
    boolean isReady() throws InterruptedException;
  }

  /**
   * Starts a program.
   *
   * @param supervisor the script {@code supervise.sh}
   * @param records a folder for notes about running processes, which outlive a crash
   */
  static ChildProcess start(Program program, Path supervisor, Path records)
      throws IOException, InterruptedException {
    var pidFile = records.resolve(program.name() + ".child");
    Files.deleteIfExists(pidFile);
    var command =
        new ArrayList<>(
            List.of(
                "bash",
                supervisor.toString(),
                pidFile.toString(),
                String.valueOf(program.grace().toSeconds())));
    command.addAll(program.command());
    var builder = new ProcessBuilder(command);
    program
        .environment()
        .forEach((name, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()));
    long logStart = Files.exists(program.log()) ? Files.size(program.log()) : 0;
    var process = builder.start();
    var child = awaitChild(process, pidFile);
    var record = records.resolve(program.name() + ".pid");
    ProcessRecord.of(child).write(record);
    return new ChildProcess(program, process, child, record, logStart);
  }

  /** The program's own process id. */
  public long pid() {
    return child.pid();
  }

  public boolean isAlive() {
    return supervisor.isAlive();
  }

  /** Completes when the program has ended, however it did. */
  public CompletableFuture<ChildProcess> onExit() {
    return supervisor.onExit().thenApply(ended -> this);
  }

  public String name() {
    return program.name();
  }

  /**
   * Waits until the program is ready.
   *
   * @throws PortTakenException when it ended because its port was taken
   * @throws SandboxException when it ended for another reason, or took too long
   */
  public ChildProcess awaitReady(Duration limit, Readiness readiness)
      throws PortTakenException, IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!readiness.isReady()) {
      if (!isAlive()) {
        close();
        throw ended();
      }
      if (System.nanoTime() > deadline) {
        var tail = logTail();
        close();
        throw new SandboxException(
            "%s was not ready after %d s. The end of its log, %s:\n%s"
                .formatted(program.name(), limit.toSeconds(), program.log(), tail));
      }
      Thread.sleep(POLL);
    }
    return this;
  }

  /** Kills the program as {@code kill -9} does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    child.destroyForcibly();
    supervisor.waitFor();
  }

  /** Asks the program to end, kills it when its grace is over, and waits until it is gone. */
  @Override
  public void close() throws IOException {
    try {
      supervisor.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // The pipe breaks when the program ended by itself.
    }
    try {
      if (!supervisor.waitFor(program.grace().toSeconds() + 5, TimeUnit.SECONDS)) {
        child.destroyForcibly();
        supervisor.destroyForcibly();
      }
    } catch (InterruptedException e) {
      child.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(record);
  }

  private PortTakenException ended() throws IOException {
    var tail = logTail();
    if (tail.toLowerCase(Locale.ROOT).contains("already in use")) {
      return new PortTakenException(program.name() + ": address already in use");
    }
    throw new SandboxException(
        "%s ended with status %d before it was ready. The end of its log, %s:\n%s"
            .formatted(program.name(), supervisor.exitValue(), program.log(), tail));
  }

  /** The last lines this run wrote; earlier runs may have written to the same log. */
  private String logTail() throws IOException {
    if (!Files.exists(program.log())) {
      return "(empty)";
    }
    var bytes = Files.readAllBytes(program.log());
    int start = (int) Math.min(logStart, bytes.length);
    var lines =
        new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
  }

  private static ProcessHandle awaitChild(Process supervisor, Path pidFile)
      throws IOException, InterruptedException {
    while (!Files.exists(pidFile)) {
      if (!supervisor.isAlive()) {
        // It ended at once; whoever waits for readiness reads why from the log.
        return supervisor.toHandle();
      }
      Thread.sleep(Duration.ofMillis(5));
    }
    try {
      var pid = Long.parseLong(Files.readString(pidFile).strip());
      return ProcessHandle.of(pid).orElse(supervisor.toHandle());
    } catch (IOException goneAgain) {
      return supervisor.toHandle();
    }
  }
}
