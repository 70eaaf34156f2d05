package dev.aileron.aws;

import static dev.aileron.aws.AwsErrors.Reaction.ACCESS_DENIED;
import static dev.aileron.aws.AwsErrors.Reaction.BUSY;
import static dev.aileron.aws.AwsErrors.Reaction.GONE;
import static dev.aileron.aws.AwsErrors.Reaction.NOT_THERE;
import static dev.aileron.aws.AwsErrors.Reaction.QUOTA;
import static dev.aileron.aws.AwsErrors.Reaction.READ_AGAIN;
import static dev.aileron.aws.AwsErrors.Reaction.REJECTED;
import static dev.aileron.aws.AwsErrors.Reaction.THROTTLED;
import static dev.aileron.aws.AwsErrors.Reaction.UNAVAILABLE;
import static dev.aileron.aws.AwsErrors.Reaction.WAIT_FOR_IAM;

import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an error of AWS means for the object it happened to: one table, first row that fits. The
 * rows are those of Lambda's and Step Functions' API references; messages decide where AWS uses one
 * code for several things.
 */
public final class AwsErrors {
  private static final Pattern ANY = Pattern.compile("");
  private static final String ANY_SERVICE = "*";
  private static final Duration BUSY_POLL = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration SLOW = Duration.ofMinutes(5);

  /**
   * Of something outside of the cluster that the spec refers to: nothing tells when it is there.
   */
  private static final Duration ABSENCE_POLL = Duration.ofSeconds(15);

  /** What to do about an error. */
  public enum Reaction {
    /** The bucket of the account is empty: later. */
    THROTTLED,
    /** Another operation on the same thing is under way: poll. */
    BUSY,
    /** What was believed is not so (exists, exists not, has another revision): read, plan anew. */
    READ_AGAIN,
    /** The thing is not there. */
    GONE,
    /** A role or its policy has not reached every part of AWS yet: soon, for a bounded time. */
    WAIT_FOR_IAM,
    /** Something else in AWS that the spec refers to is missing or not usable: it may come. */
    NOT_THERE,
    /** The same request will never succeed. */
    REJECTED,
    /** A quota is used up. */
    QUOTA,
    /** The operator lacks a permission: slowly, somebody may grant it. */
    ACCESS_DENIED,
    /** AWS' own trouble, or no answer. A write may have happened: read before repeating. */
    UNAVAILABLE
  }

  /**
   * A row of the table.
   *
   * @param service lambda, sfn, or * for any
   * @param code pattern of the whole error code
   * @param message pattern found somewhere in the message
   */
  record Row(String service, Pattern code, Pattern message, Reaction reaction) {
    boolean fits(AwsFailure failure) {
      return (service.equals(ANY_SERVICE) || service.equals(failure.service()))
          && code.matcher(failure.code()).matches()
          && message.matcher(String.valueOf(failure.getMessage())).find();
    }
  }

