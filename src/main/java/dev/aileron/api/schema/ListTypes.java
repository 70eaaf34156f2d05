package dev.aileron.api.schema;

import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Arrays;
import java.util.List;

/**
 * Sets {@code x-kubernetes-list-type} (and the keys of a map list), for which the CRD generator has
 * no annotation. The input names properties of the annotated type: {@code "env=map:name,
 * layers=set, steps=atomic"}.
 */
public final class ListTypes implements SchemaCustomizer.Customizer {
  @Override
  public JSONSchemaProps apply(
      JSONSchemaProps schema, String input, KubernetesSerialization serialization) {
    for (String entry : input.split(",", -1)) {
      String[] nameAndType = entry.strip().split("=", 2);
      JSONSchemaProps property = schema.getProperties().get(nameAndType[0]);
      if (property == null) {
        throw new IllegalArgumentException("No property " + nameAndType[0] + " for " + input);
      }
      String[] typeAndKeys = nameAndType[1].split(":", 2);
      property.setXKubernetesListType(typeAndKeys[0]);
      if (typeAndKeys.length == 2) {
        List<String> keys = Arrays.asList(typeAndKeys[1].split("\\+", -1));
        property.setXKubernetesListMapKeys(keys);
      }
    }
    return schema;
  }
}
