package dev.aileron.kube;

import dev.aileron.api.Release;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The caches of one controller's event sources, asked by name. */
public final class Sources implements References {
  private final KubernetesClient client;
  private final Map<Class<?>, InformerEventSource<?, ?>> byType = new ConcurrentHashMap<>();

  public Sources(KubernetesClient client) {
    this.client = client;
  }

  /** Keeps a source, so that its cache can be asked. */
  public <R extends HasMetadata, P extends HasMetadata> InformerEventSource<R, P> keep(
      Class<R> type, InformerEventSource<R, P> source) {
    byType.put(type, source);
    return source;
  }

  @Override
  public Optional<ConfigMap> configMap(String namespace, String name) {
    return cached(ConfigMap.class, namespace, name);
  }

  @Override
  public Optional<Secret> secret(String namespace, String name) {
    return Optional.ofNullable(client.secrets().inNamespace(namespace).withName(name).get());
  }

  /** The API server says where a kind is found. It is asked each time: kinds come and go. */
  @Override
  public Optional<GenericKubernetesResource> resource(
      String namespace, String apiVersion, String kind, String name) {
    APIResourceList known = client.getApiResources(apiVersion);
    return known == null
        ? Optional.empty()
        : known.getResources().stream()
            .filter(resource -> resource.getKind().equals(kind))
            .filter(resource -> resource.getNamespaced() && !resource.getName().contains("/"))
            .findFirst()
            .map(resource ->
                client
                    .genericKubernetesResources(context(apiVersion, resource))
                    .inNamespace(namespace)
                    .withName(name)
                    .get());
  }

  private static ResourceDefinitionContext context(String apiVersion, APIResource resource) {
    int slash = apiVersion.indexOf('/');
    return new ResourceDefinitionContext.Builder()
        .withGroup(slash < 0 ? "" : apiVersion.substring(0, slash))
        .withVersion(apiVersion.substring(slash + 1))
        .withKind(resource.getKind())
        .withPlural(resource.getName())
        .withNamespaced(true)
        .build();
  }

  @Override
  public Optional<ServerlessFunction> function(String namespace, String name) {
    return cached(ServerlessFunction.class, namespace, name);
  }

  @Override
  public Optional<ServerlessFunction> liveFunction(String namespace, String name) {
    return Optional.ofNullable(
        client.resources(ServerlessFunction.class).inNamespace(namespace).withName(name).get());
  }

  @Override
  public Optional<Workflow> workflow(String namespace, String name) {
    return cached(Workflow.class, namespace, name);
  }

  /** The Releases that an object owns. */
  public Collection<Release> releasesOf(HasMetadata owner) {
    String uid = owner.getMetadata().getUid();
    return source(Release.class)
        .list(
            owner.getMetadata().getNamespace(),
            release -> release.getOwnerReferenceFor(uid).isPresent())
        .toList();
  }

  private <R extends HasMetadata> Optional<R> cached(Class<R> type, String namespace, String name) {
    return source(type).get(new ResourceID(name, namespace));
  }

  @SuppressWarnings("unchecked") // keep() puts a source under the type of its resources
  private <R extends HasMetadata> InformerEventSource<R, ?> source(Class<R> type) {
    InformerEventSource<?, ?> source = byType.get(type);
    if (source == null) {
      throw new IllegalStateException("Nothing watches " + type.getSimpleName());
    }
    return (InformerEventSource<R, ?>) source;
  }
}
