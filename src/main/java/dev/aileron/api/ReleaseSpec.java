package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.aileron.api.schema.ListTypes;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a published version contains. Never changes. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self == oldSelf",
    message = "spec is immutable: it describes a version that is published",
    reason = "FieldValueForbidden")
// Not a map list: in CEL the API server (seen with 1.36) takes one of two or more entries for
// unequal to itself, and would refuse every write of a Release as a change of its spec.
@SchemaCustomizer(value = ListTypes.class, input = "pins=atomic")
public record ReleaseSpec(
    @JsonPropertyDescription("The object whose version this is.") @Required Owner owner,
    @JsonPropertyDescription("Number of the version.") @Required @Size(max = 20) String version,
    @JsonPropertyDescription("ARN of the version.") @Required @Size(max = 2048) String versionARN,
    @JsonPropertyDescription("Hash of everything in the spec that makes a version.")
        @Required
        @Size(max = 64)
        String specHash,
    @JsonPropertyDescription("CodeSha256 of a function's version.") @Size(max = 64)
        @Nullable String codeSHA256,
    @JsonPropertyDescription("SHA-256 of a workflow version's definition, in hex.") @Size(max = 64)
        @Nullable String definitionSHA256,
    @JsonPropertyDescription("The function versions that a workflow's version is bound to.")
        @Size(max = 256)
        @Nullable List<Pin> pins,
    @JsonPropertyDescription("The release plan as it was when the version was published.")
        @Nullable ReleasePlan plan,
    @JsonPropertyDescription("The version that was served when this one was published.")
        @Size(max = 20)
        @Nullable String previousVersion) {

  /** The object whose version a Release describes. */
  public record Owner(
      @JsonPropertyDescription("ServerlessFunction or Workflow.") @Required @Size(max = 63)
          String kind,
      @JsonPropertyDescription("Its name, in the same namespace.") @Required @Size(max = 253)
          String name) {}
}
