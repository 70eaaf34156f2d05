package dev.aileron.sandbox.lambda.wire;

import dev.aileron.sandbox.aws.model.AwsError;
import java.util.List;
import java.util.Map;

/** Lambda's errors, in the words of the service. How they look on the wire is the endpoint's. */
public final class Errors {

  private Errors() {}

  public static AwsError invalid(String message) {
    return new AwsError(400, "InvalidParameterValueException", message);
  }

  public static AwsError notFound(String message) {
    return notFound("ResourceNotFoundException", message);
  }

  public static AwsError notFound(String code, String message) {
    return new AwsError(404, code, message);
  }

  public static AwsError functionNotFound(String arn) {
    return notFound("Function not found: " + arn);
  }

  public static AwsError conflict(String message) {
    return new AwsError(409, "ResourceConflictException", message);
  }

  /** The function, its alias or its policy was changed by somebody else meanwhile. */
  public static AwsError revisionMismatch(String api) {
    return new AwsError(
        412,
        "PreconditionFailedException",
        "The Revision Id provided does not match the latest Revision Id. Call the %s API to retrieve the latest Revision Id"
            .formatted(api));
  }

  public static AwsError tooLarge(String message) {
    return new AwsError(413, "RequestTooLargeException", message);
  }

  public static AwsError inUse(String message) {
    return new AwsError(400, "ResourceInUseException", message);
  }

  /**
   * An invocation that finds no free execution environment.
   *
   * @param reason such as {@code ReservedFunctionConcurrentInvocationLimitExceeded}
   */
  public static AwsError throttled(String reason) {
    return new AwsError(
        429, "TooManyRequestsException", "Rate Exceeded.", Map.of("Reason", reason));
  }

  public static AwsError unparsablePayload(String why) {
    return new AwsError(
        400,
        "InvalidRequestContentException",
        "Could not parse request body into json: Could not parse payload into json: " + why);
  }

  /** What the front end says before the service sees the request. */
  public static AwsError validation(List<String> failures) {
    return new AwsError(400, "ValidationException", detected(failures));
  }

  /** The same words from the service itself. */
  public static AwsError invalid(List<String> failures) {
    return invalid(detected(failures));
  }

  /** An operation or a part of one that the sandbox knows and does not have. */
  public static AwsError notModelled(String what) {
    return new AwsError(
        501, "NotImplementedException", "The sandbox's Lambda does not model " + what + ".");
  }

  /** The service failed, and not by the caller's fault. */
  public static AwsError service(String message) {
    return new AwsError(500, "ServiceException", message);
  }

  private static String detected(List<String> failures) {
    return "%d validation error%s detected: %s"
        .formatted(failures.size(), failures.size() == 1 ? "" : "s", String.join("; ", failures));
  }
}
