package dev.aileron.e2e.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The Kubernetes API as its users reach it: manifests go in, objects and tables come out. */
public final class Cluster implements AutoCloseable {

  /** The kinds' group and version. */
  static final String API = "aileron.dev/v1alpha1";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;

  private Cluster(KubernetesClient client) {
    this.client = client;
  }

  static Cluster of(Sandbox sandbox) {
    var config = Config.fromKubeconfig(Path.of(sandbox.environment("KUBECONFIG")).toFile());
    // The server answers some refusals with 500; asking again is not what people's kubectl does.
    config.setRequestRetryBackoffLimit(0);
    return new Cluster(
        new KubernetesClientBuilder()
            .withConfig(config)
            // Vert.x takes connections from its pool that the server has closed, and fabric8 does
            // not
            // repeat a request that fails so (7.6, kubernetes-client#7450).
            .withHttpClientFactory(new JdkHttpClientFactory())
            .build());
  }

  /**
   * Applies manifests on the server's side, as {@code kubectl apply --server-side} and Argo CD do,
   * with unknown fields refused.
   *
   * @param namespace for manifests that name none
   * @param manifests YAML, documents divided by {@code ---}
   * @return the objects as the server answered them, in the manifests' order
   * @throws KubernetesClientException when the server refuses one; those before it are applied
   */
  public List<Resource> apply(String namespace, String fieldManager, String manifests) {
    var context =
        new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(fieldManager)
            .withFieldValidation("Strict")
            .build();
    return client
        .load(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)))
        .items()
        .stream()
        .map(item -> resource(operation(namespace, item).patch(context, item)))
        .toList();
  }

  /** One of our objects; empty when there is none of that name. */
  public Optional<Resource> find(String kind, String namespace, String name) {
    return Optional.ofNullable(ours(kind).inNamespace(namespace).withName(name).get())
        .map(this::resource);
  }

  /** Our objects of a kind, by name. */
  public List<Resource> list(String kind, String namespace) {
    return ours(kind).inNamespace(namespace).list().getItems().stream()
        .map(this::resource)
        .toList();
  }

  /** Asks for the deletion of one of our objects. */
  public void delete(String kind, String namespace, String name) {
    ours(kind).inNamespace(namespace).withName(name).delete();
  }

  public void createNamespace(String name) {
    apply(
        name,
        "e2e",
        """
        apiVersion: v1
        kind: Namespace
        metadata: { name: %s }
        """
            .formatted(name));
  }

  public void deleteNamespace(String name) {
    client.namespaces().withName(name).delete();
  }

  public boolean hasNamespace(String name) {
    return client.namespaces().withName(name).get() != null;
  }

  /** What the namespace's conditions say, for the message of a failed assertion. */
  public String namespaceStatus(String name) {
    var namespace = client.namespaces().withName(name).get();
    return namespace == null ? "gone" : String.valueOf(namespace.getStatus());
  }

  /** Events about an object, as {@code kubectl describe} finds them. */
  public List<JsonNode> events(Resource about) {
    return client
        .v1()
        .events()
        .inNamespace(about.text("/metadata/namespace"))
        .withField("involvedObject.uid", about.uid())
        .list()
        .getItems()
        .stream()
        .map(this::json)
        .toList();
  }

  /** What {@code kubectl get} prints for a kind: the server's table. */
  public JsonNode table(String plural, String namespace) {
    return read(
        "/apis/%s/namespaces/%s/%s".formatted(API, namespace, plural),
        "application/json;as=Table;v=v1;g=meta.k8s.io");
  }

  /** What a {@code GET} answers as text. */
  public String raw(String path) {
    return get(path, "*/*");
  }

  /** Watches everything of a kind, in all namespaces. */
  Watch watch(String kind, Watcher<GenericKubernetesResource> watcher) {
    return ours(kind).inAnyNamespace().watch(watcher);
  }

  Resource resource(HasMetadata object) {
    return new Resource(json(object));
  }

  @Override
  public void close() {
    client.close();
  }

  private JsonNode json(HasMetadata object) {
    return client.getKubernetesSerialization().convertValue(object, JsonNode.class);
  }

  private JsonNode read(String path, String accept) {
    try {
      return JSON.readTree(get(path, accept));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String get(String path, String accept) {
    var base = client.getMasterUrl().toString();
    var http = client.getHttpClient();
    var request =
        http.newHttpRequestBuilder()
            .uri(base.substring(0, base.length() - 1) + path)
            .header("Accept", accept)
            .build();
    try {
      var response = http.sendAsync(request, String.class).get();
      if (!response.isSuccessful()) {
        throw new IllegalStateException(
            "GET %s: %d %s".formatted(path, response.code(), response.bodyString()));
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private io.fabric8.kubernetes.client.dsl.Resource<HasMetadata> operation(
      String namespace, HasMetadata item) {
    var operation = client.resource(item);
    return item.getMetadata().getNamespace() == null ? operation.inNamespace(namespace) : operation;
  }

  private MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          io.fabric8.kubernetes.client.dsl.Resource<GenericKubernetesResource>>
      ours(String kind) {
    return client.genericKubernetesResources(API, kind);
  }
}
