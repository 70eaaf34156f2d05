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
        "sfn|KmsAccessDeniedException|400|kms|REJECTED",
        "sfn|KmsThrottlingException|400|kms|UNAVAILABLE",
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
