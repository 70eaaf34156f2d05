package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What a function's logs look like and where they go. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.format == 'JSON' || !(has(self.applicationLevel) || has(self.systemLevel))",
    message = "levels need format: JSON; Lambda does not filter text")
public record FunctionLogging(
    @JsonPropertyDescription("Text, or JSON with levels.") @Default("Text") Format format,
    @JsonPropertyDescription("The least level of the code's own logs; JSON only. Default INFO.")
        @Nullable ApplicationLevel applicationLevel,
    @JsonPropertyDescription("The least level of Lambda's own logs; JSON only. Default INFO.")
        @Nullable SystemLevel systemLevel,
    @JsonPropertyDescription("Log group. Default: /aws/lambda/<function name>.")
        @Size(min = 1, max = 512)
        @Pattern("^[.\\-_/#A-Za-z0-9]+$")
        @Nullable String logGroup) {
  public FunctionLogging {
    format = format == null ? Format.Text : format;
  }

  /** Format of log lines. */
  public enum Format {
    Text,
    JSON
  }

  /** Levels of what the code logs. */
  public enum ApplicationLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL
  }

  /** Levels of what Lambda logs of invocations. */
  public enum SystemLevel {
    DEBUG,
    INFO,
    WARN
  }
}
