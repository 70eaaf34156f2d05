package dev.aileron.kinds.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aileron.api.EnvVar;
import dev.aileron.api.KeyRef;
import dev.aileron.api.ResourceRef;
import dev.aileron.kube.References;
import dev.aileron.kube.Unresolvable;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks up the values of {@code spec.env}. What it says about the values, {@link Looked#identity},
 * names Secrets by their resourceVersion: a hash of a value could be guessed.
 */
final class EnvironmentVariables {
  /** Lambda's limit in bytes, counted on the variables as compact JSON. */
  static final int MAX_BYTES = 4096;

  private static final JsonMapper JSON = new JsonMapper();

  private final References references;

  EnvironmentVariables(References references) {
    this.references = references;
  }

  /**
   * @param variables names and values
   * @param identity changes when a value does, and tells nothing of a Secret's
   */
  record Looked(Variables variables, String identity) {}

  /**
   * @throws Unresolvable if a value is missing, or all are too large together
   */
  Looked of(String namespace, List<EnvVar> env) {
    Map<String, String> values = new TreeMap<>();
    Map<String, String> identities = new TreeMap<>();
    for (EnvVar variable : env) {
      String field = "spec.env[" + variable.name() + "]";
      EnvVar.Source source = variable.valueFrom();
      if (source == null) {
        String value = variable.value() == null ? "" : variable.value();
        values.put(variable.name(), value);
        identities.put(variable.name(), "value " + value);
      } else if (source.secretKeyRef() != null) {
        KeyRef ref = source.secretKeyRef();
        Secret secret = secret(field, namespace, ref);
        values.put(variable.name(), secretValue(field, namespace, ref, secret));
        String version = secret.getMetadata().getResourceVersion();
        identities.put(variable.name(), "secret " + ref.name() + " " + ref.key() + " " + version);
      } else if (source.configMapKeyRef() != null) {
        String value = configValue(field, namespace, source.configMapKeyRef());
        values.put(variable.name(), value);
        identities.put(variable.name(), "value " + value);
      } else if (source.resourceRef() != null) {
        String value = resourceValue(field, namespace, source.resourceRef());
        values.put(variable.name(), value);
        identities.put(variable.name(), "value " + value);
      }
    }
    checkSize(values);
    return new Looked(new Variables(values), identities.toString());
  }

  private Secret secret(String field, String namespace, KeyRef ref) {
    return references
        .secret(namespace, ref.name())
        .orElseThrow(() ->
            Unresolvable.polling(
                field, "the Secret %s/%s does not exist".formatted(namespace, ref.name())));
  }

  private static String secretValue(String field, String namespace, KeyRef ref, Secret secret) {
    String encoded = secret.getData() == null ? null : secret.getData().get(ref.key());
    if (encoded == null) {
      throw Unresolvable.polling(
          field, "the Secret %s/%s has no key %s".formatted(namespace, ref.name(), ref.key()));
    }
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  private String configValue(String field, String namespace, KeyRef ref) {
    ConfigMap map =
        references
            .configMap(namespace, ref.name())
            .orElseThrow(() ->
                Unresolvable.waiting(
                    field, "the ConfigMap %s/%s does not exist".formatted(namespace, ref.name())));
    String value = map.getData() == null ? null : map.getData().get(ref.key());
    if (value == null) {
      throw Unresolvable.waiting(
          field, "the ConfigMap %s/%s has no key %s".formatted(namespace, ref.name(), ref.key()));
    }
    return value;
  }

  private String resourceValue(String field, String namespace, ResourceRef ref) {
    String named = "the %s %s/%s".formatted(ref.kind(), namespace, ref.name());
    GenericKubernetesResource resource =
        resource(field, namespace, ref)
            .orElseThrow(() -> Unresolvable.polling(field, named + " does not exist"));
    JsonNode value =
        FieldPath.find(JSON.valueToTree(resource), ref.fieldPath())
            .orElseThrow(
                () -> Unresolvable.polling(field, named + " has nothing at " + ref.fieldPath()));
    if (value.isContainerNode()) {
      throw Unresolvable.invalid(
          field,
          "%s has an object or a list at %s; a variable takes a text, a number or a truth value"
              .formatted(named, ref.fieldPath()));
    }
    return value.asText();
  }

  private Optional<GenericKubernetesResource> resource(
      String field, String namespace, ResourceRef ref) {
    try {
      return references.resource(namespace, ref.apiVersion(), ref.kind(), ref.name());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw e;
      }
      throw Unresolvable.polling(
          field,
          "the operator may not read objects of kind %s (%s); the platform team can allow it with"
                  .formatted(ref.kind(), ref.apiVersion())
              + " the chart's value rbac.resourceRefs");
    }
  }

  private static void checkSize(Map<String, String> values) {
    try {
      int bytes = JSON.writeValueAsBytes(values).length;
      if (!values.isEmpty() && bytes > MAX_BYTES) {
        throw Unresolvable.invalid(
            "spec.env",
            "the variables take %d bytes as JSON; Lambda allows %d in all"
                .formatted(bytes, MAX_BYTES));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Text is always JSON", e);
    }
  }
}
