package dev.aileron.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One recorded test: answers of the real service, with placeholders for what differs from run to
 * run. A numbered placeholder stands for the same value each time, and no two for the same one.
 */
final class Recording {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLACEHOLDER = Pattern.compile("<([^<>]+)>");
  private static final Set<String> ANYTHING =
      Set.of(
          "date",
          "datetime",
          "timestamp",
          "lambda-url",
          "sent-timestamp",
          "sender-id",
          "code-sha256",
          "maximum-batching-window-in-seconds");

  private final String name;
  private final JsonNode content;
  private final Map<String, String> bindings = new HashMap<>();
  private final List<String> differences = new ArrayList<>();
  private final Set<String> compared = new TreeSet<>();

  private Recording(String name, JsonNode content) {
    this.name = name;
    this.content = content;
  }

  /** Where the recordings lie; empty where they are absent. */
  static Optional<Path> folder() {
    var root = Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();
    var folder = root.resolve("../shared/corpus/aws-recordings/lambda_").normalize();
    return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
  }

  /** All recordings of a file by the test's name without its file. */
  static Map<String, Recording> load(Path file) throws IOException {
    var recordings = new HashMap<String, Recording>();
    for (var entry : JSON.readTree(file.toFile()).properties()) {
      var key = entry.getKey();
      var test = key.substring(key.indexOf("::") + 2);
      recordings.put(test, new Recording(test, entry.getValue().path("recorded-content")));
    }
    return recordings;
  }

  String name() {
    return name;
  }

  JsonNode content() {
    return content;
  }

  /** Compares an answer with the recorded one of this name. */
  void match(String answer, JsonNode actual) {
    var recorded = content.get(answer);
    if (recorded == null) {
      differences.add(answer + ": not recorded");
      return;
    }
    compared.add(answer);
    compare(answer, recorded, actual);
  }

  /** Fails with what differed. */
  void verify() {
    assertThat(differences).as(name).isEmpty();
    if (!content.isEmpty()) {
      assertThat(compared).as("compared answers of " + name).isNotEmpty();
    }
  }

  List<String> differences() {
    return differences;
  }

  private void compare(String path, JsonNode recorded, @Nullable JsonNode actual) {
    if (actual == null || actual.isMissingNode()) {
      differences.add(path + ": missing, recorded " + recorded);
    } else if (recorded.isObject()) {
      compareObjects(path, recorded, actual);
    } else if (recorded.isArray()) {
      if (!actual.isArray() || actual.size() != recorded.size()) {
        differences.add(path + ": " + actual + " instead of " + recorded);
        return;
      }
      for (int i = 0; i < recorded.size(); i++) {
        compare(path + "[" + i + "]", recorded.get(i), actual.get(i));
      }
    } else if (recorded.isTextual()) {
      compareText(path, recorded.asText(), actual);
    } else if (!recorded.equals(actual) && !sameNumber(recorded, actual)) {
      differences.add(path + ": " + actual + " instead of " + recorded);
    }
  }

  private static boolean sameNumber(JsonNode recorded, JsonNode actual) {
    return recorded.isNumber()
        && actual.isNumber()
        && recorded.decimalValue().compareTo(actual.decimalValue()) == 0;
  }

  private void compareObjects(String path, JsonNode recorded, JsonNode actual) {
    if (path.endsWith(".ResponseMetadata")) {
      compare(path + ".status", recorded.path("HTTPStatusCode"), actual.path("HTTPStatusCode"));
      return;
    }
    var parsed = parsed(actual);
    for (var entry : recorded.properties()) {
      compare(path + "." + entry.getKey(), entry.getValue(), parsed.get(entry.getKey()));
    }
    var known = new HashSet<String>();
    recorded.fieldNames().forEachRemaining(known::add);
    parsed
        .fieldNames()
        .forEachRemaining(field -> {
          if (!known.contains(field)) {
            differences.add(path + "." + field + ": not recorded, " + parsed.get(field));
          }
        });
  }

  /** A policy is JSON in JSON; the recordings show it parsed. */
  private static JsonNode parsed(JsonNode actual) {
    try {
      return actual.isTextual() ? JSON.readTree(actual.asText()) : actual;
    } catch (IOException notJson) {
      return actual;
    }
  }

  private void compareText(String path, String recorded, JsonNode actual) {
    if (ANYTHING.contains(recorded)) {
      return;
    }
    var value = actual.isValueNode() ? actual.asText() : actual.toString();
    compareText(path, recorded.replace("\tdate\t", "\t<date>\t"), value);
  }

  private void compareText(String path, String recorded, String value) {
    var regex = new StringBuilder();
    var names = new ArrayList<String>();
    var matcher = PLACEHOLDER.matcher(recorded);
    int last = 0;
    while (matcher.find()) {
      regex.append(Pattern.quote(recorded.substring(last, matcher.start()))).append("(.*)");
      names.add(matcher.group(1));
      last = matcher.end();
    }
    regex.append(Pattern.quote(recorded.substring(last)));
    var found = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(value);
    if (!found.matches()) {
      differences.add(path + ": \"" + value + "\" instead of \"" + recorded + "\"");
      return;
    }
    if (names.size() == 1 && names.getFirst().matches(".*:\\d+")) {
      bind(path, names.getFirst(), found.group(1));
    }
  }

  private void bind(String path, String placeholder, String value) {
    var bound = bindings.putIfAbsent(placeholder, value);
    if (bound != null && !bound.equals(value)) {
      differences.add("%s: %s is %s and was %s".formatted(path, placeholder, value, bound));
    }
    if (bound == null && placeholder.startsWith("uuid")) {
      bindings.forEach((other, its) -> {
        if (!other.equals(placeholder) && other.startsWith("uuid") && its.equals(value)) {
          differences.add("%s: %s has the value of %s".formatted(path, placeholder, other));
        }
      });
    }
  }
}
