package dev.aileron.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.Placeholders;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.validate.MachineType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Checks a Workflow's definition, wherever it stands, and what it refers to. */
final class WorkflowLint {
  private static final Pointer SPEC = Pointer.ROOT.field("spec");
  private static final String FUNCTION = "function:";
  private static final String WORKFLOW = "workflow:";

  private final LintSettings settings;
  private final References references;
  private final Consumer<LintFinding> found;

  WorkflowLint(LintSettings settings, References references, Consumer<LintFinding> found) {
    this.settings = settings;
    this.references = references;
    this.found = found;
  }

  void lint(Manifest workflow) {
    JsonNode spec = workflow.tree().path("spec");
    List<String> forms =
        Stream.of("definition", "definitionString", "definitionFrom").filter(spec::has).toList();
    if (forms.size() != 1) {
      found.accept(
          workflow.finding(
              ManifestRule.MANIFEST_DEFINITION,
              SPEC,
              "exactly one of definition, definitionString and definitionFrom must be set"));
      return;
    }
    switch (forms.getFirst()) {
      case "definition" -> {
        Pointer at = SPEC.field("definition");
        judge(workflow, EmbeddedDefinition.value(workflow, at));
      }
      case "definitionString" -> text(workflow, workflow, SPEC.field("definitionString"));
      default -> fromConfigMap(workflow, spec.path("definitionFrom").path("configMapKeyRef"));
    }
    substitutionReferences(workflow, spec);
  }

  private void text(Manifest workflow, Manifest holder, Pointer at) {
    if (holder.tree().at(at.toString()).isTextual()) {
      judge(workflow, EmbeddedDefinition.text(holder, at));
    }
  }

  private void fromConfigMap(Manifest workflow, JsonNode ref) {
    String name = ref.path("name").asText();
    Pointer at = SPEC.field("definitionFrom").field("configMapKeyRef");
    Manifest map = references.find(workflow, "ConfigMap", name).orElse(null);
    if (map == null) {
      missing(workflow, at.field("name"), "ConfigMap", name);
      return;
    }
    String key = ref.path("key").asText();
    if (map.tree().path("data").has(key)) {
      text(workflow, map, Pointer.ROOT.field("data").field(key));
    } else if (settings.references()) {
      found.accept(
          workflow.finding(
              ManifestRule.REFERENCE_MISSING,
              at.field("key"),
              "the ConfigMap %s has no key %s".formatted(name, key)));
    }
  }

  private void judge(Manifest workflow, EmbeddedDefinition definition) {
    JsonNode spec = workflow.tree().path("spec");
    MachineType type =
        spec.path("type").asText().equals("Express") ? MachineType.EXPRESS : MachineType.STANDARD;
    Set<String> named = new HashSet<>();
    spec.path("substitutions").forEach(s -> named.add(s.path("name").asText()));
    Set<String> used = new HashSet<>();
    for (Placeholders.Placeholder each : Placeholders.in(definition.source().tree())) {
      used.add(each.name());
      placeholder(workflow, definition, each, named);
    }
    // Each placeholder has been judged by what a Workflow can fill it with.
    LintSettings lenient = new LintSettings(type, true, Map.of(), settings.references(), Set.of());
    new MachineLint(lenient)
        .lint(definition.source(), type)
        .forEach(finding -> found.accept(definition.inFile(finding)));
    unused(workflow, spec, used);
  }

  private void placeholder(
      Manifest workflow,
      EmbeddedDefinition definition,
      Placeholders.Placeholder each,
      Set<String> named) {
    String name = each.name();
    if (name.startsWith(FUNCTION)) {
      refer(
          definition,
          each.pointer(),
          workflow,
          "ServerlessFunction",
          name.substring(FUNCTION.length()));
    } else if (name.startsWith(WORKFLOW)) {
      refer(definition, each.pointer(), workflow, "Workflow", name.substring(WORKFLOW.length()));
    } else if (!named.contains(name) && !settings.allowPlaceholders()) {
      found.accept(
          definition.error(
              "placeholder-unfilled",
              each.pointer(),
              "${%s} is neither in spec.substitutions nor function:NAME or workflow:NAME; write $${"
                      .formatted(name)
                  + " for a literal ${"));
    }
  }

  private void refer(
      EmbeddedDefinition definition, Pointer at, Manifest workflow, String kind, String name) {
    if (kind.equals("Workflow") && name.equals(workflow.name())) {
      found.accept(
          definition.finding(ManifestRule.REFERENCE_SELF, at, "a Workflow cannot refer to itself"));
    } else if (references.isMissing(workflow, kind, name)) {
      found.accept(definition.finding(ManifestRule.REFERENCE_MISSING, at, missing(kind, name)));
    }
  }

  private void unused(Manifest workflow, JsonNode spec, Set<String> used) {
    JsonNode substitutions = spec.path("substitutions");
    for (int i = 0; i < substitutions.size(); i++) {
      String name = substitutions.path(i).path("name").asText();
      if (!used.contains(name)) {
        found.accept(
            workflow.finding(
                ManifestRule.SUBSTITUTION_UNUSED,
                SPEC.field("substitutions").element(i).field("name"),
                "nothing in the definition reads ${%s}; remove the substitution".formatted(name)));
      }
    }
  }

  private void substitutionReferences(Manifest workflow, JsonNode spec) {
    JsonNode substitutions = spec.path("substitutions");
    for (int i = 0; i < substitutions.size(); i++) {
      Pointer at = SPEC.field("substitutions").element(i);
      reference(workflow, substitutions.path(i), at, "functionRef", "ServerlessFunction");
      reference(workflow, substitutions.path(i), at, "workflowRef", "Workflow");
    }
  }

  private void reference(
      Manifest workflow, JsonNode substitution, Pointer at, String field, String kind) {
    JsonNode name = substitution.path(field).path("name");
    if (name.isTextual()) {
      missing(workflow, at.field(field).field("name"), kind, name.textValue());
    }
  }

  private void missing(Manifest workflow, Pointer at, String kind, String name) {
    if (references.isMissing(workflow, kind, name)) {
      found.accept(workflow.finding(ManifestRule.REFERENCE_MISSING, at, missing(kind, name)));
    }
  }

  private static String missing(String kind, String name) {
    return "there is no %s %s among the given manifests".formatted(kind, name);
  }
}
