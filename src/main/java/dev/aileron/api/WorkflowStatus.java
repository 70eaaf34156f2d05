package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.aileron.api.schema.ConditionSchema;
import dev.aileron.api.schema.ListTypes;
import dev.aileron.kernel.conditions.Condition;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator knows about a workflow. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SchemaCustomizer(ConditionSchema.class)
@SchemaCustomizer(value = ListTypes.class, input = "pins=map:function")
public record WorkflowStatus(
    @JsonPropertyDescription("The newest generation that the conditions speak of.")
        @Nullable Long observedGeneration,
    List<Condition> conditions,
    @JsonPropertyDescription(
            "When work on the observed generation began; absent when there is none to do.")
        @Size(max = 32)
        @Nullable String progressStartedTime,
    @JsonPropertyDescription("Name of the state machine in AWS.") @Size(max = 80)
        @Nullable String stateMachineName,
    @JsonPropertyDescription("ARN of the state machine, without a qualifier.") @Size(max = 2048)
        @Nullable String stateMachineARN,
    @JsonPropertyDescription("ARN of the alias. Callers start executions through this one.")
        @Size(max = 2048)
        @Nullable String aliasARN,
    @JsonPropertyDescription("The function versions that the newest published version is bound to.")
        @Size(max = 256)
        List<Pin> pins,
    @JsonPropertyDescription("The newest published version.") @Nullable PublishedVersion published,
    @JsonPropertyDescription("The version that the alias serves.") @Nullable VersionRef stable,
    @JsonPropertyDescription("SHA-256 of the definition as last deployed, in hex.") @Size(max = 64)
        @Nullable String definitionSHA256,
    @JsonPropertyDescription(
            "Step Functions' revision of the state machine that the newest published version was"
                + " made of.")
        @Size(max = 64)
        @Nullable String revisionID)
    implements ReconciledStatus {
  public WorkflowStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    pins = pins == null ? List.of() : List.copyOf(pins);
  }

  /** The same with other pins. */
  public WorkflowStatus withPins(List<Pin> others) {
    return new WorkflowStatus(
        observedGeneration,
        conditions,
        progressStartedTime,
        stateMachineName,
        stateMachineARN,
        aliasARN,
        others,
        published,
        stable,
        definitionSHA256,
        revisionID);
  }

  /** A status that says nothing yet. */
  public static WorkflowStatus none() {
    return new WorkflowStatus(
        null, List.of(), null, null, null, null, List.of(), null, null, null, null);
  }
}
