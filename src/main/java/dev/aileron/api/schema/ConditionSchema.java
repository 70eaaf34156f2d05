package dev.aileron.api.schema;

import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/**
 * Gives the property {@code conditions} the schema of a list of metav1.Condition, merged by type.
 * The record behind it belongs to the kernel, which knows no Kubernetes and carries no annotations.
 */
public final class ConditionSchema implements SchemaCustomizer.Customizer {
  private static final long MAX_CONDITIONS = 8;

  @Override
  public JSONSchemaProps apply(
      JSONSchemaProps schema, String input, KubernetesSerialization serialization) {
    schema
        .getProperties()
        .put(
            "conditions",
            new JSONSchemaPropsBuilder()
                .withDescription("What is observed about this object, one entry a type.")
                .withType("array")
                .withMaxItems(MAX_CONDITIONS)
                .withXKubernetesListType("map")
                .withXKubernetesListMapKeys("type")
                .withNewItems()
                .withSchema(condition())
                .endItems()
                .build());
    return schema;
  }

  private static JSONSchemaProps condition() {
    return new JSONSchemaPropsBuilder()
        .withType("object")
        .withRequired(
            List.of(
                "type", "status", "observedGeneration", "lastTransitionTime", "reason", "message"))
        .addToProperties("type", text("What is observed: Ready, Reconciling, Stalled, …", 316))
        .addToProperties(
            "status",
            new JSONSchemaPropsBuilder(text("True, False or Unknown.", 7))
                .withPattern("^(True|False|Unknown)$")
                .build())
        .addToProperties(
            "observedGeneration",
            new JSONSchemaPropsBuilder()
                .withDescription("The generation of the object that this is about.")
                .withType("integer")
                .withFormat("int64")
                .withMinimum(0.0)
                .build())
        .addToProperties(
            "lastTransitionTime",
            new JSONSchemaPropsBuilder(text("When the status last changed its value.", 32))
                .withFormat("date-time")
                .build())
        .addToProperties(
            "reason",
            new JSONSchemaPropsBuilder(text("Why, as one CamelCase word.", 128))
                .withPattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")
                .build())
        .addToProperties("message", text("Why, for people.", 1024))
        .build();
  }

  private static JSONSchemaProps text(String description, long maxLength) {
    return new JSONSchemaPropsBuilder()
        .withDescription(description)
        .withType("string")
        .withMaxLength(maxLength)
        .build();
  }
}
