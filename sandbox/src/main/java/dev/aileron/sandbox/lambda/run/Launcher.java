package dev.aileron.sandbox.lambda.run;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.lambda.control.CodeStore;
import dev.aileron.sandbox.lambda.control.Target;
import dev.aileron.sandbox.process.ChildProcess.Program;
import dev.aileron.sandbox.process.PrivateFiles;
import dev.aileron.sandbox.process.Processes;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Starts the process of an execution environment, with the variables that AWS sets. */
final class Launcher {

  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final String JAVA_RUNTIME_CLASS =
      "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  private final Path directory;
  private final Tools tools;
  private final CodeStore store;
  private final Http http;
  private final Processes processes;
  private final Variables variables;

  /**
   * What runs functions on this machine.
   *
   * @param python that has {@code awslambdaric}; null for none
   * @param javaRuntime folder with AWS's runtime interface client for Java; null for none
   */
  record Tools(@Nullable Path python, @Nullable Path javaRuntime) {}

  Launcher(
      Path directory,
      Tools tools,
      CodeStore store,
      Http http,
      Processes processes,
      Credentials credentials,
      URI endpoint)
      throws IOException {
    this.directory = PrivateFiles.directory(directory);
    this.tools = tools;
    this.store = store;
    this.http = http;
    this.processes = processes;
    this.variables = new Variables(this.directory, credentials, endpoint);
    extract("launch.sh");
    extract("bootstrap.mjs");
  }

  private void extract(String resource) throws IOException {
    try (var in = Objects.requireNonNull(Launcher.class.getResourceAsStream(resource), resource)) {
      Files.copy(in, directory.resolve(resource), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Starts an environment; it has not asked for its first event yet.
   *
   * @param storage of an environment that ended and whose place this one takes; null for a new one
   * @throws AwsError when this machine cannot run the function's runtime
   */
  Environment start(Target target, String logStream, @Nullable Path storage)
      throws IOException, InterruptedException {
    var id = "lambda-%s-%d".formatted(target.name(), NUMBERS.incrementAndGet());
    var configuration = target.configuration();
    if (configuration.code().archive() == null) {
      throw invalidRuntime("run container images");
    }
    var root = store.unpacked(configuration.code());
    var layers = new ArrayList<Path>();
    for (var layer : target.layers()) {
      layers.add(store.unpacked(layer));
    }
    var command = command(target, root, layers);
    var temporary =
        storage == null ? PrivateFiles.directory(directory.resolve(id + "-tmp")) : storage;
    var environment = new Environment(id, logStream, directory.resolve(id + ".out"), temporary);
    var port = http.open(environment::answer);
    try {
      var all = variables.of(target, root, layers, logStream, port.address(), temporary);
      var file = directory.resolve(id + ".env");
      PrivateFiles.write(file, entries(all));
      var launch =
          new ArrayList<>(
              List.of(
                  "bash",
                  directory.resolve("launch.sh").toString(),
                  file.toString(),
                  root.toString()));
      launch.addAll(command);
      var program = new Program(id, launch, Map.of(), environment.log(), Duration.ZERO);
      environment.started(port, processes.start(program), processes);
    } catch (IOException | InterruptedException | RuntimeException e) {
      port.close();
      throw e;
    }
    return environment;
  }

  private static String entries(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\0")
        .collect(Collectors.joining());
  }

  private List<String> command(Target target, Path root, List<Path> layers) {
    var configuration = target.configuration();
    var runtime = String.valueOf(configuration.runtime());
    var handler = String.valueOf(configuration.handler());
    if (runtime.startsWith("python") && tools.python() != null) {
      return List.of(tools.python().toString(), "-m", "awslambdaric", handler);
    }
    if (runtime.startsWith("nodejs") && onPath("node").isPresent()) {
      return List.of(
          onPath("node").get().toString(), directory.resolve("bootstrap.mjs").toString());
    }
    if (runtime.startsWith("java") && tools.javaRuntime() != null) {
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx" + Math.max(configuration.memory() * 85 / 100, 64) + "m",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "-Xshare:auto",
          "-cp",
          classpath(root, layers, tools.javaRuntime()),
          JAVA_RUNTIME_CLASS,
          handler);
    }
    if (runtime.startsWith("provided")) {
      return List.of(bootstrap(root, layers).toString());
    }
    throw invalidRuntime("run functions of runtime " + runtime + " on this machine");
  }

  private static Path bootstrap(Path root, List<Path> layers) {
    var own = root.resolve("bootstrap");
    return Files.exists(own)
        ? own
        : layers.stream()
            .map(layer -> layer.resolve("bootstrap"))
            .filter(Files::exists)
            .findFirst()
            .orElse(own);
  }

  private static String classpath(Path root, List<Path> layers, Path runtime) {
    var entries = new ArrayList<String>(List.of(root.toString(), root + "/lib/*"));
    layers.forEach(layer -> entries.add(layer + "/java/lib/*"));
    entries.add(runtime + "/*");
    return String.join(File.pathSeparator, entries);
  }

  private static AwsError invalidRuntime(String what) {
    return new AwsError(502, "InvalidRuntimeException", "The sandbox cannot " + what + ".");
  }

  private static Optional<Path> onPath(String program) {
    var path = Objects.requireNonNullElse(Map.copyOf(System.getenv()).get("PATH"), "");
    return List.of(path.split(File.pathSeparator)).stream()
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
