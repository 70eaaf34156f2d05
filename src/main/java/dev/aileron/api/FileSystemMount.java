package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A file system that a function sees as a folder. */
public record FileSystemMount(
    @JsonPropertyDescription("ARN of the access point of an EFS or S3 Files file system.")
        @Required
        @Size(min = 20, max = 200)
        @Pattern("^arn:aws[a-zA-Z-]*:[a-z0-9-]+:[a-z0-9-]+:[0-9]{12}:[a-zA-Z0-9/_.:-]+$")
        String arn,
    @JsonPropertyDescription("Where the function sees it: a folder in /mnt/.")
        @Required
        @Size(min = 6, max = 160)
        @Pattern("^/mnt/[a-zA-Z0-9-_.]+$")
        String mountPath) {}
