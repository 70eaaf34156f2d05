package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A KMS key of your own for definition and executions. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkflowEncryption(
    @JsonPropertyDescription("ARN of a symmetric KMS key; of the key itself, not of an alias.")
        @Required
        @Size(max = 2048)
        @Pattern("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[a-zA-Z0-9-]{1,256}$")
        String kmsKeyARN,
    @JsonPropertyDescription(
            "How long Step Functions uses a data key before it asks KMS for a new one, in seconds."
                + " Longer costs less.")
        @Min(60)
        @Max(900)
        @Default("300")
        Integer dataKeyReuseSeconds) {
  private static final int DEFAULT_REUSE = 300;

  public WorkflowEncryption {
    dataKeyReuseSeconds = dataKeyReuseSeconds == null ? DEFAULT_REUSE : dataKeyReuseSeconds;
  }
}
