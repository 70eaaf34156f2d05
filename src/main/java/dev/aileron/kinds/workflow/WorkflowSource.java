package dev.aileron.kinds.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.api.KeyRef;
import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowSpec;
import dev.aileron.asl.text.Source;
import dev.aileron.asl.text.SourceReader;
import dev.aileron.kube.References;
import dev.aileron.kube.Unresolvable;
import io.fabric8.kubernetes.api.model.ConfigMap;

/**
 * A definition before its placeholders are filled.
 *
 * @param field where it stands in the spec
 */
record WorkflowSource(String field, Source text) {
  JsonNode tree() {
    return text.tree();
  }

  /**
   * @throws Unresolvable if it stands in something that is not there
   */
  static WorkflowSource of(Workflow object, References references) {
    WorkflowSpec spec = object.getSpec();
    if (spec.definition() != null) {
      return new WorkflowSource("spec.definition", Source.of(spec.definition()));
    }
    if (spec.definitionString() != null) {
      return new WorkflowSource(
          "spec.definitionString", SourceReader.read(spec.definitionString()));
    }
    WorkflowSpec.DefinitionSource from = spec.definitionFrom();
    if (from == null) {
      throw Unresolvable.invalid(
          "spec", "one of definition, definitionString and definitionFrom must be set");
    }
    String field = "spec.definitionFrom.configMapKeyRef";
    String namespace = object.getMetadata().getNamespace();
    return new WorkflowSource(
        field,
        SourceReader.read(fromConfigMap(references, field, namespace, from.configMapKeyRef())));
  }

  private static String fromConfigMap(
      References references, String field, String namespace, KeyRef ref) {
    ConfigMap map =
        references
            .configMap(namespace, ref.name())
            .orElseThrow(() ->
                Unresolvable.waiting(
                    field, "the ConfigMap %s/%s does not exist".formatted(namespace, ref.name())));
    String text = map.getData() == null ? null : map.getData().get(ref.key());
    if (text == null) {
      throw Unresolvable.waiting(
          field, "the ConfigMap %s/%s has no key %s".formatted(namespace, ref.name(), ref.key()));
    }
    return text;
  }
}
