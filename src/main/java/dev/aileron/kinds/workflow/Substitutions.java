package dev.aileron.kinds.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.api.NameRef;
import dev.aileron.api.Pin;
import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowSpec.Substitution;
import dev.aileron.asl.DefinitionException;
import dev.aileron.asl.Placeholders;
import dev.aileron.asl.Placeholders.Placeholder;
import dev.aileron.kube.References;
import dev.aileron.kube.Unresolvable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills the placeholders of one workflow, and remembers the function versions that it bound. */
final class Substitutions {
  private static final String FUNCTION = "function:";
  private static final String WORKFLOW = "workflow:";
  private static final Pattern OBJECT_NAME =
      Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

  private final Workflow object;
  private final References references;
  private final String field;
  private final Map<String, Substitution> byName;
  private final Map<String, Pin> pins = new TreeMap<>();

  /**
   * @param field where the definition stands in the spec
   */
  Substitutions(Workflow object, References references, String field) {
    this.object = object;
    this.references = references;
    this.field = field;
    this.byName =
        object.getSpec().substitutions().stream()
            .collect(Collectors.toMap(Substitution::name, Function.identity()));
  }

  /** Functions that the definition or the substitutions name. */
  List<String> functions(JsonNode definition) {
    return Stream.concat(
            named(definition, FUNCTION).stream(),
            byName.values().stream()
                .flatMap(s -> Stream.ofNullable(s.functionRef()))
                .map(NameRef::name))
        .distinct()
        .toList();
  }

  /** Workflows that the definition or the substitutions name. */
  List<String> workflows(JsonNode definition) {
    return Stream.concat(
            named(definition, WORKFLOW).stream(),
            byName.values().stream()
                .flatMap(s -> Stream.ofNullable(s.workflowRef()))
                .map(NameRef::name))
        .distinct()
        .toList();
  }

  private static List<String> named(JsonNode definition, String prefix) {
    return Placeholders.in(definition).stream()
        .map(Placeholder::name)
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .distinct()
        .toList();
  }

  /**
   * @throws Unresolvable if a placeholder is unknown, or what it stands for is not there yet
   */
  JsonNode fill(JsonNode definition) {
    try {
      return Placeholders.fill(definition, this::value);
    } catch (DefinitionException e) {
      throw Unresolvable.invalid(field, String.valueOf(e.getMessage()));
    }
  }

  /** The function versions that were bound, sorted by function. */
  List<Pin> pins() {
    return List.copyOf(pins.values());
  }

  private String value(Placeholder placeholder) throws DefinitionException {
    String name = placeholder.name();
    String where = field + ": " + placeholder.place();
    if (name.startsWith(FUNCTION)) {
      return version(
          where, named(placeholder, "ServerlessFunction", name.substring(FUNCTION.length())));
    }
    if (name.startsWith(WORKFLOW)) {
      return alias(where, named(placeholder, "Workflow", name.substring(WORKFLOW.length())));
    }
    Substitution substitution = byName.get(name);
    if (substitution == null) {
      throw new DefinitionException(
          "%s: ${%s} is neither in spec.substitutions nor function:NAME or workflow:NAME; write $${"
                  .formatted(placeholder.place(), name)
              + " for a literal ${");
    }
    String from = "spec.substitutions[" + name + "]";
    if (substitution.functionRef() != null) {
      return version(from, substitution.functionRef().name());
    }
    if (substitution.workflowRef() != null) {
      return alias(from, substitution.workflowRef().name());
    }
    return substitution.value() == null ? "" : substitution.value();
  }

  /** A name that no object can have would be waited for for ever. */
  private static String named(Placeholder placeholder, String kind, String name)
      throws DefinitionException {
    if (!OBJECT_NAME.matcher(name).matches()) {
      throw new DefinitionException(
          "%s: '%s' cannot be the name of a %s".formatted(placeholder.place(), name, kind));
    }
    return name;
  }

  private String version(String where, String name) {
    Pin known = pins.get(name);
    if (known != null) {
      return known.arn();
    }
    String namespace = object.getMetadata().getNamespace();
    Pin pin = FunctionVersions.pin(where, object, name, references.function(namespace, name));
    pins.put(name, pin);
    return pin.arn();
  }

  private void refuseCircle(String where, String name) {
    if (name.equals(object.getMetadata().getName())) {
      throw Unresolvable.invalid(where, "a workflow cannot refer to itself");
    }
    new Circles(references)
        .through(object, name)
        .ifPresent(way -> {
          throw Unresolvable.invalid(
              where,
              "workflows refer to each other in a circle (%s), and each would wait for the next one;"
                      .formatted(String.join(" -> ", way))
                  + " name one of them by its ARN instead");
        });
  }

  private String alias(String where, String name) {
    String namespace = object.getMetadata().getNamespace();
    refuseCircle(where, name);
    Workflow child =
        references
            .workflow(namespace, name)
            .orElseThrow(() ->
                Unresolvable.waiting(
                    where, "the Workflow %s/%s does not exist".formatted(namespace, name)));
    if (child.isMarkedForDeletion()) {
      throw Unresolvable.waiting(
          where, "the Workflow %s/%s is being deleted".formatted(namespace, name));
    }
    String alias = child.getStatus() == null ? null : child.getStatus().aliasARN();
    if (alias == null) {
      throw Unresolvable.waiting(
          where, "the Workflow %s/%s has no alias yet".formatted(namespace, name));
    }
    return alias;
  }
}
