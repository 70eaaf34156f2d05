package dev.aileron.sandbox.aws.fault;

import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Headers;
import dev.aileron.sandbox.aws.WireError;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;

/** A service whose clock is ahead of the client's. */
final class SkewedClock {

  /** How far a signature's time may be off. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final DateTimeFormatter SIGNED =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private SkewedClock() {}

  /** Whether the request's signature is too old for a service that is ahead by so much. */
  static boolean isWrong(Call call, Duration by) {
    var signed = call.request().headers().first("X-Amz-Date");
    if (signed == null) {
      return true;
    }
    try {
      var off = Duration.between(Instant.from(SIGNED.parse(signed)), call.time().plus(by));
      return off.abs().compareTo(TOLERANCE) > 0;
    } catch (DateTimeParseException e) {
      return true;
    }
  }

  /** The refusal, with the service's date by which SDKs correct their clock. */
  static AwsResponse refuse(Call call, Duration by) {
    var now = call.time().plus(by);
    var signed = call.request().headers().first("X-Amz-Date");
    var message =
        "Signature expired: %s is now earlier than %s (%s - 5 min.)"
            .formatted(
                signed == null ? SIGNED.format(call.time()) : signed,
                SIGNED.format(now.minus(TOLERANCE)),
                SIGNED.format(now));
    var answer = WireError.of(call.request(), call.operation()).write(error(call, message));
    var headers = new ArrayList<>(answer.headers().all());
    headers.add(
        new Headers.Header(
            "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC))));
    return new AwsResponse(
        answer.status(), new Headers(headers), answer.error(), answer.body(), answer.delivery());
  }

  private static AwsError error(Call call, String message) {
    return switch (call.operation().service()) {
      case "iam", "sts", "sns" -> new AwsError(403, "SignatureDoesNotMatch", message);
      case "s3" ->
          new AwsError(
              403,
              "RequestTimeTooSkewed",
              "The difference between the request time and the current time is too large.");
      case "lambda", "scheduler", "pipes", "monitoring" ->
          new AwsError(403, "InvalidSignatureException", message);
      default -> new AwsError(400, "InvalidSignatureException", message);
    };
  }
}
