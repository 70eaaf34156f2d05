package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What executions write to a log group. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.logGroupARN) == (!has(self.level) || self.level != 'OFF')",
    message = "logGroupARN says where to write; set it unless level is OFF, and only then")
public record WorkflowLogging(
    @JsonPropertyDescription(
            "ALL: every event. ERROR: failures and what was caught and retried. FATAL: only how an"
                + " execution failed. OFF: nothing.")
        @Default("ERROR")
        Level level,
    @JsonPropertyDescription(
            "Whether input, output and Arguments are written too. They may hold what should not be"
                + " in a log.")
        @Default("false")
        Boolean includeExecutionData,
    @JsonPropertyDescription(
            "ARN of the log group. Give it a name that begins with /aws/vendedlogs/states/: other"
                + " names use up the account's few resource policies of CloudWatch Logs.")
        @Size(max = 2048)
        @Pattern(
            "^arn:aws[a-z-]*:logs:[a-z0-9-]+:[0-9]{12}:log-group:[a-zA-Z0-9_/.#-]{1,512}(:\\*)?$")
        @Nullable String logGroupARN) {
  public WorkflowLogging {
    level = level == null ? Level.ERROR : level;
    includeExecutionData = includeExecutionData != null && includeExecutionData;
  }

  /** How much is written; AWS' own words. */
  public enum Level {
    ALL,
    ERROR,
    FATAL,
    OFF
  }
}
