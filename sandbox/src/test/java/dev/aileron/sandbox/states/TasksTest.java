package dev.aileron.sandbox.states;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.states.task.Mocks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Tasks: what they call, what comes of it, and what they wait for. */
class TasksTest extends Played {
  @Test
  void aFunctionsErrorIsCaughtByItsType() {
    surround.function = (name, qualifier, payload) -> Surround.thrown("ValueError", "no stock");
    var done =
        run(
            one(
                """
                {'Type':'Task','Resource':'arn:aws:states:::lambda:invoke',
                 'Parameters':{'FunctionName':'stock'},'End':true,
                 'Catch':[{'ErrorEquals':['ValueError'],'Next':'Caught'}]}\
                """),
            "{}");
    assertThat(done.path("status").asText()).isEqualTo("SUCCEEDED");
    var output = Json.known(done.path("output").asText());
    assertThat(output.path("Error").asText()).isEqualTo("ValueError");
    assertThat(Json.known(output.path("Cause").asText()).path("errorMessage").asText())
        .isEqualTo("no stock");
  }

  @Test
  void theDirectFormGivesWhatTheFunctionGives() {
    surround.function =
        (name, qualifier, payload) ->
            Surround.returned(Json.object().put("name", name).set("got", payload));
    var arn = "arn:aws:lambda:eu-west-1:111122223333:function:stock:3";
    var done = run(one("{'Type':'Task','Resource':'" + arn + "','End':true}"), "{'a':1}");
    assertThat(Json.known(done.path("output").asText()))
        .isEqualTo(Json.known(json("{'name':'" + arn + "','got':{'a':1}}")));
  }

  /** As recorded in test_lambda_task_service.test_invoke_json_values. */
  @Test
  void lambdaInvokeGivesTheApisAnswer() {
    surround.function =
        (name, qualifier, payload) -> {
          assertThat(qualifier).isEqualTo("live");
          return Surround.returned(payload);
        };
    var done =
        run(
            task(
                "arn:aws:states:::lambda:invoke",
                "{'FunctionName':'stock','Qualifier':'live','Payload.$':'$'}"),
            "{'a':1}");
    var output = Json.known(done.path("output").asText());
    assertThat(output.path("Payload")).isEqualTo(Json.known(json("{'a':1}")));
    assertThat(output.path("StatusCode").asInt()).isEqualTo(200);
    assertThat(output.path("ExecutedVersion").asText()).isEqualTo("$LATEST");
    assertThat(output.at("/SdkHttpMetadata/HttpHeaders/X-Amz-Executed-Version").asText())
        .isEqualTo("$LATEST");
    assertThat(output.at("/SdkHttpMetadata/AllHttpHeaders/Content-Type/0").asText())
        .isEqualTo("application/json");
    assertThat(output.at("/SdkResponseMetadata/RequestId").isTextual()).isTrue();
  }

  /** As recorded in test_task_service_lambda.test_no_such_function_catch. */
  @Test
  void lambdasOwnErrorsAreCalledAfterItsExceptions() {
    surround.function =
        (name, qualifier, payload) -> {
          throw new AwsError(404, "ResourceNotFoundException", "Function not found: " + name);
        };
    var done = run(task("arn:aws:states:::lambda:invoke", "{'FunctionName':'none'}"), "{}");
    assertThat(done.path("error").asText()).isEqualTo("Lambda.ResourceNotFoundException");
    assertThat(done.path("cause").asText())
        .matches(
            "Function not found: none \\(Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: .+; Proxy: null\\)");
  }

  @Test
  void retriesWaitOnTheClock() {
    var tries = new ConcurrentHashMap<String, Integer>();
    surround.function =
        (name, qualifier, payload) ->
            tries.merge("all", 1, Integer::sum) < 3
                ? Surround.thrown("Busy", "later")
                : Surround.returned(payload);
    var arn =
        start(
            machine(
                one(
                    """
                    {'Type':'Task','Resource':'arn:aws:lambda:eu-west-1:111122223333:function:f',
                     'End':true,'Retry':[{'ErrorEquals':['Busy'],'IntervalSeconds':10,'BackoffRate':2}]}\
                    """)),
            "{}");
    Awaitility.await().until(() -> tries.getOrDefault("all", 0) == 1);
    for (var wait : List.of(10, 20)) {
      int before = tries.get("all");
      Awaitility.await().until(() -> history(arn).getLast().equals("LambdaFunctionFailed"));
      pass(Duration.ofSeconds(wait));
      Awaitility.await().until(() -> tries.get("all") == before + 1);
    }
    assertThat(over(arn).path("status").asText()).isEqualTo("SUCCEEDED");
  }

