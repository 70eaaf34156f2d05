package dev.aileron.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.text.Source;
import dev.aileron.asl.text.Spot;

/**
 * A Kubernetes object in a file.
 *
 * @param text of the whole file
 */
record Manifest(String file, String text, Source source) {
  JsonNode tree() {
    return source.tree();
  }

  String kind() {
    return tree().path("kind").asText();
  }

  String name() {
    return tree().path("metadata").path("name").asText();
  }

  /** Its namespace; empty if whoever applies it says which. */
  String namespace() {
    return tree().path("metadata").path("namespace").asText();
  }

  Spot spot(Pointer pointer) {
    return source.spot(pointer).orElse(new Spot(1, 1));
  }

  LintFinding finding(ManifestRule rule, Pointer pointer, String message) {
    return new LintFinding(
        file, rule.code(), rule.severity(), pointer.toString(), spot(pointer), message);
  }
}
