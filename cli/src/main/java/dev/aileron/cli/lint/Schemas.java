package dev.aileron.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The schemas of our kinds, from the CRDs that are packed with the command. */
final class Schemas {
  private static final List<String> CRDS = List.of("serverlessfunctions", "workflows", "releases");

  /** Kind and apiVersion to schema. Read when the first manifest is: machines need none. */
  private static final Map<String, JsonNode> BY_KIND = read();

  private Schemas() {}

  static Optional<JsonNode> of(String kind, String apiVersion) {
    return Optional.ofNullable(BY_KIND.get(kind + " of " + apiVersion));
  }

  /** What there is, for a sentence. */
  static String known() {
    return String.join(", ", BY_KIND.keySet());
  }

  private static Map<String, JsonNode> read() {
    Map<String, JsonNode> schemas = new TreeMap<>();
    for (String crd : CRDS) {
      JsonNode spec =
          SourceReader.read(text("/crds/" + crd + ".aileron.dev.yaml")).tree().path("spec");
      String kind = spec.path("names").path("kind").asText();
      for (JsonNode version : spec.path("versions")) {
        String key =
            kind + " of " + spec.path("group").asText() + "/" + version.path("name").asText();
        schemas.put(key, version.path("schema").path("openAPIV3Schema"));
      }
    }
    return schemas;
  }

  private static String text(String resource) {
    try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not packed with the command");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
