package dev.aileron.api.schema;

import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * Makes the named property an object whose fields are all kept. The generator leaves the type out,
 * and CEL does not see a property without one.
 */
public final class FreeForm implements SchemaCustomizer.Customizer {
  @Override
  public JSONSchemaProps apply(
      JSONSchemaProps schema, String input, KubernetesSerialization serialization) {
    JSONSchemaProps property = schema.getProperties().get(input);
    if (property == null) {
      throw new IllegalArgumentException("No property " + input);
    }
    property.setType("object");
    property.setXKubernetesPreserveUnknownFields(true);
    return schema;
  }
}
