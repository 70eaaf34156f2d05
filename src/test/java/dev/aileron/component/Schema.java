package dev.aileron.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * Asks the API server about objects as {@code kubectl} does: fields that nobody knows are errors.
 */
final class Schema {
  private static final String GROUP = "/apis/aileron.dev/v1alpha1";
  private static final String STRICT = "?fieldManager=test&fieldValidation=Strict";
  private static final JsonMapper JSON = new JsonMapper();

  private final KubernetesClient client;
  private final String namespace;

  Schema(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** What would become of a new object; nothing is kept. */
  JsonNode create(JsonNode object) {
    return send(collection(object) + STRICT + "&dryRun=All", "POST", object);
  }

  /** What would become of a change of an object. */
  JsonNode change(JsonNode before, JsonNode after) {
    ObjectNode first = before.deepCopy();
    String name = first.at("/metadata/name").asText() + "-" + UUID.randomUUID();
    ((ObjectNode) first.get("metadata")).put("name", name);
    JsonNode kept = send(collection(first) + STRICT, "POST", first);
    ObjectNode second = after.deepCopy();
    ((ObjectNode) second.get("metadata"))
        .put("name", name)
        .set("resourceVersion", kept.at("/metadata/resourceVersion"));
    return send(collection(second) + "/" + name + STRICT + "&dryRun=All", "PUT", second);
  }

  /** What {@code kubectl get} shows of a kind. */
  JsonNode table(String plural) {
    HttpClient http = client.getHttpClient();
    URI uri =
        URI.create(client.getMasterUrl().toString())
            .resolve("%s/namespaces/%s/%s".formatted(GROUP, namespace, plural));
    try {
      String body =
          http.sendAsync(
                  http.newHttpRequestBuilder()
                      .uri(uri)
                      .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                      .build(),
                  String.class)
              .get()
              .body();
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private JsonNode send(String path, String method, JsonNode object) {
    try {
      return JSON.readTree(client.raw(path, method, object));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String collection(JsonNode object) {
    String plural =
        switch (object.path("kind").asText()) {
          case "ServerlessFunction" -> "serverlessfunctions";
          case "Workflow" -> "workflows";
          case "Release" -> "releases";
          default -> throw new IllegalArgumentException(object.toString());
        };
    return "%s/namespaces/%s/%s".formatted(GROUP, namespace, plural);
  }

  /** Our CRDs. */
  static List<JsonNode> crds() {
    try (Stream<Path> files = Files.list(ControlPlane.ROOT.resolve("crds"))) {
      List<JsonNode> crds = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        crds.add(new YAMLMapper().readTree(file.toFile()));
      }
      return crds;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The messages of all CEL rules of our CRDs. */
  static List<String> rules() {
    return crds().stream()
        .flatMap(crd -> crd.findValues("x-kubernetes-validations").stream())
        .flatMap(rules -> rules.findValuesAsText("message").stream())
        .distinct()
        .toList();
  }
}
