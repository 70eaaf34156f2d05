package dev.aileron.sandbox.aws.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as an AWS service answers it.
 *
 * <p>The endpoint writes it in the wire format of the service: JSON over REST for Lambda ({@code
 * x-amzn-ErrorType}, {@code Type} User or Service), JSON 1.0 for Step Functions ({@code __type}).
 */
public final class AwsError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient Map<String, Object> fields;

  /**
   * @param status HTTP status, 400 to 599
   * @param code such as {@code ResourceConflictException}
   * @param message as AWS words it
   */
  public AwsError(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  /**
   * @param fields further fields of the body by name, such as {@code Reason} or {@code
   *     resourceName}; strings, numbers, booleans, lists and maps of those. {@code
   *     retryAfterSeconds} becomes Lambda's header {@code Retry-After}. Lambda's {@code Type} is
   *     found from the status; an empty string keeps it out, as AWS does for some errors.
   */
  public AwsError(int status, String code, String message, Map<String, Object> fields) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.fields = new LinkedHashMap<>(fields);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  public Map<String, Object> fields() {
    return fields;
  }
}
