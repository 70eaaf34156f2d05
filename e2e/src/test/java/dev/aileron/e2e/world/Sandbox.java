package dev.aileron.e2e.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A sandbox with an operator in it, brought up and ended by {@code bin/sandbox}. */
public final class Sandbox implements AutoCloseable {
  /** Those that the tests' objects name, and the examples'. As in AWS, they have to be there. */
  private static final List<String> ROLES =
      List.of("functions", "workflows", "hello", "shop-functions", "shop-workflow");

  /** The top of the checkout. */
  public static final Path ROOT = Path.of(System.getProperty("project.root", ".."));

  /** The operator starts anew seven times in a run and never lives for long. */
  private static final String OPERATOR_JAVA_OPTS =
      "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  private final Path directory;
  private final Thread endWithTheTests = new Thread(this::down, "end-sandbox");
  private final HttpClient http = HttpClient.newHttpClient();

  private Sandbox(Path directory) {
    this.directory = directory;
  }

  /**
   * Brings one up in a new folder under {@code target}, where its logs stay.
   *
   * @throws IllegalStateException with what {@code bin/sandbox} said, when it does not come up
   */
  static Sandbox up() {
    try {
      var target = Files.createDirectories(Path.of("target").toAbsolutePath());
      var sandbox = new Sandbox(Files.createTempDirectory(target, "sandbox-"));
      // Whoever breaks the tests off with Ctrl-C leaves no control plane behind.
      Runtime.getRuntime().addShutdownHook(sandbox.endWithTheTests);
      var settings = ROOT.resolve("e2e/src/test/resources/aws.yaml").toString();
      var arguments =
          new ArrayList<>(List.of("--with", "operator", "--detach", "--aws-settings", settings));
      ROLES.forEach(role -> arguments.addAll(List.of("--role", role)));
      sandbox.command("up", arguments.toArray(String[]::new));
      return sandbox;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the sandbox's files and logs are. */
  public Path directory() {
    return directory;
  }

  /** A value of the file {@code env}, as it is now. */
  public String environment(String name) {
    var value = environment().get(name);
    if (value == null) {
      throw new IllegalStateException(
          "%s/env has no %s: %s".formatted(directory, name, environment().keySet()));
    }
    return value;
  }

  /** What the operator said so far, over all its lives. */
  public List<String> operatorLog() {
    try {
      // Not readAllLines: a log may be cut in the middle of a character by a kill.
      return new String(
              Files.readAllBytes(directory.resolve("operator.log")), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the operator as Kubernetes ends a pod, and starts it again. */
  public void restartOperator() {
    operator("restart");
  }

  /** Ends the operator as Kubernetes ends a pod. */
  public void stopOperator() {
    operator("stop");
  }

  /** {@code kill -9}. */
  public void killOperator() {
    operator("kill");
  }

  /** Starts the operator and waits until it says that it is ready. */
  public void startOperator() {
    operator("start");
  }

  /** What {@code bin/sandbox} prints for a command about this sandbox. */
  public String command(String name, String... arguments) {
    var command = new ArrayList<String>();
    command.add(ROOT.resolve("bin/sandbox").toString());
    command.add(name);
    command.addAll(List.of(arguments));
    command.add("--dir");
    command.add(directory.toString());
    try {
      var errors = Files.createTempFile("sandbox", ".err");
      try {
        var builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("AILERON_JAVA_OPTS", OPERATOR_JAVA_OPTS);
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
          throw new IllegalStateException(
              "%s ended with %d:%n%s%s"
                  .formatted(String.join(" ", command), status, output, Files.readString(errors)));
        }
        return output;
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(endWithTheTests);
    down();
    http.close();
  }

  /** An answer of the sandbox's own interface. */
  String admin(String method, String path) {
    var request =
        HttpRequest.newBuilder(URI.create(environment("SANDBOX_ADMIN_URL") + path))
            .method(method, BodyPublishers.noBody())
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            "%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void operator(String action) {
    admin("POST", "/operator/" + action);
  }

  private void down() {
    command("down");
  }

  private Map<String, String> environment() {
    try (var lines = Files.lines(directory.resolve("env"))) {
      return lines
          .map(line -> line.split("=", 2))
          .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }
}
