package dev.aileron.kube;

import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.Optional;

/** Objects that a spec may refer to, always of the referring object's namespace. */
public interface References {
  /** From the cache. */
  Optional<ConfigMap> configMap(String namespace, String name);

  /** Read when asked, never kept: the operator has no right to list or watch Secrets. */
  Optional<Secret> secret(String namespace, String name);

  /**
   * Any object, read when asked. Empty also where the cluster does not have its kind, or has no
   * such kind in namespaces.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException if it cannot be read
   */
  Optional<GenericKubernetesResource> resource(
      String namespace, String apiVersion, String kind, String name);

  /** From the cache. */
  Optional<ServerlessFunction> function(String namespace, String name);

  /** As it is now. */
  Optional<ServerlessFunction> liveFunction(String namespace, String name);

  /** From the cache. */
  Optional<Workflow> workflow(String namespace, String name);
}
