package dev.aileron.sandbox.states;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/** What AWS answered, by test; it lies beside the checkout. */
final class Recordings {
  private static final Path FOLDER =
      Path.of(System.getProperty("project.root", ".."))
          .toAbsolutePath()
          .resolve("../shared/corpus")
          .normalize();

  private Recordings() {}

  static void assumeThere() {
    assumeTrue(Files.isDirectory(FOLDER), "the corpus does not lie beside the checkout");
  }

  /** The recorded answers of Step Functions' API, by file and name of the test. */
  static TreeMap<String, JsonNode> api() {
    var cases = new TreeMap<String, JsonNode>();
    try (var files = Files.list(FOLDER.resolve("aws-recordings/stepfunctions/v2"))) {
      for (var file : files.toList()) {
        for (var each : Json.MAPPER.readTree(file.toFile()).properties()) {
          var key = each.getKey();
          var group = String.valueOf(file.getFileName()).replace(".snapshot.json", "");
          var name = key.substring(key.lastIndexOf("::") + 2);
          cases.put(group + " " + name, each.getValue().path("recorded-content"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  /** The recorded executions, by file. */
  static TreeMap<String, JsonNode> executions() throws IOException {
    var executions = new TreeMap<String, JsonNode>();
    try (var files = Files.walk(FOLDER.resolve("asl-executions"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        executions.put(String.valueOf(file.getFileName()), Json.MAPPER.readTree(file.toFile()));
      }
    }
    return executions;
  }
}
