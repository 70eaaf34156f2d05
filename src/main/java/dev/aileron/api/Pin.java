package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A function version that a workflow version is bound to. */
public record Pin(
    @JsonPropertyDescription("Name of the ServerlessFunction.") @Required @Size(max = 253)
        String function,
    @JsonPropertyDescription("Number of the version.") @Required @Size(max = 20) String version,
    @JsonPropertyDescription("ARN of the version.") @Required @Size(max = 2048) String arn) {}
