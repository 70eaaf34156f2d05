package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How a new version is given traffic. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReleasePlan(
    @JsonPropertyDescription(
            "Name of the alias that callers use. Needs a letter. Cannot be changed.")
        @Size(min = 1, max = 80)
        @Pattern("^[a-zA-Z0-9-_]*[a-zA-Z_-][a-zA-Z0-9-_]*$")
        @ValidationRule(
            value = "self == oldSelf",
            message = "release.alias is immutable: callers hold its ARN",
            reason = "FieldValueForbidden")
        @Default(DEFAULT_ALIAS)
        String alias) {
  public static final String DEFAULT_ALIAS = "live";

  public ReleasePlan {
    alias = alias == null ? DEFAULT_ALIAS : alias;
  }

  static String aliasOf(@Nullable ReleasePlan plan) {
    return plan == null ? DEFAULT_ALIAS : plan.alias();
  }
}
