package dev.aileron.sandbox;

import dev.aileron.sandbox.process.PrivateFiles;
import dev.aileron.sandbox.process.ProcessRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The folder of one sandbox: what it tells the world, its data and its logs.
 *
 * @param path absolute
 */
public record SandboxDirectory(Path path) {

  /** Without this file in it, a folder that is not empty is somebody else's and left alone. */
  private static final String MARKER = ".aileron-sandbox";

  /** What ends with the sandbox; logs and the request log stay for whoever wants to know why. */
  private static final List<String> EPHEMERAL =
      List.of(
          "ready",
          "env",
          "pid",
          "operator.kubeconfig",
          "run",
          "helm",
          "kubernetes/etcd",
          "kubernetes/admin.kubeconfig",
          "kubernetes/tokens.csv",
          "kubernetes/sa.key",
          "kubernetes/apiserver.key",
          "aws/tmp",
          "aws/s3",
          "aws/state");

  /** What a new sandbox begins anew. The log of a detached one is being written to already. */
  private static final List<String> RECORDS =
      List.of("kubernetes", "aws", "requests.jsonl", "operator.log");

  public SandboxDirectory {
    path = path.toAbsolutePath().normalize();
  }

  /**
   * Makes the folder ready for a new sandbox, and removes what an earlier one left.
   *
   * @param keepExecutions whether state machines and executions stay
   * @throws SandboxException when the folder belongs to somebody else
   */
  public void prepare(boolean keepExecutions) throws IOException {
    claim();
    clean();
    if (!keepExecutions) {
      PrivateFiles.delete(executions());
    }
    for (var name : RECORDS) {
      PrivateFiles.delete(path.resolve(name));
    }
  }

  /** Makes the folder, or makes sure that it is a sandbox's. */
  public void claim() throws IOException {
    if (Files.isDirectory(path) && !Files.exists(path.resolve(MARKER)) && !isEmpty()) {
      throw new SandboxException(
          "%s holds files that are no sandbox's, and a sandbox empties its folder. Give --dir a new or an empty one."
              .formatted(path));
    }
    PrivateFiles.directory(path);
    PrivateFiles.write(
        path.resolve(MARKER), "A sandbox of Aileron; `bin/sandbox up` empties this folder.\n");
  }

  public boolean isClaimed() {
    return Files.exists(path.resolve(MARKER));
  }

  /** Removes what must not outlive the sandbox; logs stay. */
  public void clean() throws IOException {
    for (var name : EPHEMERAL) {
      PrivateFiles.delete(path.resolve(name));
    }
  }

  /** Where state machines and executions outlive a sandbox that is asked to keep them. */
  public Path executions() {
    return path.resolve("executions");
  }

  /**
   * Claims the folder for this process until it ends.
   *
   * @return what to hold on to; empty when another process has it
   */
  public Optional<FileChannel> lock() throws IOException {
    var channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(channel);
  }

  /** Whether the sandbox of this folder answers. */
  public boolean isReady() {
    return Files.exists(path.resolve("ready"));
  }

  /** Tells that everything answers. */
  public void markReady() throws IOException {
    PrivateFiles.write(path.resolve("ready"), "");
  }

  public void markNotReady() throws IOException {
    Files.deleteIfExists(path.resolve("ready"));
  }

  /** Writes what clients need, a NAME=value line each; only the owner may read it. */
  public void writeEnvironment(Map<String, String> variables) throws IOException {
    PrivateFiles.write(
        environmentFile(),
        variables.entrySet().stream()
            .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  /** Reads what clients need; empty while there is no sandbox. */
  public Map<String, String> environment() throws IOException {
    var variables = new LinkedHashMap<String, String>();
    if (Files.exists(environmentFile())) {
      for (var line : Files.readAllLines(environmentFile())) {
        var parts = line.split("=", 2);
        variables.put(parts[0], parts.length == 2 ? parts[1] : "");
      }
    }
    return variables;
  }

  /** The sandbox's own process, when it runs. */
  public Optional<ProcessHandle> process() {
    return ProcessRecord.read(pidFile()).flatMap(ProcessRecord::alive);
  }

  public void writeProcess(ProcessHandle process) throws IOException {
    ProcessRecord.of(process).write(pidFile());
  }

  public Path environmentFile() {
    return path.resolve("env");
  }

  public Path requests() {
    return path.resolve("requests.jsonl");
  }

  public Path log() {
    return path.resolve("sandbox.log");
  }

  public Path run() {
    return path.resolve("run");
  }

  /** Where a detached sandbox has its jars: it runs on them to its last moment. */
  public Path libraries() {
    return path.resolve("lib");
  }

  public Path kubernetes() {
    return path.resolve("kubernetes");
  }

  public Path aws() {
    return path.resolve("aws");
  }

  private Path pidFile() {
    return path.resolve("pid");
  }

  private boolean isEmpty() throws IOException {
    try (var files = Files.list(path)) {
      return files.findAny().isEmpty();
    }
  }
}
