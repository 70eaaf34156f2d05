package dev.aileron.sandbox.aws;

import static dev.aileron.sandbox.aws.LocalAwsHarness.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.sandbox.aws.AwsSettings.Profile;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/** Requests find their service, and errors their wire format. Rule 24. */
class DispatcherTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;
  private final List<AwsRequest> behind = new CopyOnWriteArrayList<>();
  private LocalAwsHarness aws;
  private AwsResponse answerBehind = AwsResponse.of(200, "text/plain", new byte[0]);

  @BeforeEach
  void start() throws IOException {
    aws =
        new LocalAwsHarness(
            directory,
            AwsSettings.of(Profile.fast),
            request -> {
              behind.add(request);
              return answerBehind;
            });
  }

  @AfterEach
  void stop() throws IOException {
    aws.close();
  }

  @Test
  void handsACallToTheModelOfItsService() {
    // given
    var lambda =
        new StubModel("lambda", call -> "{\"Configuration\": {\"FunctionName\": \"orders\"}}");
    aws.with(lambda);

    // when
    var answer =
        aws.client(LambdaClient.builder())
            .getFunction(to -> to.functionName("orders").qualifier("live"));

    // then
    assertThat(answer.configuration().functionName()).isEqualTo("orders");
    assertThat(lambda.calls())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.operation())
              .isEqualTo(new Operation("lambda", "GetFunction", "orders", false, "live"));
          assertThat(call.caller())
              .isEqualTo(
                  new Caller(
                      "111122223333",
                      "eu-west-1",
                      "arn:aws:iam::111122223333:root",
                      "111122223333"));
          assertThat(call.time()).isEqualTo(aws.clock.instant());
        });
    assertThat(behind).isEmpty();
  }

  @Test
  void forwardsServicesWithoutAModelInTheCallersAccount() throws Exception {
    // when
    aws.send(
        "POST",
        "/",
        "{\"QueueName\": \"jobs\"}",
        "X-Amz-Target",
        "AmazonSQS.CreateQueue",
        "Authorization",
        signature("222233334444", "sqs"));

    // then
    assertThat(behind)
        .singleElement()
        .satisfies(request ->
            assertThat(request.scope())
                .isEqualTo(new CredentialScope("222233334444", "eu-west-1", "sqs")));
  }

  /** Recorded: TestLambdaFunction.test_lambda_concurrent_config_updates. */
  @Test
  void writesLambdasConflictAsRecorded() throws Exception {
    // given
    var message =
        "The operation cannot be performed at this time. An update is in progress for resource: arn:aws:lambda:eu-west-1:111122223333:function:orders";
    aws.with(
        new StubModel("lambda", call -> new AwsError(409, "ResourceConflictException", message)));

    // when
    var error =
        catchThrowableOfType(
            ResourceConflictException.class,
            () ->
                aws.client(LambdaClient.builder())
                    .updateFunctionConfiguration(to -> to.functionName("orders").timeout(3)));
    var raw =
        aws.send(
            "PUT",
            "/2015-03-31/functions/orders/configuration",
            "{}",
            "Authorization",
            signature("111122223333", "lambda"));

    // then
    assertThat(error.statusCode()).isEqualTo(409);
    assertThat(error.type()).isEqualTo("User");
    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
    assertThat(error.requestId()).isNotBlank();
    assertThat(JSON.readTree(raw.body()))
        .isEqualTo(JSON.valueToTree(Map.of("Type", "User", "message", message)));
    assertThat(raw.headers().firstValue("x-amzn-ErrorType")).contains("ResourceConflictException");
  }

  /** Recorded: TestLambdaFeatures.test_invoke_exceptions, where the message is a Message. */
  @Test
  void writesLambdasNotFoundAsRecorded() throws Exception {
    // given
    var message =
        "Function not found: arn:aws:lambda:eu-west-1:111122223333:function:doesnotexist:$LATEST";
    aws.with(
        new StubModel("lambda", call -> new AwsError(404, "ResourceNotFoundException", message)));

    // when
    var error =
        catchThrowableOfType(
            ResourceNotFoundException.class,
            () -> aws.client(LambdaClient.builder()).invoke(to -> to.functionName("doesnotexist")));
    var raw =
        aws.send(
            "GET",
            "/2015-03-31/functions/doesnotexist",
            "",
            "Authorization",
            signature("111122223333", "lambda"));

    // then
    assertThat(error.statusCode()).isEqualTo(404);
    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
    assertThat(JSON.readTree(raw.body()))
        .isEqualTo(JSON.valueToTree(Map.of("Type", "User", "Message", message)));
  }

  /** Recorded: TestLambdaConcurrency.test_lambda_concurrency_block. */
  @Test
  void writesLambdasThrottleOfAFunctionAsRecorded() {
    // given
    aws.with(
        new StubModel(
            "lambda",
            call ->
                new AwsError(
                    429,
                    "TooManyRequestsException",
                    "Rate Exceeded.",
                    Map.of("Reason", "ReservedFunctionConcurrentInvocationLimitExceeded"))));

    // when
    var error =
        catchThrowableOfType(
            TooManyRequestsException.class,
            () -> aws.client(LambdaClient.builder()).invoke(to -> to.functionName("orders")));

    // then
    assertThat(error.statusCode()).isEqualTo(429);
    assertThat(error.reasonAsString())
        .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
    assertThat(error.type()).isEqualTo("User");
    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo("Rate Exceeded.");
  }

  /** Recorded: TestLambdaURL.test_lambda_url_invalid_invoke_mode: no Type. */
  @Test
  void writesLambdasValidationErrorAsRecorded() throws Exception {
    // given
    aws.with(new StubModel("lambda", call -> new AwsError(400, "ValidationException", "1 error")));

    // when
    var raw =
        aws.send(
            "GET",
            "/2015-03-31/functions/f",
            "",
            "Authorization",
            signature("111122223333", "lambda"));

    // then
    assertThat(raw.body()).isEqualTo("{\"message\":\"1 error\"}");
  }

  /** Recorded: TestSnfApi.test_invalid_start_execution_arn. */
  @Test
  void writesStepFunctionsErrorsAsRecorded() throws Exception {
    // given
    var message =
        "State Machine Does Not Exist: 'arn:aws:states:eu-west-1:111122223333:stateMachine:no'";
    aws.with(
        new StubModel("states", call -> new AwsError(400, "StateMachineDoesNotExist", message)));

    // when
    var error =
        catchThrowableOfType(
            StateMachineDoesNotExistException.class,
            () ->
                aws.client(SfnClient.builder())
                    .startExecution(
                        to -> to.stateMachineArn("arn:aws:states:eu-west-1:1:stateMachine:no")));

    // then
    assertThat(error.statusCode()).isEqualTo(400);
    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
    assertThat(error.requestId()).isNotBlank();
  }

  @Test
  void refusesWhatIsNotModelledByName() {
    // given
    aws.with(new StubModel("lambda", call -> "{}"));

    // when
    var error =
        catchThrowableOfType(
            LambdaException.class,
            () ->
                aws.client(LambdaClient.builder())
                    .createCodeSigningConfig(to ->
                        to.allowedPublishers(publishers ->
                            publishers.signingProfileVersionArns(
                                "arn:aws:signer:eu-west-1:111122223333:/signing-profiles/p/1"))));

    // then
    assertThat(error.statusCode()).isEqualTo(501);
    assertThat(error.awsErrorDetails().errorMessage())
        .contains("does not model lambda:CreateCodeSigningConfig");
  }

  @Test
  void forwardsWhatTouchesNothingOfTheModel() {
    // given
    aws.with(new StubModel("lambda", call -> "{}"));
    answerBehind =
        AwsResponse.of(200, "application/json", "{\"Version\":7}".getBytes(StandardCharsets.UTF_8));

    // when
    var layer =
        aws.client(LambdaClient.builder())
            .getLayerVersion(to -> to.layerName("tools").versionNumber(7L));

    // then
    assertThat(layer.version()).isEqualTo(7);
  }

  @Test
  void refusesAPathThatNoOperationHas() throws Exception {
    // given
    aws.with(new StubModel("lambda", call -> "{}"));

    // when
    var answer =
        aws.send(
            "GET", "/2099-01-01/nothing", "", "Authorization", signature("111122223333", "lambda"));

    // then
    assertThat(answer.statusCode()).isEqualTo(501);
    assertThat(answer.body()).contains("GET /2099-01-01/nothing of lambda");
  }

  @Test
  void tellsWhatTheEmulatorDoesNotKnowEither() throws Exception {
    // given
    answerBehind = AwsResponse.error(400, "InvalidAction", "Unknown action: DescribeMapRun");

    // when
    var error =
        catchThrowableOfType(
            SfnException.class,
            () ->
                aws.client(SfnClient.builder())
                    .describeMapRun(to -> to.mapRunArn("arn:aws:states:eu-west-1:1:mapRun:m/l:1")));

    // then
    assertThat(error.statusCode()).isEqualTo(501);
    assertThat(error.awsErrorDetails().errorMessage()).contains("states:DescribeMapRun");
  }

  @Test
  void saysThatItFailedItself() throws Exception {
    // given
    aws.with(
        new StubModel(
            "lambda",
            call -> {
              throw new IllegalStateException("a mistake");
            }));

    // when
    var error =
        catchThrowableOfType(
            LambdaException.class, () -> aws.client(LambdaClient.builder()).listFunctions());

    // then
    assertThat(error.statusCode()).isEqualTo(500);
    assertThat(error.awsErrorDetails().errorMessage()).contains("a mistake");
    assertThat(aws.log().getLast()).contains("\"error\":\"ServiceException\"");
  }

  @Test
  void logsAccountQualifierAndDuration() throws Exception {
    // given
    aws.with(new StubModel("lambda", call -> "{}"));

    // when
    aws.client(LambdaClient.builder(), "222233334444", "us-west-2")
        .getAlias(to -> to.functionName("orders").name("live"));

    // then
    var line = JSON.readTree(aws.log().getLast());
    assertThat(line.path("operation").asText()).isEqualTo("GetAlias");
    assertThat(line.path("resource").asText()).isEqualTo("orders");
    assertThat(line.path("qualifier").asText()).isEqualTo("live");
    assertThat(line.path("account").asText()).isEqualTo("222233334444");
    assertThat(line.path("durationMs").isNumber()).isTrue();
    assertThat(line.path("fault").isNull()).isTrue();
  }

  /** A function's log group and an execution's item in a table are made by work. */
  @Test
  void doesNotCountWhatServicesDoForTheirWorkAsWrites() throws Exception {
    // given
    var call = new AwsCall("logs", "CreateLogGroup", Map.of("logGroupName", "/aws/lambda/f"));
    var role = "arn:aws:iam::111122223333:role/f";

    // when
    aws.aws
        .endpoint()
        .send(new Caller("111122223333", "eu-west-1", role, null), "logs", call.request());
    aws.aws
        .endpoint()
        .send(new Caller("111122223333", "eu-west-1", role, "out-of-band"), "logs", call.request());

    // then
    assertThat(aws.log()).hasSize(2);
    assertThat(JSON.readTree(aws.log().getFirst()).path("write").asBoolean()).isFalse();
    assertThat(JSON.readTree(aws.log().getLast()).path("write").asBoolean()).isTrue();
  }

  @Test
  void letsServicesCallEachOtherAsAnybodyWould() throws Exception {
    // given
    var states = new StubModel("states", call -> "{\"executionArn\": \"e\"}");
    aws.with(states);
    var role = "arn:aws:iam::222233334444:role/events";
    var caller = new Caller("222233334444", "eu-west-1", role, null);
    var request =
        new AwsRequest(
            "POST",
            "/",
            "",
            new Headers(
                List.of(
                    new Headers.Header("X-Amz-Target", "AWSStepFunctions.StartExecution"),
                    new Headers.Header("Content-Type", "application/x-amz-json-1.0"))),
            RequestBody.of(
                "{\"stateMachineArn\": \"arn:aws:states:eu-west-1:222233334444:stateMachine:m:live\"}"
                    .getBytes(StandardCharsets.UTF_8)));

    // when
    var answer = aws.aws.endpoint().send(caller, "states", request);

    // then
    assertThat(answer.body().readAllBytes()).asString().contains("executionArn");
    assertThat(states.calls().getFirst().caller()).isEqualTo(caller);
    var line = JSON.readTree(aws.log().getLast());
    assertThat(line.path("operation").asText()).isEqualTo("StartExecution");
    assertThat(line.path("qualifier").asText()).isEqualTo("live");
    assertThat(line.path("caller").asText()).isEqualTo(role);
    assertThat(line.path("account").asText()).isEqualTo("222233334444");
  }
}
