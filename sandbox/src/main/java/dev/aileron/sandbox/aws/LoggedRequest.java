package dev.aileron.sandbox.aws;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One line of the request log. It never holds anything of a body but the name of a resource.
 *
 * @param time when the request came in: RFC 3339, UTC, milliseconds
 * @param service the name the service signs under
 * @param caller the access key id that signed the request, or the role in whose name the sandbox
 *     itself called; null when nobody signed
 * @param status the HTTP status of the answer; 0 when a fault broke the connection before a service
 *     was asked
 * @param error the service's error code; null when the call succeeded
 * @param write whether the operation changes configuration or stored data
 * @param account twelve digits; null when it could not be told
 * @param qualifier the version or alias; null when the request names none
 * @param durationMs from the request's head to the answer's, in milliseconds
 * @param fault the name of the injected fault; null when there was none
 */
@JsonPropertyOrder({
  "time",
  "service",
  "operation",
  "resource",
  "caller",
  "status",
  "error",
  "write",
  "account",
  "qualifier",
  "durationMs",
  "fault"
})
public record LoggedRequest(
    String time,
    String service,
    String operation,
    @Nullable String resource,
    @Nullable String caller,
    int status,
    @Nullable String error,
    boolean write,
    @Nullable String account,
    @Nullable String qualifier,
    double durationMs,
    @Nullable String fault) {

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final double NANOSECONDS_A_MICROSECOND = 1e3;

  /**
   * The line of a request.
   *
   * @param nanoseconds how long its answer took
   */
  static LoggedRequest of(
      Instant time,
      Operation operation,
      @Nullable String caller,
      @Nullable String account,
      AwsResponse response,
      long nanoseconds) {
    return new LoggedRequest(
        MILLISECONDS.format(time.truncatedTo(ChronoUnit.MILLIS)),
        operation.service(),
        operation.name(),
        operation.resource(),
        caller,
        response.status(),
        response.error(),
        operation.write(),
        account,
        operation.qualifier(),
        Math.round(nanoseconds / NANOSECONDS_A_MICROSECOND) / NANOSECONDS_A_MICROSECOND,
        response.delivery().fault());
  }
}