  /** As recorded in test_callback.test_sqs_wait_for_task_token_call_chain. */
  @Test
  void aTokenIsAnsweredOnce() {
    var arn = start(waitingForToken(""), "{}");
    var token = tokenIn("SendMessage");
    Awaitility.await().until(() -> history(arn).contains("TaskSubmitted"));
    var answer = Json.object().put("taskToken", token).put("output", "\"fine\"");

    assertThat(surround.call("SendTaskSuccess", answer.deepCopy().put("output", "{")).code())
        .isEqualTo("InvalidOutput");
    assertThat(surround.call("SendTaskSuccess", answer).status()).isEqualTo(200);

    assertThat(over(arn).path("output").asText()).isEqualTo("\"fine\"");
    assertThat(history(arn))
        .containsExactly(
            "ExecutionStarted",
            "TaskStateEntered",
            "TaskScheduled",
            "TaskStarted",
            "TaskSubmitted",
            "TaskSucceeded",
            "TaskStateExited",
            "ExecutionSucceeded");
    var late = surround.call("SendTaskSuccess", answer);
    assertThat(late.code()).isEqualTo("TaskTimedOut");
    assertThat(late.error().message())
        .isEqualTo("Task Timed Out: 'Provided task does not exist anymore'");
    assertThat(surround.call("SendTaskHeartbeat", "{'taskToken':'nobodys'}").code())
        .isEqualTo("InvalidToken");
  }

  /** As recorded in test_callback.test_sqs_failure_in_wait_for_task_token. */
  @Test
  void aTokenCanTellAFailure() {
    var arn = start(waitingForToken(""), "{}");
    var token = tokenIn("SendMessage");
    surround.call(
        "SendTaskFailure",
        Json.object().put("taskToken", token).put("error", "Failure error").put("cause", "why"));
    assertThat(over(arn).path("error").asText()).isEqualTo("Failure error");
    assertThat(over(arn).path("cause").asText()).isEqualTo("why");
  }

  @Test
  void heartbeatsKeepATaskAlive() {
    var arn = start(waitingForToken("'HeartbeatSeconds':10,"), "{}");
    var token = tokenIn("SendMessage");
    Awaitility.await().until(() -> history(arn).contains("TaskSubmitted"));
    pass(Duration.ofSeconds(9));
    surround.call("SendTaskHeartbeat", Json.object().put("taskToken", token));
    pass(Duration.ofSeconds(9));
    surround.call("SendTaskHeartbeat", Json.object().put("taskToken", token));
    assertThat(described(arn).path("status").asText()).isEqualTo("RUNNING");
    pass(Duration.ofSeconds(11));
    assertThat(over(arn).path("error").asText()).isEqualTo("States.HeartbeatTimeout");
    assertThat(history(arn)).contains("TaskTimedOut");
  }

  /** As recorded in test_task_service_sqs and test_sns_task_service, test_aws_sdk. */
  @Test
  void errorsOfServicesHaveTheirSdksNames() {
    var error = json("{'__type':'com.amazon#ValidationException','message':'bad item'}");
    surround.stubs.put("dynamodb", seen -> Surround.json(400, error));
    surround.stubs.put(
        "sns",
        seen ->
            Surround.json(
                400,
                "<ErrorResponse><Error><Code>InvalidParameter</Code><Message>Invalid parameter: x</Message></Error></ErrorResponse>"));
    assertThat(failure("arn:aws:states:::dynamodb:putItem", "{'TableName':'t','Item':null}"))
        .matches(
            "DynamoDB.AmazonDynamoDBException: bad item \\(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ValidationException; Request ID: stub; Proxy: null\\)");
    assertThat(failure("arn:aws:states:::aws-sdk:dynamodb:putItem", "{'TableName':'t'}"))
        .isEqualTo(
            "DynamoDb.DynamoDbException: bad item (Service: DynamoDb, Status Code: 400, Request ID: stub)");
    assertThat(failure("arn:aws:states:::sns:publish", "{'TopicArn':'t','Message':'m'}"))
        .startsWith(
            "SNS.InvalidParameterException: Invalid parameter: x (Service: AmazonSNS; Status Code: 400; Error Code: InvalidParameter;");
    assertThat(
            failure("arn:aws:states:::sqs:sendMessage", "{'QueueUrl':'http://q','MessageBody':''}"))
        .startsWith(
            "SQS.AmazonSQSException: The request must contain the parameter MessageBody. (Service: AmazonSQS; Status Code: 400; Error Code: MissingParameter;");
    assertThat(
            failure("arn:aws:states:::sqs:sendMessage", "{'QueueUrl':'no-such','MessageBody':'m'}"))
        .isEqualTo(
            "SQS.SdkClientException: Unable to execute HTTP request: no-such: Name or service not known");
  }

