package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** An IAM role. */
public record RoleRef(
    @JsonPropertyDescription("ARN of an existing role that the service may assume.")
        @Required
        @Size(min = 20, max = 2048)
        @Pattern("^arn:aws[a-zA-Z-]*:iam::[0-9]{12}:role/?[a-zA-Z0-9_+=,.@/-]+$")
        String arn) {}
