package dev.aileron.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.status.Reason;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the error table, with a message as AWS writes it. */
class AwsErrorsTest {
  @ParameterizedTest(name = "{0} {1}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "lambda|TooManyRequestsException|429|Rate exceeded|THROTTLED",
        "sfn|ThrottlingException|400|Rate exceeded|THROTTLED",
        "sts|Throttling|400|Rate exceeded|THROTTLED",
        "lambda|ResourceConflictException|409|The operation cannot be performed at this time. An"
            + " update is in progress for resource: arn:aws:lambda:eu-west-1:1:function:f|BUSY",
        "lambda|ResourceConflictException|409|The operation cannot be performed at this time. The"
            + " function is currently in the following state: Pending|BUSY",
        "lambda|ResourceConflictException|409|Function already exist: f|READ_AGAIN",
        "lambda|ResourceConflictException|409|Alias already exists: arn|READ_AGAIN",
        "lambda|ResourceConflictException|409|Something else|READ_AGAIN",
        "lambda|PreconditionFailedException|412|The Revision Id provided does not match the latest"
            + " Revision Id|READ_AGAIN",
        "lambda|ResourceNotFoundException|404|Function not found: arn|GONE",
        "lambda|ResourceNotReadyException|502|not ready|UNAVAILABLE",
        "lambda|ResourceInUseException|400|in use|BUSY",
        "lambda|InvalidParameterValueException|400|The role defined for the function cannot be"
            + " assumed by Lambda.|WAIT_FOR_IAM",
        "lambda|InvalidParameterValueException|400|The provided execution role does not have"
            + " permissions to call SendMessage on SQS|WAIT_FOR_IAM",
        "lambda|InvalidParameterValueException|400|Your request has been throttled by EC2|"
            + "WAIT_FOR_IAM",
        "lambda|InvalidParameterValueException|400|CodeSHA256 (x) is different from current"
            + " CodeSHA256 in $LATEST (y)|READ_AGAIN",
        "lambda|InvalidParameterValueException|400|Unzipped size must be smaller than 262144000"
            + " bytes|REJECTED",
        "lambda|ValidationException|400|1 validation error detected|REJECTED",
        "lambda|RequestEntityTooLargeException|413|Request must be smaller|REJECTED",
        "lambda|CodeStorageExceededException|400|Code storage limit exceeded.|QUOTA",
        "lambda|ServiceException|500|Internal|UNAVAILABLE",
        "lambda|AccessDeniedException|403|User is not authorized to perform:"
            + " lambda:CreateFunction|ACCESS_DENIED",
        "lambda|SomethingNew|400|unheard of|REJECTED",
        "lambda|SomethingNew|503|unheard of|UNAVAILABLE",
        "lambda|SomethingNew|429|unheard of|THROTTLED",
        "lambda|NoAnswer|0|Connection reset|UNAVAILABLE",
        "lambda|NoCredentials|0|Unable to load credentials|ACCESS_DENIED",
        "sfn|AccessDeniedException|400|'arn' is not authorized to create managed-rule.|"
            + "WAIT_FOR_IAM",
        "sfn|AccessDeniedException|400|Neither the global service principal states.amazonaws.com,"
            + " nor the regional one is authorized to assume the provided role.|WAIT_FOR_IAM",
        "sfn|AccessDeniedException|400|The state machine IAM Role is not authorized to access the"
            + " Log Destination|WAIT_FOR_IAM",
        "sfn|AccessDeniedException|400|User is not authorized to perform:"
            + " states:CreateStateMachine|ACCESS_DENIED",
        "sfn|InvalidDefinition|400|Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: at"
            + " /States/X'|REJECTED",
        "sfn|InvalidLoggingConfiguration|400|Must specify exactly one Log Destination|REJECTED",
        "sfn|StateMachineAlreadyExists|400|State Machine Already Exists|READ_AGAIN",
        "sfn|StateMachineDeleting|400|State Machine is being deleted|BUSY",
        "sfn|StateMachineDoesNotExist|400|State Machine Does Not Exist|GONE",
        "sfn|ResourceNotFound|400|Request references a resource that does not exist.|GONE",
        "sfn|MissingRequiredParameter|400|Either the definition, the role ARN|REJECTED",
        "sfn|ConflictException|409|Failed to publish the State Machine version|READ_AGAIN",
        "sfn|ServiceQuotaExceededException|402|too many versions|QUOTA",
        "sfn|ValidationException|400|INVALID_ROUTING_CONFIGURATION|REJECTED",
        "sfn|KmsAccessDeniedException|400|kms|ACCESS_DENIED",
        "sfn|KmsInvalidStateException|400|kms|NOT_THERE",
        "sfn|KmsThrottlingException|400|kms|THROTTLED",
        "lambda|KMSThrottlingException|502|kms|THROTTLED",
        "lambda|KMSAccessDeniedException|502|Lambda was unable to decrypt|ACCESS_DENIED",
        "lambda|KMSDisabledException|502|the key is disabled|NOT_THERE",
        "lambda|KMSInvalidStateException|502|the key is in an invalid state|NOT_THERE",
        "lambda|KMSNotFoundException|502|no such key|NOT_THERE",
        "lambda|EC2ThrottledException|502|EC2 is busy|THROTTLED",
        "lambda|InvalidParameterValueException|400|KMS key is invalid for CreateGrant|WAIT_FOR_IAM",
        "lambda|InvalidParameterValueException|400|Error occurred while GetObject. S3 Error Code:"
            + " NoSuchKey. S3 Error Message: The specified key does not exist.|NOT_THERE",
        "lambda|InvalidParameterValueException|400|Error occurred while GetObject. S3 Error Code:"
            + " NoSuchBucket. S3 Error Message: The specified bucket does not exist|NOT_THERE",
        "lambda|InvalidParameterValueException|400|Error occurred while GetObject. S3 Error Code:"
            + " NoSuchVersion. S3 Error Message: The specified version does not exist.|NOT_THERE",
        "lambda|InvalidParameterValueException|400|Error occurred while GetObject. S3 Error Code:"
            + " AccessDenied. S3 Error Message: Access Denied|ACCESS_DENIED",
        "lambda|InvalidParameterValueException|400|Error occurred while GetObject. S3 Error Code:"
            + " PermanentRedirect. S3 Error Message: The bucket is in this region: us-east-1|"
            + "REJECTED",
        "lambda|InvalidParameterValueException|400|The runtime parameter of python3.7 is no longer"
            + " supported for creating or updating AWS Lambda functions.|REJECTED",
        "sts|ExpiredToken|403|The security token included in the request is expired|ACCESS_DENIED",
        "lambda|RequestTimeTooSkewed|403|clocks differ|ACCESS_DENIED",
        "lambda|RequestExpired|400|Request has expired|ACCESS_DENIED",
        "lambda|MissingAuthenticationTokenException|403|Missing Authentication Token|ACCESS_DENIED",
        "lambda|OptInRequired|403|not signed up|ACCESS_DENIED",
        "lambda|SomethingNew|403|unheard of|ACCESS_DENIED",
        "lambda|SomethingNew|401|unheard of|ACCESS_DENIED",
        "lambda|HTTP403|403|from a proxy|ACCESS_DENIED",
        "lambda|HTTP404|404|from a proxy|UNAVAILABLE",
        "lambda|HTTP408|408|from a proxy|UNAVAILABLE",
        "lambda|HTTP413|413|too large for a proxy|REJECTED",
        "lambda|HTTP429|429|from a proxy|THROTTLED",
        "lambda|HTTP503|503|from a proxy|UNAVAILABLE",
        "lambda|UnknownOperationException|501|not implemented|UNAVAILABLE",
        "sfn|InvalidArn|400|Invalid Arn: 'Invalid ARN prefix'|REJECTED",
        "sfn|TooManyTags|400|too many|REJECTED",
        "sfn|StateMachineTypeNotSupported|400|not by Express|REJECTED",
        "sfn|StateMachineLimitExceeded|400|too many|QUOTA",
      })
  void everyErrorHasItsReaction(
      String service, String code, int status, String message, AwsErrors.Reaction expected) {
    assertThat(AwsErrors.reaction(failure(service, code, status, message))).isEqualTo(expected);
  }

  @Test
  void everyReactionComesFromSomeRow() {
    Set<AwsErrors.Reaction> used =
        AwsErrors.TABLE.stream().map(AwsErrors.Row::reaction).collect(Collectors.toSet());
    assertThat(used).containsExactlyInAnyOrder(AwsErrors.Reaction.values());
  }

  @Test
  void whatAwsSaysIsInTheMessageAndNothingIsRetriedHot() {
    // Given
    AwsFailure failure = failure("lambda", "ValidationException", 400, "memory 5 is too small");

    // When
    Hold hold = AwsErrors.hold(failure);

    // Then
    assertThat(hold)
        .isEqualTo(
            Hold.stalled(
                Reason.RejectedByAWS,
                "lambda CreateFunction: ValidationException: memory 5 is too small"));
    assertThat(hold.after()).isNull();
  }

  @Test
  void aThrottleWaitsAsLongAsAwsSays() {
    // Given
    AwsFailure failure =
        new AwsFailure(
            "lambda",
            "CreateFunction",
            "TooManyRequestsException",
            429,
            "Rate exceeded",
            Duration.ofSeconds(7),
            null);

    // Then
    assertThat(AwsErrors.hold(failure).after()).isEqualTo(Duration.ofSeconds(7));
  }

  @ParameterizedTest(name = "Retry-After {0}: {1} s")
  @CsvSource({"0, 1", "1, 1", "30, 30", "9999, 300"})
  void aThrottleNeitherTriesHotNorSleepsForHours(long said, long expected) {
    // Given
    Duration retryAfter = Duration.ofSeconds(said);
    AwsFailure failure = new AwsFailure("lambda", "X", "Throttling", 429, "x", retryAfter, null);

    // Then
    assertThat(AwsErrors.hold(failure).after()).isEqualTo(Duration.ofSeconds(expected));
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource({
    "THROTTLED, Waiting, Throttled",
    "BUSY, Settling, Updating",
    "READ_AGAIN, Waiting, Conflict",
    "GONE, Waiting, Conflict",
    "WAIT_FOR_IAM, Waiting, WaitingForIAM",
    "NOT_THERE, Waiting, DependencyNotReady",
    "REJECTED, Stalled, RejectedByAWS",
    "QUOTA, Stalled, QuotaExceeded",
    "ACCESS_DENIED, Stalled, AccessDenied",
    "UNAVAILABLE, Waiting, AwsUnavailable",
  })
  void everyReactionIsAHold(AwsErrors.Reaction reaction, String kind, Reason reason) {
    // Given
    AwsFailure failure = failure("lambda", sample(reaction), 400, message(reaction));

    // When
    Hold hold = AwsErrors.hold(failure);

    // Then
    assertThat(AwsErrors.reaction(failure)).isEqualTo(reaction);
    assertThat(hold.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(hold.reason()).isEqualTo(reason);
    assertThat(hold.message()).contains(failure.explanation());
  }

  private static String sample(AwsErrors.Reaction reaction) {
    return switch (reaction) {
      case THROTTLED -> "TooManyRequestsException";
      case BUSY -> "ResourceConflictException";
      case READ_AGAIN -> "PreconditionFailedException";
      case GONE -> "ResourceNotFoundException";
      case WAIT_FOR_IAM, NOT_THERE -> "InvalidParameterValueException";
      case REJECTED -> "ValidationException";
      case QUOTA -> "CodeStorageExceededException";
      case ACCESS_DENIED -> "AccessDeniedException";
      case UNAVAILABLE -> "ResourceNotReadyException";
    };
  }

  private static String message(AwsErrors.Reaction reaction) {
    return switch (reaction) {
      case BUSY -> "An update is in progress";
      case WAIT_FOR_IAM -> "The role defined for the function cannot be assumed by Lambda.";
      case NOT_THERE -> "S3 Error Code: NoSuchKey.";
      default -> "x";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "TooManyRequestsException, 429",
    "PreconditionFailedException, 412",
    "ServiceException, 500",
    "AccessDeniedException, 403",
    "ResourceNotReadyException, 502"
  })
  void everythingThatIsTriedAgainWaitsAtLeastASecond(String code, int status) {
    Hold hold = AwsErrors.hold(failure("lambda", code, status, "x"));
    assertThat(hold.after()).isNotNull().isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  private static AwsFailure failure(String service, String code, int status, String message) {
    return new AwsFailure(service, "CreateFunction", code, status, message, null, null);
  }
}
