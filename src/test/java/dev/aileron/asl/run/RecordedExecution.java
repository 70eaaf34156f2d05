package dev.aileron.asl.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An execution that ran on the real service, as the corpus holds it. */
record RecordedExecution(String group, String file, JsonNode json) {
  static final Path FOLDER =
      Path.of(System.getProperty("project.root", "."), "..", "shared", "corpus", "asl-executions");

  static List<RecordedExecution> all() {
    List<RecordedExecution> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        String group = file.getParent().getFileName().toString();
        all.add(
            new RecordedExecution(
                group, file.getFileName().toString(), Driver.JSON.readTree(file.toFile())));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return all;
  }

  String id() {
    return group + "/" + file;
  }

  JsonNode definition() {
    return json.path("definition");
  }

  JsonNode history() {
    return json.path("history");
  }

  JsonNode result() {
    return json.path("result");
  }

  boolean express() {
    return "EXPRESS".equals(json.path("type").asText());
  }

  /** The details of an event, under whatever name. */
  static JsonNode details(JsonNode event) {
    for (var field : event.properties()) {
      if (field.getKey().endsWith("EventDetails")) {
        return field.getValue();
      }
    }
    return Driver.JSON.createObjectNode();
  }

  /** A payload: arrays and scalars stand as text in the recording. */
  static JsonNode payload(JsonNode recorded) {
    if (!recorded.isTextual()) {
      return recorded.isMissingNode() ? NullNode.getInstance() : recorded;
    }
    try {
      JsonNode parsed = Driver.JSON.readTree(recorded.textValue());
      return parsed.isMissingNode() ? recorded : parsed;
    } catch (JsonProcessingException e) {
      return recorded;
    }
  }

  /**
   * A cause as the service's caller saw it. The recording keeps JSON in it as an object and so
   * loses its spaces; where the text stands elsewhere in the recording, it is taken from there.
   */
  String cause(JsonNode recorded) {
    if (recorded.isMissingNode()) {
      return null;
    }
    if (recorded.isTextual()) {
      return recorded.textValue();
    }
    return text(json, recorded) instanceof String found ? found : recorded.toString();
  }

  private static String text(JsonNode within, JsonNode sought) {
    if (within instanceof TextNode text && text.textValue().startsWith("{")) {
      return payload(text).equals(sought) ? text.textValue() : null;
    }
    for (JsonNode child : within) {
      String found = text(child, sought);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
