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
 * @param caller the access key id that signed the request; null when nobody did
 * @param status the HTTP status of the answer
 * @param error the service's error code; null when the call succeeded
 * @param write whether the operation changes configuration or stored data
 */
@JsonPropertyOrder({
  "time",
  "service",
  "operation",
  "resource",
  "caller",
  "status",
  "error",
  "write"
})
public record LoggedRequest(
    String time,
    String service,
    String operation,
    @Nullable String resource,
    @Nullable String caller,
    int status,
    @Nullable String error,
    boolean write) {

  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  static LoggedRequest of(
      Instant time, AwsRequest request, Operation operation, AwsResponse response) {
    var scope = request.scope();
    return new LoggedRequest(
        MILLISECONDS.format(time.truncatedTo(ChronoUnit.MILLIS)),
        operation.service(),
        operation.name(),
        operation.resource(),
        scope == null ? null : scope.accessKeyId(),
        response.status(),
        response.error(),
        operation.write());
  }
}
