package dev.aileron.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** The edge between the SDK's exceptions and {@link AwsFailure}. */
public final class AwsCall {
  private static final String MEASURED = "String measured: ";

  private AwsCall() {}

  /**
   * Makes a call.
   *
   * @throws AwsFailure if AWS refuses it or does not answer
   */
  public static <T> T of(String service, String operation, Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      throw refused(service, operation, e);
    } catch (SdkException e) {
      boolean credentials = String.valueOf(e.getMessage()).contains("credentials");
      throw new AwsFailure(
          service,
          operation,
          credentials ? "NoCredentials" : AwsFailure.NO_ANSWER,
          0,
          firstLine(String.valueOf(e.getMessage())),
          null,
          e);
    }
  }

  private static AwsFailure refused(String service, String operation, AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    String message = details == null ? null : details.errorMessage();
    return new AwsFailure(
        service,
        operation,
        code == null ? AwsFailure.NO_CODE + e.statusCode() : code,
        e.statusCode(),
        // Without AWS' details: e.getMessage() also carries the request id, which is different
        // every time and would make every retry a new status.
        message == null ? "HTTP status " + e.statusCode() : withoutValues(message),
        retryAfter(details),
        // Nor as a cause, whose message would have what was left out of ours.
        null);
  }

  /**
   * Lambda repeats all variables with their values when they are too large together: "…exceeded the
   * 4KB limit. String measured: {…}". They may come from Secrets, and messages go into the status.
   */
  private static String withoutValues(String message) {
    int values = message.indexOf(MEASURED);
    return values < 0
        ? message
        : message.substring(0, values + MEASURED.length()) + "(left out: it may hold secrets)";
  }

  static @Nullable Duration retryAfter(@Nullable AwsErrorDetails details) {
    if (details == null || details.sdkHttpResponse() == null) {
      return null;
    }
    Optional<String> header = details.sdkHttpResponse().firstMatchingHeader("Retry-After");
    return header
        .filter(value -> value.matches("[0-9]{1,4}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(null);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
