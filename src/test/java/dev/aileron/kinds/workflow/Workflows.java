package dev.aileron.kinds.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.api.NameRef;
import dev.aileron.api.RoleRef;
import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowDeletionPolicy;
import dev.aileron.api.WorkflowSpec;
import dev.aileron.api.WorkflowSpec.DefinitionSource;
import dev.aileron.api.WorkflowSpec.Substitution;
import dev.aileron.api.WorkflowStatus;
import dev.aileron.api.WorkflowType;
import dev.aileron.asl.text.SourceReader;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes Workflows for tests, one word at a time. */
final class Workflows {
  private String name = "order";
  private @Nullable String stateMachineName;
  private WorkflowType type = WorkflowType.Standard;
  private @Nullable JsonNode definition;
  private @Nullable String definitionString;
  private @Nullable DefinitionSource definitionFrom;
  private final List<Substitution> substitutions = new ArrayList<>();
  private WorkflowDeletionPolicy deletionPolicy = WorkflowDeletionPolicy.Drain;

  /** One that only waits. */
  static Workflows waiting() {
    return new Workflows().yaml("StartAt: W\nStates: { W: { Type: Wait, Seconds: 1, End: true } }");
  }

  /** One that calls what {@code text} says. */
  static Workflows calling(String text) {
    return new Workflows()
        .yaml(
            """
            QueryLanguage: JSONata
            StartAt: Call
            States:
              Call:
                Type: Task
                Resource: arn:aws:states:::lambda:invoke
                Arguments: { FunctionName: '%s' }
                End: true
            """
                .formatted(text));
  }

  Workflows yaml(String text) {
    definition = SourceReader.read(text).tree();
    return this;
  }

  Workflows string(String text) {
    definition = null;
    definitionString = text;
    return this;
  }

  Workflows from(DefinitionSource source) {
    definition = null;
    definitionFrom = source;
    return this;
  }

  Workflows without() {
    definition = null;
    return this;
  }

  Workflows named(String other) {
    name = other;
    return this;
  }

  Workflows inAws(String other) {
    stateMachineName = other;
    return this;
  }

  Workflows express() {
    type = WorkflowType.Express;
    return this;
  }

  Workflows value(String name, @Nullable String value) {
    substitutions.add(new Substitution(name, value, null, null));
    return this;
  }

  Workflows functionRef(String name, String function) {
    substitutions.add(new Substitution(name, null, new NameRef(function), null));
    return this;
  }

  Workflows workflowRef(String name, String workflow) {
    substitutions.add(new Substitution(name, null, null, new NameRef(workflow)));
    return this;
  }

  Workflows deletion(WorkflowDeletionPolicy policy) {
    deletionPolicy = policy;
    return this;
  }

  WorkflowSpec spec() {
    return new WorkflowSpec(
        stateMachineName,
        type,
        definition,
        definitionString,
        definitionFrom,
        substitutions,
        new RoleRef("arn:aws:iam::111122223333:role/shop"),
        Map.of("team", "a"),
        null,
        false,
        null,
        null,
        deletionPolicy,
        false,
        900);
  }

  Workflow object() {
    Workflow object = new Workflow();
    object.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName(name)
            .withUid("uid-1")
            .withGeneration(1L)
            .build());
    object.setSpec(spec());
    return object;
  }

  /** A status of which only the alias is known. */
  static WorkflowStatus withAlias(String aliasARN) {
    return new WorkflowStatus(
        1L, List.of(), null, null, null, aliasARN, List.of(), null, null, null, null);
  }
}
