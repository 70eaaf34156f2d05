package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.aileron.api.schema.ConditionSchema;
import dev.aileron.kernel.conditions.Condition;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator knows about a function. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SchemaCustomizer(ConditionSchema.class)
public record FunctionStatus(
    @JsonPropertyDescription("The newest generation that the conditions speak of.")
        @Nullable Long observedGeneration,
    List<Condition> conditions,
    @JsonPropertyDescription(
            "When work on the observed generation began; absent when there is none to do.")
        @Size(max = 32)
        @Nullable String progressStartedTime,
    @JsonPropertyDescription("Name of the function in AWS.") @Size(max = 64)
        @Nullable String functionName,
    @JsonPropertyDescription("ARN of the function, without a qualifier.") @Size(max = 2048)
        @Nullable String functionARN,
    @JsonPropertyDescription("ARN of the alias. Callers use this one.") @Size(max = 2048)
        @Nullable String aliasARN,
    @JsonPropertyDescription("The newest published version.") @Nullable PublishedVersion published,
    @JsonPropertyDescription("The version that the alias serves.") @Nullable VersionRef stable,
    @JsonPropertyDescription("CodeSha256 of the code as last deployed.") @Size(max = 64)
        @Nullable String codeSHA256,
    @JsonPropertyDescription("Short hash of where the code as last deployed came from.")
        @Size(max = 64)
        @Nullable String codeSource,
    @JsonPropertyDescription("The image as last deployed, with its digest as Lambda found it.")
        @Size(max = 2048)
        @Nullable String codeImage,
    @JsonPropertyDescription("Lambda's RevisionId of $LATEST as last seen.") @Size(max = 64)
        @Nullable String revisionID,
    @JsonPropertyDescription("Code signing configuration of the function; absent for none.")
        @Size(max = 256)
        @Nullable String codeSigningConfigARN,
    @JsonPropertyDescription(
            "When the runtime under the newest version is updated; absent for Auto.")
        @Size(max = 32)
        @Nullable String runtimeUpdates,
    @JsonPropertyDescription("The newest generation that AWS has had completely.")
        @Nullable Long syncedGeneration)
    implements ReconciledStatus {
  public FunctionStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /** A status that says nothing yet. */
  public static FunctionStatus none() {
    return new FunctionStatus(
        null, List.of(), null, null, null, null, null, null, null, null, null, null, null, null,
        null);
  }
}
