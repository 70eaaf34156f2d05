package dev.aileron.sandbox.states;

import dev.aileron.sandbox.aws.model.AwsError;
import java.util.Map;

/** Step Functions' errors, in its words. */
final class Errors {
  private static final int BAD_REQUEST = 400;

  private Errors() {}

  static AwsError of(String code, String message) {
    return new AwsError(BAD_REQUEST, code, message);
  }

  static AwsError invalidArn(String what) {
    return of("InvalidArn", "Invalid Arn: '" + what + "'");
  }

  static AwsError invalidName(String name) {
    return of("InvalidName", "Invalid Name: '" + name + "'");
  }

  static AwsError invalidToken() {
    return of("InvalidToken", "Invalid Token: 'Invalid token'");
  }

  static AwsError machineDoesNotExist(String arn) {
    return of("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
  }

  static AwsError machineAlreadyExists(String arn) {
    return of("StateMachineAlreadyExists", "State Machine Already Exists: '" + arn + "'");
  }

  static AwsError machineDeleting(String arn) {
    return of("StateMachineDeleting", "State Machine is being deleted: '" + arn + "'");
  }

  static AwsError typeNotSupported() {
    return of(
        "StateMachineTypeNotSupported",
        "This operation is not supported by this type of state machine");
  }

  static AwsError executionDoesNotExist(String arn) {
    return of("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
  }

  static AwsError executionAlreadyExists(String arn) {
    return of("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
  }

  static AwsError activityDoesNotExist(String arn) {
    return of("ActivityDoesNotExist", "Activity Does Not Exist: '" + arn + "'");
  }

  /** What carries tags is not there: the service names it. */
  static AwsError resourceNotFound(String arn) {
    return new AwsError(
        BAD_REQUEST,
        "ResourceNotFound",
        "Resource not found: '" + arn + "'",
        Map.of("resourceName", arn));
  }

  /** A version or alias is not there: the service does not name it. */
  static AwsError referenceNotFound(String arn) {
    return new AwsError(
        BAD_REQUEST,
        "ResourceNotFound",
        "Request references a resource that does not exist.",
        Map.of("resourceName", arn));
  }

  static AwsError validation(String message) {
    return of("ValidationException", message);
  }

  /**
   * @param reason one of those that the API names, such as {@code INVALID_ROUTING_CONFIGURATION}
   */
  static AwsError validation(String message, String reason) {
    return new AwsError(BAD_REQUEST, "ValidationException", message, Map.of("reason", reason));
  }

  /** Documented with status 409. */
  static AwsError conflict(String message) {
    return new AwsError(409, "ConflictException", message);
  }

  /** Documented with status 402. */
  static AwsError quotaExceeded(String message) {
    return new AwsError(402, "ServiceQuotaExceededException", message);
  }
}
