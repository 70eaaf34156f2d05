package dev.aileron.sandbox.aws;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer of an AWS service.
 *
 * @param error the service's error code, such as {@code ResourceConflictException}; null when the
 *     call succeeded or the answer names none
 * @param body to be read once and closed
 */
public record AwsResponse(int status, Headers headers, @Nullable String error, InputStream body) {

  /** An error in the form of AWS's JSON services, which the SDKs turn into an exception. */
  public static AwsResponse error(int status, String code, String message) {
    var text =
        "{\"__type\":\"%s\",\"message\":\"%s\"}"
            .formatted(code, new String(JsonStringEncoder.getInstance().quoteAsString(message)));
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var headers =
        List.of(
            new Headers.Header("Content-Type", "application/json"),
            new Headers.Header("Content-Length", String.valueOf(bytes.length)),
            new Headers.Header("x-amzn-ErrorType", code));
    return new AwsResponse(status, new Headers(headers), code, new ByteArrayInputStream(bytes));
  }
}
