package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** An immutable version, and the generation of the object that it was made of. */
public record PublishedVersion(
    @JsonPropertyDescription("Number of the version.") @Required @Size(max = 20) String version,
    @JsonPropertyDescription("ARN of the version.") @Required @Size(max = 2048) String arn,
    @JsonPropertyDescription("The newest generation of the object whose content it has.") @Required
        Long generation) {}