  static final List<Row> TABLE =
      List.of(
          row(ANY_SERVICE, "NoAnswer", UNAVAILABLE),
          row(ANY_SERVICE, AwsFailure.OVER_BUDGET, THROTTLED),
          row(
              ANY_SERVICE,
              "TooManyRequestsException|Throttl.*|RequestLimitExceeded|EC2ThrottledException"
                  + "|(?i:KmsThrottlingException)",
              THROTTLED),
          row(ANY_SERVICE, "(?i:KmsAccessDeniedException)", ACCESS_DENIED),
          row(ANY_SERVICE, "(?i:Kms(InvalidState|Disabled|NotFound)Exception)", NOT_THERE),

          // Lambda: one code for "busy", "exists" and "planner's mistake"; the message decides.
          row("lambda", "ResourceConflictException", "(?i)already exist", READ_AGAIN),
          row(
              "lambda",
              "ResourceConflictException",
              "(?i)(in progress|pending|currently in the following state|cannot be performed)",
              BUSY),
          row("lambda", "ResourceConflictException", READ_AGAIN),
          row("lambda", "PreconditionFailedException", READ_AGAIN),
          row("lambda", "ResourceNotFoundException", GONE),
          row("lambda", "ResourceNotReadyException", UNAVAILABLE),
          row("lambda", "ResourceInUseException", BUSY),
          row(
              "lambda",
              "InvalidParameterValueException",
              "(?i)(role defined for the function cannot be assumed"
                  + "|provided execution role does not have permissions"
                  + "|throttled by EC2|KMS key is invalid for CreateGrant"
                  + "|please ensure the role can perform|trust policy"
                  + "|invalid principal in policy|cannot access stream)",
              WAIT_FOR_IAM),
          row(
              "lambda",
              "InvalidParameterValueException",
              "(?i)CodeSHA256 .* is different",
              READ_AGAIN),
          // The archive of the code, fetched with the rights of the caller.
          row(
              "lambda",
              "InvalidParameterValueException",
              "S3 Error Code: NoSuch(Key|Bucket|Version)",
              NOT_THERE),
          row(
              "lambda",
              "InvalidParameterValueException",
              "S3 Error Code: AccessDenied",
              ACCESS_DENIED),
          row(
              "lambda",
              "InvalidParameterValueException|ValidationException|InvalidRequestContentException"
                  + "|RequestEntityTooLargeException|RequestTooLargeException"
                  + "|CodeVerificationFailedException|InvalidCodeSignatureException"
                  + "|CodeSigningConfigNotFoundException|PolicyLengthExceededException"
                  + "|InvalidZipFileException|InvalidRuntimeException",
              REJECTED),
          row("lambda", "CodeStorageExceededException", QUOTA),

          // Step Functions
          row(
              "sfn",
              "AccessDeniedException",
              "(?i)(not authorized to create managed-rule|authorized to assume the provided role"
                  + "|not authorized to access the Log Destination)",
              WAIT_FOR_IAM),
          // The log group may be made by somebody else at the same time.
          row("sfn", "InvalidLoggingConfiguration", "(?i)log destination not found", NOT_THERE),
          row("sfn", "StateMachineAlreadyExists(Exception)?", READ_AGAIN),
          row("sfn", "StateMachineDeleting(Exception)?", BUSY),
          row("sfn", "StateMachineDoesNotExist(Exception)?", GONE),
          row("sfn", "ResourceNotFound(Exception)?", GONE),
          row("sfn", "ConflictException", READ_AGAIN),
          row("sfn", "ServiceQuotaExceededException|StateMachineLimitExceeded(Exception)?", QUOTA),
          row(
              "sfn",
              "Invalid.*|ValidationException|MissingRequiredParameter|TooManyTags"
                  + "|StateMachineTypeNotSupported",
              REJECTED),

          // common
          row(
              ANY_SERVICE,
              "AccessDenied(Exception)?|UnrecognizedClientException|InvalidClientTokenId"
                  + "|ExpiredToken(Exception)?|SignatureDoesNotMatch"
                  + "|InvalidSignatureException|IncompleteSignature|NoCredentials"
                  + "|MissingAuthenticationToken(Exception)?|AuthFailure|OptInRequired"
                  // Clocks that differ.
                  + "|RequestExpired|RequestTimeTooSkewed",
              ACCESS_DENIED));

  private AwsErrors() {}

  /** What to do about a failure: the first row that fits; for none of them, what HTTP says. */
  public static Reaction reaction(AwsFailure failure) {
    Optional<Row> row = row(failure);
    if (row.isPresent()) {
      return row.get().reaction();
    }
    return switch (failure.status()) {
      case 401, 403 -> ACCESS_DENIED;
      case 429 -> THROTTLED;
      case 408 -> UNAVAILABLE;
      // Without a code of AWS it comes from something on the way, which knows nothing of the thing.
      case 404 -> failure.code().startsWith(AwsFailure.NO_CODE) ? UNAVAILABLE : REJECTED;
      default -> failure.status() >= 400 && failure.status() < 500 ? REJECTED : UNAVAILABLE;
    };
  }

  /** The row that a failure fits; empty if the table does not know it. */
  static Optional<Row> row(AwsFailure failure) {
    return TABLE.stream().filter(row -> row.fits(failure)).findFirst();
  }

  /** The same as a hold on the object. */
  public static Hold hold(AwsFailure failure) {
    String what = failure.explanation();
    return switch (reaction(failure)) {
      case THROTTLED -> new Hold.Waiting(Reason.Throttled, what, bounded(failure.retryAfter()));
      case BUSY -> new Hold.Settling(Reason.Updating, what, BUSY_POLL);
      case READ_AGAIN, GONE -> new Hold.Waiting(Reason.Conflict, what, SOON);
      case WAIT_FOR_IAM -> new Hold.Waiting(Reason.WaitingForIAM, what, SOON);
      case NOT_THERE -> new Hold.Waiting(Reason.DependencyNotReady, what, ABSENCE_POLL);
      case REJECTED -> Hold.stalled(Reason.RejectedByAWS, what);
      case QUOTA -> new Hold.Stalled(Reason.QuotaExceeded, what, SLOW);
      case ACCESS_DENIED -> new Hold.Stalled(Reason.AccessDenied, what, SLOW);
      case UNAVAILABLE -> new Hold.Waiting(Reason.AwsUnavailable, what, SOON);
    };
  }

  /** As long as AWS asks for, but neither hot nor for hours. */
  private static Duration bounded(@Nullable Duration retryAfter) {
    if (retryAfter == null) {
      return SOON;
    }
    if (retryAfter.compareTo(BUSY_POLL) < 0) {
      return BUSY_POLL;
    }
    return retryAfter.compareTo(SLOW) > 0 ? SLOW : retryAfter;
  }

  private static Row row(String service, String code, Reaction reaction) {
    return new Row(service, Pattern.compile(code), ANY, reaction);
  }

  private static Row row(String service, String code, String message, Reaction reaction) {
    return new Row(service, Pattern.compile(code), Pattern.compile(message), reaction);
  }
}
