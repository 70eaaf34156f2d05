package dev.aileron.aws;

import dev.aileron.aws.AwsErrors.Reaction;
import dev.aileron.kernel.plan.Hold;
import java.util.List;
import java.util.stream.Stream;

/**
 * An answer of AWS that is an error, and what it should lead to.
 *
 * @param status HTTP status, 0 if there was no answer
 */
public record AwsErrorSample(
    String service, String code, int status, String message, Reaction reaction) {
  /** At least one for every row of the error table, with a message as AWS writes it. */
  public static final List<AwsErrorSample> ALL =
      Stream.of(
              "sfn|InvalidLoggingConfiguration|400|Invalid Logging Configuration: Log Destination not"
                  + " found.|NOT_THERE",
              "lambda|OverBudget|0|Not asked yet: the calls of Lambda's control plane that this"
                  + " operator may make are used up for the moment|THROTTLED",
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
              "sfn|StateMachineLimitExceeded|400|too many|QUOTA")
          .map(AwsErrorSample::of)
          .toList();

  private static AwsErrorSample of(String row) {
    String[] parts = row.split("\\|", -1);
    return new AwsErrorSample(
        parts[0], parts[1], Integer.parseInt(parts[2]), parts[3], Reaction.valueOf(parts[4]));
  }

  /** The sample as an answer to an operation. */
  public AwsFailure answer(String operation) {
    return new AwsFailure(service, operation, code, status, message, null, null);
  }

  /** What becomes of an object that meets it. */
  public Hold hold() {
    return AwsErrors.hold(answer("Operation"));
  }

  @Override
  public String toString() {
    return service + " " + code + ": " + message;
  }
}
