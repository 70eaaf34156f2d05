package dev.aileron.aws;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that AWS refused, or that got no answer. Thrown by gateways, caught in one place, which
 * asks {@link AwsErrors} what it means.
 */
public final class AwsFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Code of a call that got no answer. */
  public static final String NO_ANSWER = "NoAnswer";

  /** Code of a call that was not made, to spare the quota of the account. */
  public static final String OVER_BUDGET = "OverBudget";

  /** How the code of an answer begins that has none of AWS'; the HTTP status follows. */
  public static final String NO_CODE = "HTTP";

  private final String service;
  private final String operation;
  private final String code;
  private final int status;
  private final @Nullable Duration retryAfter;

  /**
   * @param code AWS' own name of the error, {@link #NO_ANSWER}, or {@link #NO_CODE} and the status
   * @param status HTTP status, 0 without an answer
   * @param message AWS' own text
   */
  public AwsFailure(
      String service,
      String operation,
      String code,
      int status,
      String message,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(message, cause);
    this.service = service;
    this.operation = operation;
    this.code = code;
    this.status = status;
    this.retryAfter = retryAfter;
  }

  public String service() {
    return service;
  }

  public String operation() {
    return operation;
  }

  public String code() {
    return code;
  }

  public int status() {
    return status;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** The same with another text. */
  public AwsFailure withMessage(String message) {
    return new AwsFailure(service, operation, code, status, message, retryAfter, getCause());
  }

  /** AWS' text, with the operation that it answers to. */
  public String explanation() {
    return service + " " + operation + ": " + code + ": " + getMessage();
  }
}
