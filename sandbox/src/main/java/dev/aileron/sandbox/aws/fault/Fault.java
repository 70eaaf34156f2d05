package dev.aileron.sandbox.aws.fault;

import dev.aileron.sandbox.aws.AwsCall;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that goes wrong with a request. */
sealed interface Fault {

  /** The service's own throttling error. */
  record Throttle(Duration retryAfter) implements Fault {}

  /**
   * An error.
   *
   * @param code null for the one the service uses with that status
   * @param message null for the service's own words
   */
  record Error(int status, @Nullable String code, @Nullable String message) implements Fault {}

  /** The connection is reset; the service is never asked. */
  record Reset() implements Fault {}

  /** The service does what it is asked, and the connection is reset instead of its answer. */
  record DropReply() implements Fault {}

  /** The service does what it is asked, and half of its answer arrives. */
  record Truncate() implements Fault {}

  /** Nothing is done and nothing answered for so long; then the connection is reset. */
  record Hang(Duration duration) implements Fault {}

  /** It takes so much longer, and then goes on. */
  record Delay(Duration duration) implements Fault {}

  /** The caller's session is over. */
  record ExpiredToken() implements Fault {}

  /**
   * The client's clock is behind by so much: requests are refused until the client corrects its
   * clock by the answer's date, as the SDKs do.
   */
  record ClockSkew(Duration by) implements Fault {}

  /**
   * The caller may not.
   *
   * @param message null for IAM's usual words
   */
  record AccessDenied(@Nullable String message) implements Fault {}

  /**
   * Somebody else calls AWS; the request that set it off goes on.
   *
   * @param account null for the request's
   * @param region null for the request's
   * @param after whether it happens when the request is through, and not before
   */
  record OutOfBand(AwsCall call, @Nullable String account, @Nullable String region, boolean after)
      implements Fault {}
}
