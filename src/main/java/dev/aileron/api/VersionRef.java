package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A version that takes traffic, and the Release that tells about it. */
public record VersionRef(
    @JsonPropertyDescription("Number of the version.") @Required @Size(max = 20) String version,
    @JsonPropertyDescription("Name of its Release, in the same namespace.")
        @Required
        @Size(max = 253)
        String release) {}
