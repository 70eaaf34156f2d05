package dev.aileron.kube;

import dev.aileron.api.Release;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Objects of one namespace by name, none at first. */
public final class KnownObjects implements References {
  private static final KubernetesClient UNCONNECTED = new KubernetesClientBuilder().build();

  public final Map<String, ConfigMap> configMaps = new HashMap<>();
  public final Map<String, Secret> secrets = new HashMap<>();

  /** By kind and name. */
  public final Map<String, GenericKubernetesResource> resources = new HashMap<>();

  /** Kinds that the operator may not read. */
  public final Set<String> forbidden = new HashSet<>();

  public final Map<String, ServerlessFunction> functions = new HashMap<>();

  /** Functions that are otherwise by now than the cache has them. */
  public final Map<String, Optional<ServerlessFunction>> live = new HashMap<>();

  public final Map<String, Workflow> workflows = new HashMap<>();

  @Override
  public Optional<ConfigMap> configMap(String namespace, String name) {
    return Optional.ofNullable(configMaps.get(name));
  }

  @Override
  public Optional<Secret> secret(String namespace, String name) {
    return Optional.ofNullable(secrets.get(name));
  }

  @Override
  public Optional<GenericKubernetesResource> resource(
      String namespace, String apiVersion, String kind, String name) {
    if (forbidden.contains(kind)) {
      throw new KubernetesClientException(kind + " is forbidden", 403, new Status());
    }
    return Optional.ofNullable(resources.get(kind + " " + name));
  }

  @Override
  public Optional<ServerlessFunction> function(String namespace, String name) {
    return Optional.ofNullable(functions.get(name));
  }

  @Override
  public Optional<ServerlessFunction> liveFunction(String namespace, String name) {
    return live.getOrDefault(name, function(namespace, name));
  }

  @Override
  public Optional<Workflow> workflow(String namespace, String name) {
    return Optional.ofNullable(workflows.get(name));
  }

  /** A ledger for tests that never come to it: its client is connected to nothing. */
  public static ReleaseLedger noReleases() {
    return releases(List::of);
  }

  /** A ledger for tests that read Releases of one object: its client is connected to nothing. */
  public static ReleaseLedger releases(Supplier<Collection<Release>> known) {
    return new ReleaseLedger(
        UNCONNECTED, new StatusWriter(UNCONNECTED), Clock.systemUTC(), _ -> known.get());
  }
}