  /** As recorded in test_events_task_service. */
  @Test
  void eventsThatAreNotTakenFailTheTask() {
    surround.stubs.put(
        "events",
        seen ->
            Surround.json(
                200,
                json(
                    "{'Entries':[{'ErrorCode':'MalformedDetail','ErrorMessage':'Detail is malformed.'}],'FailedEntryCount':1}")));
    assertThat(
            failure(
                "arn:aws:states:::events:putEvents",
                "{'Entries':[{'Detail':{'a':1},'DetailType':'t','Source':'s'}]}"))
        .startsWith("EventBridge.FailedEntry: {\"Entries\":[{\"ErrorCode\":\"MalformedDetail\"");
    var sent =
        surround.seen("PutEvents").stream()
            .map(body -> body.at("/Entries/0"))
            .filter(entry -> entry.path("Source").asText().equals("s"))
            .findFirst()
            .orElseThrow();
    assertThat(sent.path("Detail").asText()).isEqualTo("{\"a\":1}");
    assertThat(sent.path("Resources")).hasSize(2);
  }

  @Test
  void whatIsNotModelledFailsByName() {
    var glue = "arn:aws:states:::glue:startJobRun.sync";
    assertThat(failure(glue, "{'JobName':'j'}"))
        .startsWith("Sandbox.NotModelled: The sandbox does not carry out glue:startJobRun.sync.");
    surround.states.mock(
        Mocks.read(
            Json.known(
                json(
                    "{'glue:startJobRun.sync':[{'error':'Glue.Busy','cause':'once'},{'result':{'JobRunState':'SUCCEEDED'}}]}"))));
    assertThat(failure(glue, "{'JobName':'j'}")).isEqualTo("Glue.Busy: once");
    assertThat(run(task(glue, "{'JobName':'j'}"), "{}").path("output").asText())
        .isEqualTo("{\"JobRunState\":\"SUCCEEDED\"}");
  }

  /** As recorded in test_activities.test_activity_task. */
  @Test
  void anActivitysWorkerTakesItsTask() {
    var activity =
        surround.call("CreateActivity", "{'name':'packing'}").body().path("activityArn").asText();
    var arn =
        start(machine(one("{'Type':'Task','Resource':'" + activity + "','End':true}")), "{'a':1}");
    var task =
        surround
            .call(
                "GetActivityTask",
                Json.object().put("activityArn", activity).put("workerName", "me"))
            .body();
    assertThat(task.path("input").asText()).isEqualTo("{\"a\":1}");
    surround.call(
        "SendTaskSuccess",
        Json.object().put("taskToken", task.path("taskToken").asText()).put("output", "2"));
    assertThat(over(arn).path("output").asText()).isEqualTo("2");
    assertThat(history(arn))
        .containsSubsequence("ActivityScheduled", "ActivityStarted", "ActivitySucceeded");
  }

  private String tokenIn(String service) {
    Awaitility.await().until(() -> !surround.seen(service).isEmpty());
    return Json.known(surround.seen(service).getLast().path("MessageBody").asText())
        .path("token")
        .asText();
  }

  private void queue() {
    surround.stubs.put(
        "sqs", seen -> Surround.json(200, json("{'MessageId':'m','MD5OfMessageBody':'x'}")));
  }

  private String waitingForToken(String more) {
    queue();
    return machine(
        one(
            """
            {'Type':'Task','Resource':'arn:aws:states:::sqs:sendMessage.waitForTaskToken','End':true,%s
             'Parameters':{'QueueUrl':'http://queue','MessageBody':{'token.$':'$$.Task.Token'}}}\
            """
                .formatted(more)));
  }

  private String failure(String resource, String parameters) {
    var done = run(task(resource, parameters), "{}");
    return done.path("error").asText() + ": " + done.path("cause").asText();
  }
}
