package dev.aileron.sandbox.aws.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.AwsSettings;
import dev.aileron.sandbox.aws.AwsSettings.Profile;
import dev.aileron.sandbox.aws.LocalAwsHarness;
import dev.aileron.sandbox.aws.StubModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Rules 14 and 15: documented quotas, on a clock that stands still. */
class QuotasTest {

  private static final String MACHINE = "arn:aws:states:eu-west-1:111122223333:stateMachine:m";

  @TempDir private Path directory;
  private LocalAwsHarness aws;
  private LambdaClient lambda;
  private SfnClient states;

  @BeforeEach
  void start() throws IOException {
    aws =
        new LocalAwsHarness(
                directory,
                AwsSettings.of(Profile.real),
                request -> AwsResponse.of(200, "application/json", "{}".getBytes()))
            .with(new StubModel("lambda", call -> "{}"))
            .with(new StubModel("states", call -> "{\"executionArn\": \"e\"}"));
    lambda = aws.client(LambdaClient.builder());
    states = aws.client(SfnClient.builder());
  }

  @AfterEach
  void stop() throws IOException {
    aws.close();
  }

  @Test
  void lambdasControlPlaneHas15CallsASecondForAllOperationsTogether() {
    // given
    for (int i = 0; i < 5; i++) {
      lambda.getAlias(to -> to.functionName("orders").name("live"));
      lambda.listFunctions();
      lambda.publishVersion(to -> to.functionName("orders"));
    }

    // when
    var error =
        catchThrowableOfType(TooManyRequestsException.class, () -> lambda.getAccountSettings());

    // then
    assertThat(error.statusCode()).isEqualTo(429);
    assertThat(error.reasonAsString()).isEqualTo("CallerRateLimitExceeded");
    assertThat(error.retryAfterSeconds()).isEqualTo("1");
    assertThat(error.type()).isEqualTo("User");
    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
  }

  @Test
  void getFunctionAndGetPolicyHaveBucketsOfTheirOwn() {
    // given
    for (int i = 0; i < 15; i++) {
      lambda.listFunctions();
      lambda.getPolicy(to -> to.functionName("orders"));
    }
    for (int i = 0; i < 100; i++) {
      lambda.getFunction(to -> to.functionName("orders"));
    }

    // then
    assertThat(
            catchThrowableOfType(
                TooManyRequestsException.class,
                () -> lambda.getFunction(to -> to.functionName("orders"))))
        .isNotNull();
    assertThat(
            catchThrowableOfType(
                TooManyRequestsException.class,
                () -> lambda.getPolicy(to -> to.functionName("orders"))))
        .isNotNull();
  }

  @Test
  void invocationsAreNotCounted() {
    for (int i = 0; i < 150; i++) {
      assertThat(lambda.invoke(to -> to.functionName("orders")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tokensComeBackWithTime() {
    // given
    for (int i = 0; i < 15; i++) {
      lambda.listFunctions();
    }

    // when
    aws.clock.advance(Duration.ofMillis(134));

    // then
    for (int i = 0; i < 2; i++) {
      assertThat(lambda.listFunctions()).isNotNull();
    }
    assertThat(catchThrowableOfType(TooManyRequestsException.class, () -> lambda.listFunctions()))
        .isNotNull();
  }

  @Test
  void accountsAndRegionsHaveBucketsOfTheirOwn() {
    // given
    for (int i = 0; i < 15; i++) {
      lambda.listFunctions();
    }

    // then
    aws.client(LambdaClient.builder(), LocalAwsHarness.HOME, "eu-central-1").listFunctions();
    aws.client(LambdaClient.builder(), "222233334444", "eu-west-1").listFunctions();
  }

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, 300, 15",
    "eu-central-1, 250, 10",
  })
  void stepFunctionsHasABucketForEachOperation(String region, int size, int refill) {
    // given
    var client = aws.client(SfnClient.builder(), LocalAwsHarness.HOME, region);
    Runnable describe = () -> client.describeExecution(to -> to.executionArn("e"));
    for (int i = 0; i < size; i++) {
      describe.run();
    }

    // when
    var error = catchThrowableOfType(SfnException.class, describe::run);
    aws.clock.advance(Duration.ofSeconds(1));
    for (int i = 0; i < refill; i++) {
      describe.run();
    }
    var again = catchThrowableOfType(SfnException.class, describe::run);
    client.describeStateMachine(to -> to.stateMachineArn(MACHINE));

    // then
    assertThat(error.statusCode()).isEqualTo(400);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
    assertThat(error.isThrottlingException()).isTrue();
    assertThat(again).isNotNull();
  }

  @Test
  void anAliasOfAStateMachineIsWrittenOnceASecondAfterABurstOf100() {
    // given
    Runnable update =
        () -> states.updateStateMachineAlias(to -> to.stateMachineAliasArn(MACHINE + ":live"));
    for (int i = 0; i < 100; i++) {
      update.run();
    }
    aws.clock.advance(Duration.ofSeconds(1));

    // when
    update.run();

    // then
    assertThat(catchThrowableOfType(SdkServiceException.class, update::run)).isNotNull();
  }
}
