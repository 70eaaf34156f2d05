package dev.aileron.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The chart {@code helm/aileron}, and the sandbox's Helm to work with it. */
final class Chart {
  static final Path FOLDER = Path.of("../helm/aileron").toAbsolutePath().normalize();
  static final YAMLMapper YAML = new YAMLMapper();

  private final Path helm;
  private final Map<String, String> environment;

  /**
   * @param home for Helm's own files: plugins and settings of the user's Helm have no place here
   */
  Chart(Path home, Map<String, String> environment) throws IOException, InterruptedException {
    this.helm = tools().resolve("helm");
    this.environment =
        Map.of(
            "HELM_CACHE_HOME", home.resolve("cache").toString(),
            "HELM_CONFIG_HOME", home.resolve("config").toString(),
            "HELM_DATA_HOME", home.resolve("data").toString(),
            "KUBECONFIG", environment.getOrDefault("KUBECONFIG", "none"));
  }

  /** What Helm said, on both streams, and how it ended. */
  record Result(int status, String output) {
    String success() {
      assertThat(status).describedAs(output).isZero();
      return output;
    }
  }

  Result helm(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(helm.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return run(builder);
  }

  /** {@code helm template} with the values that are required and those given, as for --set. */
  Result template(String... values) throws IOException, InterruptedException {
    var arguments =
        new ArrayList<>(
            List.of(
                "template",
                "aileron",
                FOLDER.toString(),
                "--namespace",
                "aileron-system",
                "--set=clusterName=test"));
    for (var value : values) {
      arguments.addAll(List.of(value.startsWith("--") ? value : "--set=" + value));
    }
    return helm(arguments.toArray(String[]::new));
  }

  /** The objects that the chart makes with these values. */
  List<JsonNode> objects(String... values) throws IOException, InterruptedException {
    var rendered = template(values).success();
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(rendered)) {
      return documents.readAll().stream().filter(document -> document.isObject()).toList();
    }
  }

  private static Path tools() throws IOException, InterruptedException {
    var script = Path.of("../bin/sandbox").toAbsolutePath().normalize();
    var builder =
        new ProcessBuilder(script.toString(), "tools")
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    return Path.of(run(builder).success().strip());
  }

  private static Result run(ProcessBuilder builder) throws IOException, InterruptedException {
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
