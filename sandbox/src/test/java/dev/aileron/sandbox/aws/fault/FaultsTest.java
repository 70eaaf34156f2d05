package dev.aileron.sandbox.aws.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.sandbox.SandboxException;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.AwsSettings;
import dev.aileron.sandbox.aws.AwsSettings.Profile;
import dev.aileron.sandbox.aws.LocalAwsHarness;
import dev.aileron.sandbox.aws.StubModel;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** Rules 25, 26 and 28: what goes wrong by script. */
class FaultsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;
  private final StubModel lambdaModel =
      new StubModel(
          "lambda",
          call -> "{\"FunctionArn\": \"arn:aws:lambda:eu-west-1:111122223333:function:f\"}");
  private final StubModel statesModel =
      new StubModel("states", call -> "{\"stateMachineArn\": \"m\"}");
  private LocalAwsHarness aws;
  private LambdaClient lambda;
  private SfnClient states;

  @BeforeEach
  void start() throws IOException {
    aws =
        new LocalAwsHarness(
                directory,
                AwsSettings.of(Profile.fast),
                request ->
                    AwsResponse.of(200, "text/xml", "<ok/>".getBytes(StandardCharsets.UTF_8)))
            .with(lambdaModel)
            .with(statesModel);
    lambda = aws.client(LambdaClient.builder());
    states = aws.client(SfnClient.builder());
  }

  @AfterEach
  void stop() throws IOException {
    aws.close();
  }

  @Test
  void throttlesTheThirdAndFourthCallOfAnOperation() throws Exception {
    // given
    load(
        """
        faults:
          - name: third alias write
            when: {operation: UpdateAlias, resource: "ord*"}
            skip: 2
            times: 2
            fault: throttle
            retryAfter: 4s
        """);

    // when
    var outcomes = new ArrayList<Throwable>();
    for (int i = 0; i < 5; i++) {
      outcomes.add(
          catchThrowable(() -> lambda.updateAlias(to -> to.functionName("orders").name("live"))));
      lambda.updateAlias(to -> to.functionName("other").name("live"));
    }

    // then
    assertThat(outcomes)
        .extracting(error -> error != null)
        .containsExactly(false, false, true, true, false);
    assertThat((TooManyRequestsException) outcomes.get(2))
        .satisfies(error -> assertThat(error.retryAfterSeconds()).isEqualTo("4"));
    assertThat(lambdaModel.calls()).hasSize(8);
    assertThat(logged("fault")).contains("third alias write");
    assertThat(aws.aws.faults().counts())
        .containsExactly(new Rule.Count("third alias write", 5, 2, null));
  }

  @ParameterizedTest
  @CsvSource({
    "500, ServiceException",
    "502, ResourceNotReadyException",
    "503, ServiceUnavailableException",
  })
  void answersServerErrorsInTheServicesWords(int status, String code) {
    // given
    load("faults: [{fault: error, status: " + status + "}]");

    // when
    var error = catchThrowableOfType(LambdaException.class, () -> lambda.listFunctions());

    // then
    assertThat(error.statusCode()).isEqualTo(status);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(lambdaModel.calls()).isEmpty();
    if (error instanceof ServiceException service) {
      assertThat(service.type()).isEqualTo("Service");
    }
  }

  @Test
  void resetsTheConnectionBeforeAnythingIsDone() throws Exception {
    // given
    load("faults: [{when: {operation: CreateStateMachine}, times: 1, fault: reset}]");

    // when
    var lost = catchThrowable(() -> states.createStateMachine(to -> to.name("m")));
    var again = states.createStateMachine(to -> to.name("m"));

    // then
    assertThat(lost).isInstanceOf(SdkClientException.class);
    assertThat(again.stateMachineArn()).isEqualTo("m");
    assertThat(statesModel.calls())
        .filteredOn(call -> call.operation().name().equals("CreateStateMachine"))
        .hasSize(1);
    assertThat(logged("status")).containsExactly("0", "200");
  }

  /** The case that finds creates that are not idempotent. */
  @Test
  void doesWhatIsAskedAndLosesTheAnswer() throws Exception {
    // given
    load(
        "faults: [{name: lost, when: {operation: CreateStateMachine}, times: 1, fault: drop-reply}]");

    // when
    var lost = catchThrowable(() -> states.createStateMachine(to -> to.name("m")));

    // then
    assertThat(lost).isInstanceOf(SdkClientException.class);
    assertThat(statesModel.calls())
        .filteredOn(call -> call.operation().name().equals("CreateStateMachine"))
        .hasSize(1);
    assertThat(logged("status")).containsExactly("200");
    assertThat(logged("fault")).containsExactly("lost");
  }

  @Test
  void sendsHalfOfAnAnswer() throws Exception {
    // given
    load("faults: [{times: 1, fault: truncate}]");

    // when
    String half;
    try (var socket = new Socket("127.0.0.1", aws.aws.uri().getPort())) {
      var request =
          "GET /2015-03-31/functions/f/configuration HTTP/1.1\r\nHost: h\r\nAuthorization: "
              + LocalAwsHarness.signature("111122223333", "lambda")
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      half = readUntilBroken(socket);
    }

    // then
    assertThat(half)
        .startsWith("HTTP/1.1 200")
        .contains("Content-Length: 67")
        .endsWith("{\"FunctionArn\": \"arn:aws:lambda:e");
    assertThat(catchThrowable(() -> lambda.listFunctions())).isNull();
  }

  @Test
  void hangsAndThenBreaksOff() {
    // given
    load("faults: [{fault: hang, for: 100ms}]");

    // then
    assertThat(catchThrowable(() -> lambda.listFunctions())).isInstanceOf(SdkClientException.class);
    assertThat(lambdaModel.calls()).isEmpty();
  }

  @Test
  void delaysAndLetsTheNextRuleDecide() throws Exception {
    // given
    load(
        """
        faults:
          - {name: slow, fault: delay, for: 20ms}
          - {name: broken, skip: 1, fault: error, status: 503}
        """);

    // when
    var first = catchThrowable(() -> lambda.listFunctions());
    var second = catchThrowable(() -> lambda.listFunctions());

    // then
    assertThat(first).isNull();
    assertThat(second).isInstanceOf(LambdaException.class);
    assertThat(logged("fault")).containsExactly("slow", "broken");
  }

  @Test
  void endsSessionsInTheServicesWords() {
    // given
    load("faults: [{fault: expired-token}]");

    // then
    var rest = catchThrowableOfType(LambdaException.class, () -> lambda.listFunctions());
    assertThat(rest.statusCode()).isEqualTo(403);
    assertThat(rest.awsErrorDetails().errorCode()).isEqualTo("ExpiredTokenException");
    assertThat(rest.awsErrorDetails().errorMessage())
        .isEqualTo("The security token included in the request is expired");
    var json = catchThrowableOfType(SfnException.class, () -> states.listStateMachines());
    assertThat(json.statusCode()).isEqualTo(400);
    assertThat(json.awsErrorDetails().errorCode()).isEqualTo("ExpiredTokenException");
    var query =
        catchThrowableOfType(
            StsException.class, () -> aws.client(StsClient.builder()).getCallerIdentity());
    assertThat(query.statusCode()).isEqualTo(403);
    assertThat(query.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken");
  }

  @Test
  void refusesAClientWhoseClockIsBehindUntilItCorrectsItsClock() throws Exception {
    // given
    load("faults: [{fault: clock-skew, by: 15m}]");
    var path = "/2015-03-31/functions";
    var signature = LocalAwsHarness.signature("111122223333", "lambda");

    // when
    var behind =
        aws.send("GET", path, "", "Authorization", signature, "X-Amz-Date", "20261124T081530Z");
    var corrected =
        aws.send("GET", path, "", "Authorization", signature, "X-Amz-Date", "20261124T083030Z");

    // then
    assertThat(behind.statusCode()).isEqualTo(403);
    assertThat(behind.headers().firstValue("x-amzn-ErrorType"))
        .contains("InvalidSignatureException");
    assertThat(behind.headers().firstValue("Date")).contains("Tue, 24 Nov 2026 08:30:30 GMT");
    assertThat(behind.body())
        .contains(
            "Signature expired: 20261124T081530Z is now earlier than 20261124T082530Z (20261124T083030Z - 5 min.)");
    assertThat(corrected.statusCode()).isEqualTo(200);
  }

  @Test
  void deniesChosenActions() {
    // given
    load(
        "faults: [{when: {service: lambda, operation: [PublishVersion, \"Delete*\"]}, fault: access-denied}]");

    // when
    var error =
        catchThrowableOfType(
            LambdaException.class, () -> lambda.publishVersion(to -> to.functionName("orders")));

    // then
    assertThat(error.statusCode()).isEqualTo(403);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
    assertThat(error.awsErrorDetails().errorMessage())
        .isEqualTo(
            "User: arn:aws:iam::111122223333:root is not authorized to perform: lambda:PublishVersion because no identity-based policy allows the lambda:PublishVersion action");
    lambda.listFunctions();
  }

  /** Rule 28. */
  @Test
  void editsAResourceOutOfBandWhenARequestComes() throws Exception {
    // given
    load(
        """
        faults:
          - name: colleague
            when: {operation: PublishVersion, resource: orders}
            times: 1
            fault: call
            call:
              service: lambda
              operation: UpdateAlias
              parameters:
                FunctionName: orders
                Name: live
                FunctionVersion: "1"
                RoutingConfig: {AdditionalVersionWeights: {"2": 0.5}}
          - {fault: call, order: after, times: 1, when: {operation: PublishVersion},
             call: {service: states, operation: DeleteStateMachine, account: "222233334444",
                    parameters: {stateMachineArn: m}}}
        """);

    // when
    lambda.publishVersion(to -> to.functionName("orders"));

    // then
    assertThat(lambdaModel.calls())
        .extracting(call -> call.operation().name())
        .containsExactly("UpdateAlias", "PublishVersion");
    var edit = lambdaModel.calls().getFirst();
    assertThat(edit.request().method() + " " + edit.request().path())
        .isEqualTo("PUT /2015-03-31/functions/orders/aliases/live");
    assertThat(JSON.readTree(edit.request().body().head()))
        .isEqualTo(
            JSON.readTree(
                "{\"FunctionVersion\": \"1\", \"RoutingConfig\": {\"AdditionalVersionWeights\": {\"2\": 0.5}}}"));
    assertThat(statesModel.calls())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.operation().name()).isEqualTo("DeleteStateMachine");
          assertThat(call.caller().accountId()).isEqualTo("222233334444");
        });
    assertThat(logged("caller")).containsExactly("out-of-band", "out-of-band", "111122223333");
  }

  @Test
  void deletesAResourceOutOfBandByItself() {
    // when
    load(
        """
        faults:
          - at: 10ms
            fault: call
            call: {service: lambda, operation: DeleteFunction, parameters: {FunctionName: orders, Qualifier: "3"}}
        """);

    // then
    await().atMost(Duration.ofSeconds(10)).until(() -> !lambdaModel.calls().isEmpty());
    var call = lambdaModel.calls().getFirst();
    assertThat(call.request().target()).isEqualTo("/2015-03-31/functions/orders?Qualifier=3");
    assertThat(call.operation().qualifier()).isEqualTo("3");
  }

  @Test
  void isTheSameWithTheSameSeed() {
    // given
    var script = "seed: %d\nfaults: [{chance: 0.3, fault: error, status: 503}]";

    // when
    var first = outcomes(script.formatted(7));
    var second = outcomes(script.formatted(7));
    var other = outcomes(script.formatted(8));

    // then
    assertThat(first).isEqualTo(second).isNotEqualTo(other).contains(true, false);
  }

  @Test
  void ruleOfATimeEnds() {
    // given
    load("faults: [{after: 10s, until: 20s, fault: error, status: 503}]");

    // when
    var before = catchThrowable(() -> lambda.listFunctions());
    aws.clock.advance(Duration.ofSeconds(10));
    var during = catchThrowable(() -> lambda.listFunctions());
    aws.clock.advance(Duration.ofSeconds(10));
    var after = catchThrowable(() -> lambda.listFunctions());

    // then
    assertThat(before).isNull();
    assertThat(during).isNotNull();
    assertThat(after).isNull();
  }

  @Test
  void clearsWhatWasLoaded() {
    // given
    load("faults: [{fault: reset}]");

    // when
    aws.aws.faults().clear();

    // then
    lambda.listFunctions();
    assertThat(aws.aws.faults().counts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          faults: [{fault: trottle}]                         | script.yaml, line 1: faults[0].fault is to be one of access-denied, call,
          faults: [{when: {}}]                               | script.yaml, line 1: faults[0].fault is missing.
          faults: [{fault: reset, tmes: 2}]                  | script.yaml, line 1: faults[0].tmes is no field that is known here. Known are: after, at, chance,
          faults: [{fault: reset, status: 500}]              | script.yaml, line 1: faults[0].status is no field that is known here.
          faults: [{fault: reset, when: {operaton: X}}]      | script.yaml, line 1: faults[0].when.operaton is no field
          faults: [{fault: error, status: 200}]              | script.yaml, line 1: faults[0].status is to be a whole number from 400 to 599, not '200'.
          faults: [{fault: delay}]                           | script.yaml, line 1: faults[0].for is missing.
          faults: [{fault: reset, chance: 2}]                | script.yaml, line 1: faults[0].chance is to be a number from 0 to 1, not '2'.
          faults: [{fault: reset, at: 3s}]                   | script.yaml, line 1: faults[0].at is for 'fault: call' only
          faults: [{fault: call}]                            | script.yaml, line 1: faults[0].call is missing
          faults: [{fault: call, call: {service: lambda, operation: Improvise}}] | script.yaml, line 1: faults[0].call cannot be made: How to call lambda:Improvise is not known here.
          faults: [{fault: call, call: {service: lambda, operation: GetFunction}}] | script.yaml, line 1: faults[0].call cannot be made: lambda:GetFunction needs the parameter FunctionName.
          fault: []                                          | script.yaml, line 1: fault is no field that is known here. Known are: faults, seed.
          """)
  void saysWhatIsWrongWithAScriptAndKeepsTheOneBefore(String yaml, String message) {
    // given
    load("faults: [{name: before, fault: delay, for: 0}]");

    // then
    assertThatThrownBy(() -> load(yaml))
        .isInstanceOf(SandboxException.class)
        .hasMessageStartingWith(message);
    assertThat(aws.aws.faults().counts()).extracting(Rule.Count::name).containsExactly("before");
  }

  private List<Boolean> outcomes(String script) {
    load(script);
    var outcomes = new ArrayList<Boolean>();
    for (int i = 0; i < 30; i++) {
      outcomes.add(catchThrowable(() -> lambda.listFunctions()) == null);
    }
    return outcomes;
  }

  private void load(String yaml) {
    aws.aws.faults().load("script.yaml", yaml);
  }

  private List<String> logged(String field) throws IOException {
    var values = new ArrayList<String>();
    for (var line : aws.log()) {
      JsonNode value = JSON.readTree(line).path(field);
      if (!value.isNull()) {
        values.add(value.asText());
      }
    }
    return values;
  }

  private static String readUntilBroken(Socket socket) {
    var read = new StringBuilder();
    try {
      for (int next = socket.getInputStream().read();
          next >= 0;
          next = socket.getInputStream().read()) {
        read.append((char) next);
      }
    } catch (IOException reset) {
      // As it should be.
    }
    return read.toString();
  }
}
