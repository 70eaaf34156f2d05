package dev.aileron.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.io.UncheckedIOException;

/** An object as a user writes it: what is not said is left to the API server's defaults. */
record Manifest(ObjectNode tree) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** A function with what every function needs. */
  static Manifest function(String name) {
    return of(
        """
        apiVersion: aileron.dev/v1alpha1
        kind: ServerlessFunction
        metadata: { name: %s }
        spec:
          runtime: python3.13
          handler: app.handler
          code: { inline: { app.py: "def handler(event, context): return 1" } }
          role: { arn: "arn:aws:iam::111122223333:role/shop" }
        """
            .formatted(name));
  }

  /** A workflow with one state, which calls nothing. */
  static Manifest workflow(String name) {
    return of(
        """
        apiVersion: aileron.dev/v1alpha1
        kind: Workflow
        metadata: { name: %s }
        spec:
          definition:
            StartAt: Done
            States: { Done: { Type: Succeed } }
          role: { arn: "arn:aws:iam::111122223333:role/shop" }
        """
            .formatted(name));
  }

  /** A workflow that calls functions, one after the other. */
  static Manifest calling(String name, String... functions) {
    ObjectNode states = YAML.createObjectNode();
    for (int i = 0; i < functions.length; i++) {
      ObjectNode state =
          states
              .putObject("Call " + functions[i])
              .put("Type", "Task")
              .put("Resource", "arn:aws:states:::lambda:invoke");
      state.putObject("Parameters").put("FunctionName", "${function:" + functions[i] + "}");
      if (i + 1 < functions.length) {
        state.put("Next", "Call " + functions[i + 1]);
      } else {
        state.put("End", true);
      }
    }
    Manifest manifest = workflow(name);
    ((ObjectNode) manifest.tree().at("/spec/definition"))
        .put("StartAt", "Call " + functions[0])
        .set("States", states);
    return manifest;
  }

  static Manifest of(String yaml) {
    return new Manifest((ObjectNode) parse(yaml));
  }

  /** The same with these fields of the spec instead. */
  Manifest with(String yaml) {
    ObjectNode copy = tree.deepCopy();
    ((ObjectNode) copy.get("spec")).setAll((ObjectNode) parse(yaml));
    return new Manifest(copy);
  }

  /** The same with an annotation. */
  Manifest annotated(String name, String value) {
    ObjectNode copy = tree.deepCopy();
    copy.withObject("/metadata/annotations").put(name, value);
    return new Manifest(copy);
  }

  /** The same without a field of the spec. */
  Manifest without(String field) {
    ObjectNode copy = tree.deepCopy();
    ((ObjectNode) copy.get("spec")).remove(field);
    return new Manifest(copy);
  }

  String name() {
    return tree.path("metadata").path("name").asText();
  }

  GenericKubernetesResource resource(String namespace) {
    GenericKubernetesResource resource = YAML.convertValue(tree, GenericKubernetesResource.class);
    resource.getMetadata().setNamespace(namespace);
    return resource;
  }

  private static JsonNode parse(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
