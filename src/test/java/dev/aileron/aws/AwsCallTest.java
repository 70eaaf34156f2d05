package dev.aileron.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** What becomes of the SDK's exceptions. */
class AwsCallTest {
  @Test
  void anAnswerIsTheAnswer() {
    assertThat(AwsCall.of("lambda", "GetFunction", () -> "answer")).isEqualTo("answer");
  }

  @Test
  void aRefusalKeepsWhatAwsSaysAndLeavesOutWhatIsNewEveryTime() {
    // When
    AwsFailure failure =
        failure(() -> refused(details("ValidationException", "memory 5 is too small"), 400));

    // Then: the SDK's own message has the request id in it
    assertThat(failure.service()).isEqualTo("lambda");
    assertThat(failure.operation()).isEqualTo("CreateFunction");
    assertThat(failure.code()).isEqualTo("ValidationException");
    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.retryAfter()).isNull();
    assertThat(failure.explanation())
        .isEqualTo("lambda CreateFunction: ValidationException: memory 5 is too small");
  }

  @Test
  void anAnswerWithoutACodeIsNamedByItsStatus() {
    assertThat(failure(() -> refused(null, 502)).explanation())
        .isEqualTo("lambda CreateFunction: HTTP502: HTTP status 502");
    assertThat(failure(() -> refused(AwsErrorDetails.builder().build(), 404)).code())
        .isEqualTo("HTTP404");
  }

  @ParameterizedTest(name = "Retry-After: {0}")
  @CsvSource(
      nullValues = "-",
      value = {"7, 7", "0, 0", "soon, -", "12345, -", "-, -"})
  void theWaitThatAwsAsksForIsKept(String header, Long seconds) {
    // Given
    SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(429);
    if (header != null) {
      response.putHeader("Retry-After", header);
    }
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .errorCode("TooManyRequestsException")
            .errorMessage("Rate exceeded")
            .sdkHttpResponse(response.build())
            .build();

    // Then
    assertThat(failure(() -> refused(details, 429)).retryAfter())
        .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
  }

  @Test
  void noAnswerIsACodeOfItsOwn() {
    // When
    AwsFailure failure =
        failure(() ->
            SdkClientException.create("Unable to execute HTTP request: reset\n(SDK Attempt 1)"));

    // Then
    assertThat(failure.code()).isEqualTo(AwsFailure.NO_ANSWER);
    assertThat(failure.status()).isZero();
    assertThat(failure.getMessage()).isEqualTo("Unable to execute HTTP request: reset");
  }

  @Test
  void missingCredentialsAreNoMissingAnswer() {
    assertThat(
            failure(() ->
                    SdkClientException.create(
                        "Unable to load credentials from any of the providers in the chain"))
                .code())
        .isEqualTo("NoCredentials");
  }

  @Test
  void valuesOfVariablesThatAwsRepeatsAreLeftOut() {
    // Given: recorded from Lambda, which repeats the whole environment
    String message =
        "Lambda was unable to configure your environment variables because the environment variables"
            + " you have provided exceeded the 4KB limit. String measured:"
            + " {\"SMALL_VAR\":\"ok\",\"API_KEY\":\"canary-91ab\\n\"}";

    // When
    AwsFailure failure =
        failure(() -> refused(details("InvalidParameterValueException", message), 400));

    // Then
    assertThat(failure.explanation())
        .endsWith("exceeded the 4KB limit. String measured: (left out: it may hold secrets)")
        .doesNotContain("canary-91ab");
    assertThat(failure.getCause()).isNull();
  }

  private static AwsErrorDetails details(String code, String message) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
  }

  private static AwsServiceException refused(AwsErrorDetails details, int status) {
    return (AwsServiceException)
        LambdaException.builder()
            .awsErrorDetails(details)
            .statusCode(status)
            .requestId("r-1")
            .message("m")
            .build();
  }

  private static AwsFailure failure(Supplier<RuntimeException> thrown) {
    return catchThrowableOfType(
        AwsFailure.class,
        () ->
            AwsCall.of(
                "lambda",
                "CreateFunction",
                () -> {
                  throw thrown.get();
                }));
  }
}
