package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** How long durable executions of a function may take, and are remembered. */
public record DurableSettings(
    @JsonPropertyDescription(
            "Longest durable execution, with all its invocations and waits, in seconds.")
        @Required
        @Min(1)
        @Max(31622400)
        Integer executionTimeoutSeconds,
    @JsonPropertyDescription("How long the history of an execution is kept after its end, in days.")
        @Min(1)
        @Max(90)
        @Default("14")
        Integer retentionDays) {
  public DurableSettings {
    executionTimeoutSeconds = executionTimeoutSeconds == null ? 1 : executionTimeoutSeconds;
    retentionDays = retentionDays == null ? 14 : retentionDays;
  }
}
