package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.aileron.api.schema.ListTypes;
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

/**
 * The function that should exist. Bounds are Lambda's own; what is left out has the default that
 * Lambda gives it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.functionName) == has(oldSelf.functionName)",
    message =
        "functionName cannot be added or removed later: it names the function in AWS. Make a new"
            + " object instead",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = ReleasePlan.SAME_ALIAS,
    message = "release.alias is immutable: callers hold its ARN",
    reason = "FieldValueForbidden")
@SchemaCustomizer(value = ListTypes.class, input = "env=map:name")
public record FunctionSpec(
    @JsonPropertyDescription(
            "Name of the function in AWS. Default: <namespace>-<name>, shortened with a hash at 64"
                + " characters. Cannot be changed.")
        @Size(min = 1, max = 64)
        @Pattern("^[a-zA-Z0-9-_]+$")
        @ValidationRule(
            value = "self == oldSelf",
            message =
                "functionName is immutable: it names the function in AWS. Make a new object instead",
            reason = "FieldValueForbidden")
        @Nullable String functionName,
    @JsonPropertyDescription(
            "What the function is for. Shown in AWS; a change publishes no version.")
        @Size(max = 256)
        @Nullable String description,
    @JsonPropertyDescription("Lambda's runtime identifier, for example python3.13 or nodejs22.x.")
        @Required
        @Size(min = 1, max = 64)
        String runtime,
    @JsonPropertyDescription("What Lambda calls in the code, for example app.handler.")
        @Required
        @Size(min = 1, max = 128)
        @Pattern("^[^\\s]+$")
        String handler,
    @JsonPropertyDescription("Instruction set of the code: x86_64 or arm64.") @Default("x86_64")
        Architecture architecture,
    @JsonPropertyDescription("Where the code comes from: exactly one of its members.") @Required
        FunctionCode code,
    @JsonPropertyDescription("Memory of one execution environment, in MB.")
        @Min(128)
        @Max(10240)
        @Default("128")
        Integer memoryMB,
    @JsonPropertyDescription("Longest run of one invocation, in seconds.")
        @Min(1)
        @Max(900)
        @Default("3")
        Integer timeoutSeconds,
    @JsonPropertyDescription(
            "Environment variables: at most 4 KB in all, counted as AWS counts (compact JSON).")
        @Size(max = 256)
        List<EnvVar> env,
    @JsonPropertyDescription("The function's execution role.") @Required RoleRef role,
    @JsonPropertyDescription(
            "Tags of the function in AWS, besides the operator's own. A change publishes no"
                + " version.")
        @Size(max = 40)
        @ValidationRule(
            value = "self.all(k, !k.startsWith('aws:') && !k.startsWith('aileron.dev/'))",
            message = "tags that begin with aws: or aileron.dev/ are reserved")
        Map<String, @Size(max = 256) String> tags,
    @JsonPropertyDescription("How a new version is given traffic.") @Nullable ReleasePlan release,
    @JsonPropertyDescription("What becomes of the function in AWS when this object is deleted.")
        @Default("Delete")
        DeletionPolicy deletionPolicy,
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
  public FunctionSpec {
    architecture = architecture == null ? Architecture.x86_64 : architecture;
    memoryMB = memoryMB == null ? 128 : memoryMB;
    timeoutSeconds = timeoutSeconds == null ? 3 : timeoutSeconds;
    env = env == null ? List.of() : List.copyOf(env);
    tags = tags == null ? Map.of() : Map.copyOf(tags);
    deletionPolicy = deletionPolicy == null ? DeletionPolicy.Delete : deletionPolicy;
    suspend = suspend != null && suspend;
    progressDeadlineSeconds = progressDeadlineSeconds == null ? 900 : progressDeadlineSeconds;
  }

  /** The alias that callers use, {@link ReleasePlan#DEFAULT_ALIAS} when nothing is said. */
  public String aliasName() {
    return ReleasePlan.aliasOf(release);
  }
}
