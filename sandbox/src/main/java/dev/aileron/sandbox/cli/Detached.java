package dev.aileron.sandbox.cli;

import dev.aileron.sandbox.Installation;
import dev.aileron.sandbox.Parts;
import dev.aileron.sandbox.SandboxDirectory;
import dev.aileron.sandbox.SandboxException;
import dev.aileron.sandbox.process.PrivateFiles;
import dev.aileron.sandbox.process.Processes;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts a sandbox that lives on when this process has ended. */
final class Detached {

  private static final Duration POLL = Duration.ofMillis(50);

  /**
   * Run with the log file and a command: gives it a process group of its own, which keeps Ctrl-C
   * and the end of the terminal away from it, and tells its process id.
   */
  private static final String IN_THE_BACKGROUND =
      "set -m; nohup \"$@\" </dev/null >>\"$0\" 2>&1 & echo $!";

  private final SandboxDirectory directory;
  private final Installation installation;
  private final Parts parts;
  private final List<String> more;

  /**
   * @param more arguments for the command that runs in the background
   */
  Detached(SandboxDirectory directory, Installation installation, Parts parts, List<String> more) {
    this.directory = directory;
    this.installation = installation;
    this.parts = parts;
    this.more = List.copyOf(more);
  }

  /** What to say when the folder's sandbox is up already. */
  static SandboxException runsAlready(SandboxDirectory directory) {
    return new SandboxException(
        "A sandbox runs in %s already%s. End it with bin/sandbox down --dir %s, or give --dir another folder."
            .formatted(
                directory.path(),
                directory.process().map(process -> ", process " + process.pid()).orElse(""),
                directory.path()));
  }

  /**
   * Starts it and returns when it is ready, or has failed.
   *
   * @param keepExecutions whether it goes on with the executions of the one before
   */
  int start(boolean keepExecutions) throws IOException, InterruptedException {
    directory.claim();
    try (var lock = directory.lock().orElseThrow(() -> runsAlready(directory))) {
      // Here, where it can be seen and broken off, and not in the background.
      installation.goTools(Console::say).provide(parts.programs());
      if (parts.aws()) {
        installation.pythonTools(Console::say).provide();
      }
      directory.prepare(keepExecutions);
      PrivateFiles.write(directory.log(), "");
    }
    var daemon = launch();
    directory.writeProcess(daemon);
    var abandon = new Thread(daemon::destroy, "abandon");
    Runtime.getRuntime().addShutdownHook(abandon);
    int status = awaitReady(daemon);
    Runtime.getRuntime().removeShutdownHook(abandon);
    return status;
  }

  private int awaitReady(ProcessHandle daemon) throws IOException, InterruptedException {
    int told = 0;
    while (true) {
      boolean over = directory.isReady() || !daemon.isAlive();
      var lines = Files.readAllLines(directory.log(), StandardCharsets.UTF_8);
      lines.subList(told, lines.size()).forEach(System.err::println);
      told = lines.size();
      if (over) {
        break;
      }
      Thread.sleep(POLL);
    }
    return directory.isReady() ? 0 : 1;
  }

  private ProcessHandle launch() throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("bash", "-c", IN_THE_BACKGROUND));
    command.add(directory.log().toString());
    command.addAll(java());
    command.addAll(List.of("up", "--dir", directory.path().toString()));
    if (!parts.aws()) {
      command.addAll(List.of("--only", "kubernetes"));
    }
    if (!parts.kubernetes()) {
      command.addAll(List.of("--only", "aws"));
    }
    if (parts.operator()) {
      command.addAll(List.of("--with", "operator"));
    }
    command.addAll(more);
    var starter =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var pid = new String(starter.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    starter.waitFor();
    return ProcessHandle.of(Long.parseLong(pid.strip()))
        .orElseThrow(
            () -> new SandboxException("The sandbox ended at once; see " + directory.log()));
  }

  /** This process' Java with its options, on copies of its jars: builds replace the originals. */
  private List<String> java() throws IOException {
    var java = new ArrayList<String>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    PrivateFiles.delete(directory.libraries());
    var libraries = PrivateFiles.directory(directory.libraries());
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      var jar = Path.of(entry);
      Files.copy(jar, libraries.resolve(jar.getFileName()));
    }
    java.addAll(List.of("-cp", libraries.resolve("*").toString(), "dev.aileron.sandbox.Main"));
    return java;
  }

  /** Ends the folder's sandbox, if there is one, and what it may have left. */
  static void end(SandboxDirectory directory) throws IOException, InterruptedException {
    var process = directory.process();
    if (process.isPresent()) {
      Processes.end(process.get());
    }
    for (var name : Processes.endRecorded(directory.run())) {
      Console.say("ended " + name + ", which a crash had left");
    }
    directory.clean();
    PrivateFiles.delete(directory.libraries());
  }
}
