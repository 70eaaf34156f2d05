package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A field of any object of the same namespace, for example of a queue that ACK manages. */
@ValidationRule(
    value = "!(self.apiVersion == 'v1' && self.kind == 'Secret')",
    message = "use secretKeyRef for a Secret: what resourceRef finds is not treated as secret")
public record ResourceRef(
    @JsonPropertyDescription("API group and version, for example sqs.services.k8s.aws/v1alpha1.")
        @Required
        @Size(min = 2, max = 253)
        @Pattern("^([a-z0-9.-]+/)?v[0-9][a-z0-9]*$")
        String apiVersion,
    @JsonPropertyDescription("Kind, for example Queue.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[A-Z][A-Za-z0-9]*$")
        String kind,
    @JsonPropertyDescription("Name of the object, in the same namespace.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$")
        String name,
    @JsonPropertyDescription(
            "Where the value stands in it: names with dots before them and places in lists, for"
                + " example .status.queueURL or .status.endpoints[0].address.")
        @Required
        @Size(min = 2, max = 512)
        @Pattern("^(\\.[A-Za-z0-9_-]+|\\[[0-9]{1,4}\\])+$")
        String fieldPath) {}
