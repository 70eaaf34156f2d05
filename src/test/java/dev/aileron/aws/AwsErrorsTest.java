package dev.aileron.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.status.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Every row of the error table, with a message as AWS writes it. */
class AwsErrorsTest {
  @ParameterizedTest
  @FieldSource("dev.aileron.aws.AwsErrorSample#ALL")
  void everyErrorHasItsReaction(AwsErrorSample sample) {
    assertThat(AwsErrors.reaction(sample.answer("CreateFunction"))).isEqualTo(sample.reaction());
  }

  @Test
  void everyRowHasASample() {
    assertThat(AwsErrors.TABLE)
        .allSatisfy(row ->
            assertThat(AwsErrorSample.ALL)
                .anyMatch(
                    sample -> AwsErrors.row(sample.answer("Operation")).equals(Optional.of(row))));
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
