package dev.aileron.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code bin/sandbox} as people do. */
final class SandboxCommandLine {

  private static final Path SCRIPT = Path.of("../bin/sandbox").toAbsolutePath().normalize();

  /** What a command ended with and said. */
  record Result(int status, String output, String errors) {}

  private SandboxCommandLine() {}

  /** Runs a command to its end. */
  static Result run(Path directory, String... arguments) throws IOException, InterruptedException {
    var errors = Files.createTempFile("sandbox-test", ".err");
    try {
      var process =
          builder(directory, arguments)
              .redirectError(ProcessBuilder.Redirect.to(errors.toFile()))
              .start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output, Files.readString(errors));
    } finally {
      Files.delete(errors);
    }
  }

  /** Brings a sandbox up in the background. */
  static SandboxDirectory up(Path directory, String... arguments)
      throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of("up", "--detach"));
    all.addAll(List.of(arguments));
    var result = run(directory, all.toArray(String[]::new));
    assertThat(result.status()).describedAs(result.errors()).isZero();
    return new SandboxDirectory(directory);
  }

  /** A command that was not started yet. */
  static ProcessBuilder builder(Path directory, String... arguments) {
    var command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--dir", directory.toString()));
    return new ProcessBuilder(command);
  }
}
