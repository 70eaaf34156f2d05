package dev.aileron.sandbox.aws;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer of an AWS service.
 *
 * @param status the HTTP status; 0 when the service was never asked, because a fault broke the
 *     connection before
 * @param error the service's error code, such as {@code ResourceConflictException}; null when the
 *     call succeeded or the answer names none
 * @param body to be read once and closed
 * @param delivery whether the client gets it
 */
public record AwsResponse(
    int status, Headers headers, @Nullable String error, InputStream body, Delivery delivery) {

  /** An answer that the client gets as it is. */
  public AwsResponse(int status, Headers headers, @Nullable String error, InputStream body) {
    this(status, headers, error, body, Delivery.WHOLE);
  }

  /**
   * An answer that is there as a whole.
   *
   * @param more header names and values in turn
   */
  public static AwsResponse of(int status, String contentType, byte[] body, String... more) {
    var headers = new ArrayList<Headers.Header>();
    headers.add(new Headers.Header("Content-Type", contentType));
    headers.add(new Headers.Header("Content-Length", String.valueOf(body.length)));
    for (int i = 0; i + 1 < more.length; i += 2) {
      headers.add(new Headers.Header(more[i], more[i + 1]));
    }
    return new AwsResponse(status, new Headers(headers), null, new ByteArrayInputStream(body));
  }

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

  /** The same answer with that error code for the log. */
  public AwsResponse withError(String code) {
    return new AwsResponse(status, headers, code, body, delivery);
  }

  /** The same answer, delivered otherwise. */
  public AwsResponse delivered(Delivery otherwise) {
    return new AwsResponse(status, headers, error, body, otherwise);
  }

  /** No answer at all, and no service was asked. */
  public static AwsResponse dropped(String fault) {
    return new AwsResponse(
        0,
        new Headers(List.of()),
        null,
        InputStream.nullInputStream(),
        new Delivery(Delivery.Way.DROPPED, fault));
  }
}
