package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.aileron.api.schema.ConditionSchema;
import dev.aileron.kernel.conditions.Condition;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a version is released. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SchemaCustomizer(ConditionSchema.class)
public record ReleaseStatus(
    @JsonPropertyDescription("The newest generation that the conditions speak of.")
        @Nullable Long observedGeneration,
    List<Condition> conditions,
    @JsonPropertyDescription("How far this release is, in one word.") @Nullable ReleasePhase phase,
    @JsonPropertyDescription("Share of the alias' traffic, in percent.") @Min(0) @Max(100)
        @Nullable Integer weight,
    @JsonPropertyDescription("The same for people.") @Size(max = 1024) @Nullable String message) {
  public ReleaseStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }
}
