package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.api.schema.FreeForm;
import dev.aileron.api.schema.ListTypes;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state machine that should exist. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "[has(self.definition), has(self.definitionString),"
            + " has(self.definitionFrom)].exists_one(x, x)",
    message = "exactly one of definition, definitionString and definitionFrom must be set")
@ValidationRule(
    value = "has(self.stateMachineName) == has(oldSelf.stateMachineName)",
    message =
        "stateMachineName cannot be added or removed later: it names the state machine in AWS."
            + " Make a new object instead",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = ReleasePlan.SAME_ALIAS,
    message = "release.alias is immutable: callers hold its ARN",
    reason = "FieldValueForbidden")
@SchemaCustomizer(value = ListTypes.class, input = "substitutions=map:name")
@SchemaCustomizer(value = FreeForm.class, input = "definition")
public record WorkflowSpec(
    @JsonPropertyDescription(
            "Name of the state machine in AWS. Default: <namespace>-<name>, shortened with a hash"
                + " at 80 characters. Cannot be changed.")
        @Size(min = 1, max = 80)
        @Pattern("^[a-zA-Z0-9-_]+$")
        @ValidationRule(
            value = "self == oldSelf",
            message =
                "stateMachineName is immutable: it names the state machine in AWS. Make a new"
                    + " object instead",
            reason = "FieldValueForbidden")
        @Nullable String stateMachineName,
    @JsonPropertyDescription("Standard or Express. Cannot be changed.")
        @Default("Standard")
        @ValidationRule(
            value = "self == oldSelf",
            message = "type is immutable: AWS cannot change it. Make a new object instead",
            reason = "FieldValueForbidden")
        WorkflowType type,
    @JsonPropertyDescription(
            "The definition in the Amazon States Language, as YAML. ${Name} in its texts is"
                + " replaced by the substitution of that name, ${function:NAME} by the version ARN"
                + " of that ServerlessFunction, ${workflow:NAME} by the alias ARN of that"
                + " Workflow; $${ is a literal ${.")
        @PreserveUnknownFields
        @Nullable JsonNode definition,
    @JsonPropertyDescription("The definition as one text, JSON or YAML.")
        @Size(min = 1, max = 200000)
        @Nullable String definitionString,
    @JsonPropertyDescription("Where the definition comes from.")
        @Nullable DefinitionSource definitionFrom,
    @JsonPropertyDescription("What the ${Name} in the definition stand for.") @Size(max = 256)
        List<Substitution> substitutions,
    @JsonPropertyDescription("The state machine's execution role.") @Required RoleRef role,
    @JsonPropertyDescription(
            "Tags of the state machine in AWS, besides the operator's own. A change publishes no"
                + " version.")
        @Size(max = 40)
        @ValidationRule(
            value = "self.all(k, !k.startsWith('aws:') && !k.startsWith('aileron.dev/'))",
            message = "tags that begin with aws: or aileron.dev/ are reserved")
        Map<String, @Size(max = 256) String> tags,
    @JsonPropertyDescription("What executions write to CloudWatch Logs. Default: nothing.")
        @Nullable WorkflowLogging logging,
    @JsonPropertyDescription("Whether executions are traced with X-Ray.") @Default("false")
        Boolean tracing,
    @JsonPropertyDescription("Encryption with a key of your own. Default: a key that AWS owns.")
        @Nullable WorkflowEncryption encryption,
    @JsonPropertyDescription("How a new version is given traffic.") @Nullable ReleasePlan release,
    @JsonPropertyDescription(
            "What becomes of the state machine in AWS when this object is deleted.")
        @Default("Drain")
        WorkflowDeletionPolicy deletionPolicy,
    @JsonPropertyDescription("While true nothing is written to AWS for this object.")
        @Default("false")
        Boolean suspend,
    @JsonPropertyDescription(
            "How long work on one generation may take before the object counts as Stalled, in"
                + " seconds. The operator goes on trying.")
        @Min(10)
        @Max(86400)
        @Default("900")
        Integer progressDeadlineSeconds) {
  public WorkflowSpec {
    type = type == null ? WorkflowType.Standard : type;
    substitutions = substitutions == null ? List.of() : List.copyOf(substitutions);
    tags = tags == null ? Map.of() : Map.copyOf(tags);
    tracing = tracing != null && tracing;
    deletionPolicy = deletionPolicy == null ? WorkflowDeletionPolicy.Drain : deletionPolicy;
    suspend = suspend != null && suspend;
    progressDeadlineSeconds = progressDeadlineSeconds == null ? 900 : progressDeadlineSeconds;
  }

  /** The alias that callers use, {@link ReleasePlan#DEFAULT_ALIAS} when nothing is said. */
  public String aliasName() {
    return ReleasePlan.aliasOf(release);
  }

  /** Where a definition comes from. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DefinitionSource(
      @JsonPropertyDescription(
              "A key of a ConfigMap, JSON or YAML. A change of it is a change of the workflow.")
          @Required
          KeyRef configMapKeyRef) {}

  /** What a {@code ${Name}} stands for. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "[has(self.value), has(self.functionRef), has(self.workflowRef)].exists_one(x, x)",
      message = "exactly one of value, functionRef and workflowRef must be set")
  public record Substitution(
      @JsonPropertyDescription("The Name in ${Name}.")
          @Required
          @Size(min = 1, max = 128)
          @Pattern("^[a-zA-Z0-9_.-]+$")
          String name,
      @JsonPropertyDescription("The value itself.") @Size(max = 4096) @Nullable String value,
      @JsonPropertyDescription(
              "A ServerlessFunction of the same namespace: the ARN of its newest published"
                  + " version.")
          @Nullable NameRef functionRef,
      @JsonPropertyDescription("A Workflow of the same namespace: the ARN of its alias.")
          @Nullable NameRef workflowRef) {}
}
