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
      value = "has(self.configMapKeyRef) != has(self.secretKeyRef)",
      message = "exactly one of configMapKeyRef and secretKeyRef must be set")
  public record Source(
      @JsonPropertyDescription("A key of a ConfigMap. A change of it is a change of the function.")
          @Nullable KeyRef configMapKeyRef,
      @JsonPropertyDescription(
              "A key of a Secret. A change of it is seen within the resync period.")
          @Nullable KeyRef secretKeyRef) {}
}
