package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** An environment variable of a function. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.value) != has(self.valueFrom)",
    message = "exactly one of value and valueFrom must be set")
// Lambda's "Reserved environment variables": what the runtime sets itself.
@ValidationRule(
    value =
        "!(self.name in ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_EXECUTION_ENV',"
            + " 'AWS_ACCESS_KEY', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY',"
            + " 'AWS_SESSION_TOKEN', 'AWS_LAMBDA_FUNCTION_NAME',"
            + " 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_VERSION',"
            + " 'AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_GROUP_NAME',"
            + " 'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_LAMBDA_RUNTIME_API', 'LAMBDA_TASK_ROOT',"
            + " 'LAMBDA_RUNTIME_DIR'])",
    message = "Lambda sets this variable itself and refuses it; use another name")
public record EnvVar(
    @JsonPropertyDescription("Name, as Lambda allows it: a letter, then letters, digits and _.")
        @Required
        @Size(min = 2, max = 255)
        @Pattern("^[a-zA-Z][a-zA-Z0-9_]+$")
        String name,
    @JsonPropertyDescription("The value itself.") @Size(max = 4096) @Nullable String value,
    @JsonPropertyDescription("Where the value comes from.") @Nullable Source valueFrom) {

  /** Where a value comes from. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value =
          "[has(self.configMapKeyRef), has(self.secretKeyRef),"
              + " has(self.resourceRef)].exists_one(x, x)",
      message = "exactly one of configMapKeyRef, secretKeyRef and resourceRef must be set")
  public record Source(
      @JsonPropertyDescription("A key of a ConfigMap. A change of it is a change of the function.")
          @Nullable KeyRef configMapKeyRef,
      @JsonPropertyDescription(
              "A key of a Secret. A change of it is seen within the resync period.")
          @Nullable KeyRef secretKeyRef,
      @JsonPropertyDescription(
              "A field of any object, for example of a queue that ACK or Crossplane manages. The"
                  + " platform team has to allow it with the chart's value rbac.resourceRefs. A"
                  + " change of it is seen within the resync period; should the object go, the"
                  + " last version goes on serving.")
          @Nullable ResourceRef resourceRef) {}
}
