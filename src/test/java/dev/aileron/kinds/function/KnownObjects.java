package dev.aileron.kinds.function;

import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import dev.aileron.kube.References;
import dev.aileron.kube.ReleaseLedger;
import dev.aileron.kube.StatusWriter;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects by name, none at first. */
final class KnownObjects implements References {
  private static final KubernetesClient UNCONNECTED = new KubernetesClientBuilder().build();

  final Map<String, ConfigMap> configMaps = new HashMap<>();
  final Map<String, Secret> secrets = new HashMap<>();

  @Override
  public Optional<ConfigMap> configMap(String namespace, String name) {
    return Optional.ofNullable(configMaps.get(name));
  }

  @Override
  public Optional<Secret> secret(String namespace, String name) {
    return Optional.ofNullable(secrets.get(name));
  }

  @Override
  public Optional<ServerlessFunction> function(String namespace, String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Workflow> workflow(String namespace, String name) {
    return Optional.empty();
  }

  /** A ledger for tests that never come to it: its client is connected to nothing. */
  static ReleaseLedger noReleases() {
    return new ReleaseLedger(
        UNCONNECTED, new StatusWriter(UNCONNECTED), Clock.systemUTC(), _ -> List.of());
  }
}
