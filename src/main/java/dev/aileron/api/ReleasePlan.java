package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** How a new version is given traffic. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReleasePlan(
    @JsonPropertyDescription(
            "Name of the alias that callers use. Needs a letter. Cannot be changed.")
        @Size(min = 1, max = 80)
        @Pattern("^[a-zA-Z0-9-_]*[a-zA-Z_-][a-zA-Z0-9-_]*$")
        @Default(DEFAULT_ALIAS)
        String alias) {
  public static final String DEFAULT_ALIAS = "live";

  /**
   * CEL for specs that have a plan: the alias stays, also when the plan is added or left out. A
   * rule on the field itself is not asked then.
   */
  static final String SAME_ALIAS =
      "(has(self.release) ? self.release.alias : '"
          + DEFAULT_ALIAS
          + "') == (has(oldSelf.release) ? oldSelf.release.alias : '"
          + DEFAULT_ALIAS
          + "')";

  public ReleasePlan {
    alias = alias == null ? DEFAULT_ALIAS : alias;
  }

  static String aliasOf(@Nullable ReleasePlan plan) {
    return plan == null ? DEFAULT_ALIAS : plan.alias();
  }
}
