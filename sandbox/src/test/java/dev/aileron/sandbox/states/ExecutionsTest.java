package dev.aileron.sandbox.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Executions: nested ones, maps, how they end and are redriven, and what they report. */
class ExecutionsTest extends Played {
  private final Map<String, String> bucket = new ConcurrentHashMap<>();

  private void bucket() {
    surround.stubs.put(
        "s3",
        seen -> {
          var path = seen.request().path();
          if (seen.operation().equals("PUT")) {
            bucket.put(path, new String(seen.request().body().head(), StandardCharsets.UTF_8));
            return Surround.json(200, "");
          }
          var object = bucket.get(path);
          return object == null
              ? Surround.json(
                  404,
                  "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>")
              : Surround.json(200, object);
        });
  }

  @Test
  void aStoppedExecutionIsAborted() {
    var arn = start(machine(one("{'Type':'Wait','Seconds':600,'End':true}")), "{}");
    var stop = Json.object().put("executionArn", arn).put("error", "Enough").put("cause", "late");
    assertThat(surround.call("StopExecution", stop).body().path("stopDate").isNumber()).isTrue();
    assertThat(described(arn).path("status").asText()).isEqualTo("ABORTED");
    assertThat(described(arn).path("error").asText()).isEqualTo("Enough");
    assertThat(described(arn).path("redriveStatus").asText()).isEqualTo("REDRIVABLE");
    assertThat(surround.call("StopExecution", stop).status()).isEqualTo(200);
  }

  @Test
  void aRedriveGoesOnWhereItFailed() {
    var calls = new ConcurrentHashMap<String, Integer>();
    surround.function =
        (name, qualifier, payload) -> {
          var function = name.substring(name.lastIndexOf(':') + 1);
          return calls.merge(function, 1, Integer::sum) == 1 && function.equals("second")
              ? Surround.thrown("Broken", "once")
              : Surround.returned(payload);
        };
    var lambda = "arn:aws:lambda:eu-west-1:111122223333:function:";
    var arn =
        start(
            machine(
                "{'StartAt':'A','States':{'A':{'Type':'Task','Resource':'%sfirst','Next':'B'},'B':{'Type':'Task','Resource':'%ssecond','End':true}}}"
                    .formatted(lambda, lambda)),
            "{'n':1}");
    assertThat(over(arn).path("status").asText()).isEqualTo("FAILED");

    var redriven = surround.call("RedriveExecution", Json.object().put("executionArn", arn));

    assertThat(redriven.body().path("redriveDate").isNumber()).isTrue();
    var done = over(arn);
    assertThat(done.path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(done.path("redriveCount").asInt()).isEqualTo(1);
    assertThat(calls).isEqualTo(Map.of("first", 1, "second", 2));
    assertThat(history(arn))
        .containsSubsequence("ExecutionFailed", "ExecutionRedriven", "ExecutionSucceeded");
    var again = surround.call("RedriveExecution", Json.object().put("executionArn", arn));
    assertThat(again.code()).isEqualTo("ExecutionNotRedrivable");
  }

  @Test
  void aRedriveMayComeWhileTheEndIsStillBeingReported() {
    var failed = ConcurrentHashMap.<String>newKeySet();
    surround.function =
        (name, qualifier, payload) ->
            failed.add(payload.path("n").asText())
                ? Surround.thrown("Once", "only")
                : Surround.returned(payload);
    var machine =
        machine(
            one(
                "{'Type':'Task','Resource':'arn:aws:lambda:eu-west-1:111122223333:function:f','End':true}"));
    for (int i = 0; i < 100; i++) {
      var arn = start(machine, "{'n':" + i + "}");
      var body = Json.object().put("executionArn", arn);
      Awaitility.await()
          .pollInterval(Duration.ofNanos(1))
          .until(() -> surround.call("RedriveExecution", body).status() == 200);
      assertThat(over(arn).path("status").asText()).isEqualTo("SUCCEEDED");
    }
  }

  /** As recorded in test_callback.test_start_execution_sync2. */
  @Test
  void aNestedExecutionIsWaitedFor() {
    var inner = machine(one("{'Type':'Pass','Result':{'Arg1':'argument1'},'End':true}"));
    var done =
        run(
            task(
                "arn:aws:states:::states:startExecution.sync:2",
                "{'StateMachineArn':'" + inner + "','Input':{'a':1},'Name':'inner'}"),
            "{}");
    var output = Json.known(done.path("output").asText());
    assertThat(output.path("Output")).isEqualTo(Json.known(json("{'Arg1':'argument1'}")));
    assertThat(output.path("Input")).isEqualTo(Json.known(json("{'a':1}")));
    assertThat(output.path("Status").asText()).isEqualTo("SUCCEEDED");
    assertThat(output.at("/InputDetails/Included").asBoolean()).isTrue();
  }

  /** As recorded in test_callback.test_start_execution_sync_delegate_timeout. */
  @Test
  void aNestedExecutionsFailureIsATaskFailure() {
    var inner = machine(one("{'Type':'Fail','Error':'Own'}"));
    var done =
        run(
            task(
                "arn:aws:states:::states:startExecution.sync",
                "{'StateMachineArn':'" + inner + "'}"),
            "{}");
    assertThat(done.path("error").asText()).isEqualTo("States.TaskFailed");
    assertThat(Json.known(done.path("cause").asText()).path("Error").asText()).isEqualTo("Own");
  }

  @Test
  void stoppingTheParentStopsTheNestedExecution() {
    var inner = machine(one("{'Type':'Wait','Seconds':600,'End':true}"));
    var parent =
        start(
            machine(
                task(
                    "arn:aws:states:::states:startExecution.sync",
                    "{'StateMachineArn':'" + inner + "'}")),
            "{}");
    Awaitility.await().until(() -> history(parent).contains("TaskSubmitted"));
    surround.call("StopExecution", Json.object().put("executionArn", parent));
    Awaitility.await()
        .until(() ->
            surround
                .call("ListExecutions", Json.object().put("stateMachineArn", inner))
                .body()
                .at("/executions/0/status")
                .asText()
                .equals("ABORTED"));
  }

  @Test
  void aDistributedMapReadsAndWritesObjects() {
    bucket();
    bucket.put("/in/orders.csv", "id,name\n1,one\n2,\"two, too\"\n3,three\n");
    var definition =
        """
        {'StartAt':'M','States':{'M':{'Type':'Map','Label':'Orders','End':true,'MaxConcurrency':2,
          'ToleratedFailureCount':1,
          'ItemReader':{'Resource':'arn:aws:states:::s3:getObject',
            'ReaderConfig':{'InputType':'CSV','CSVHeaderLocation':'FIRST_ROW'},
            'Parameters':{'Bucket':'in','Key':'orders.csv'}},
          'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject','Parameters':{'Bucket':'out','Prefix':'results'}},
          'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},
            'StartAt':'C','States':{
              'C':{'Type':'Choice','Choices':[{'Variable':'$.id','StringEquals':'3','Next':'F'}],'Default':'P'},
              'F':{'Type':'Fail','Error':'Third'},
              'P':{'Type':'Pass','End':true}}}}}}\
        """;
    var arn = start(machine(definition), "{}");
    var done = over(arn);

    assertThat(done.path("status").asText()).as(done.toString()).isEqualTo("SUCCEEDED");
    var output = Json.known(done.path("output").asText());
    var key = output.at("/ResultWriterDetails/Key").asText();
    var manifest = Json.known(bucket.get("/out/" + key));
    assertThat(manifest.at("/ResultFiles/SUCCEEDED")).hasSize(1);
    var results =
        Json.known(bucket.get("/out/" + manifest.at("/ResultFiles/SUCCEEDED/0/Key").asText()));
    assertThat(results.findValuesAsText("Output"))
        .containsExactlyInAnyOrder(
            "{\"id\":\"1\",\"name\":\"one\"}", "{\"id\":\"2\",\"name\":\"two, too\"}");

    var mapRun =
        surround
            .call("ListMapRuns", Json.object().put("executionArn", arn))
            .body()
            .at("/mapRuns/0");
    assertThat(mapRun.path("stateMachineArn").asText()).endsWith("/Orders");
    var told =
        surround
            .call("DescribeMapRun", Json.object().set("mapRunArn", mapRun.path("mapRunArn")))
            .body();
    assertThat(told.path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(told.at("/executionCounts/succeeded").asInt()).isEqualTo(2);
    assertThat(told.at("/executionCounts/failed").asInt()).isEqualTo(1);
    assertThat(told.at("/itemCounts/total").asInt()).isEqualTo(3);
    var children =
        surround.call("ListExecutions", Json.object().set("mapRunArn", mapRun.path("mapRunArn")));
    assertThat(children.body().path("executions")).hasSize(3);
  }

  @Test
  void itemsThatCannotBeReadFailTheMap() {
    bucket();
    var done =
        run(
            """
            {'StartAt':'M','States':{'M':{'Type':'Map','End':true,
              'ItemReader':{'Resource':'arn:aws:states:::s3:getObject','ReaderConfig':{'InputType':'JSON'},
                'Parameters':{'Bucket':'in','Key':'none.json'}},
              'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'EXPRESS'},
                'StartAt':'P','States':{'P':{'Type':'Pass','End':true}}}}}}\
            """,
            "{}");
    assertThat(done.path("error").asText()).isEqualTo("States.ItemReaderFailed");
    assertThat(done.path("cause").asText()).contains("The specified key does not exist.");
  }

  @Test
  void metricsAreByMachineVersionAndAlias() {
    var arn = machine(one("{'Type':'Pass','End':true}"));
    surround.call("PublishStateMachineVersion", Json.object().put("stateMachineArn", arn));
    ObjectNode alias = Json.object().put("name", "live");
    alias
        .putArray("routingConfiguration")
        .addObject()
        .put("stateMachineVersionArn", arn + ":1")
        .put("weight", 100);
    surround.call("CreateStateMachineAlias", alias);
    over(start(arn + ":live", "{}"));
    Awaitility.await().until(() -> points("ExecutionsSucceeded").size() == 3);
    assertThat(points("ExecutionsSucceeded"))
        .extracting(Surround.Point::dimensions)
        .containsExactlyInAnyOrder(
            Map.of("StateMachineArn", arn),
            Map.of("StateMachineArn", arn, "Version", "1"),
            Map.of("StateMachineArn", arn, "Alias", "live"));
    assertThat(points("ExecutionsStarted")).hasSize(6);
    assertThat(points("ExecutionsStarted").stream().mapToDouble(Surround.Point::value).sum())
        .isEqualTo(3);
    assertThat(points("ExecutionsFailed")).isEmpty();
  }

  @Test
  void statusChangesComeToTheBus() {
    surround.stubs.put("events", seen -> Surround.json(200, "{}"));
    var arn = start(machine(one("{'Type':'Fail','Error':'E','Cause':'why'}")), "{}");
    over(arn);
    Awaitility.await().until(() -> surround.seen("PutEvents").size() == 2);
    var entries = surround.seen("PutEvents").stream().map(b -> b.at("/Entries/0")).toList();
    assertThat(entries)
        .allSatisfy(entry -> {
          assertThat(entry.path("Source").asText()).isEqualTo("aws.states");
          assertThat(entry.path("DetailType").asText())
              .isEqualTo("Step Functions Execution Status Change");
        });
    var last = Json.known(entries.getLast().path("Detail").asText());
    assertThat(last.path("status").asText()).isEqualTo("FAILED");
    assertThat(last.path("error").asText()).isEqualTo("E");
    assertThat(last.path("stateMachineVersionArn").isNull()).isTrue();
    assertThat(Json.known(entries.getFirst().path("Detail").asText()).path("status").asText())
        .isEqualTo("RUNNING");
  }

  @Test
  void anExpressExecutionTakesFiveMinutesAtMost() {
    var arn = machine(one("{'Type':'Wait','Seconds':299,'Next':'Caught'}"), "EXPRESS");
    var name = Json.object().put("stateMachineArn", arn).put("name", "same");
    var first = surround.call("StartExecution", name).body().path("executionArn").asText();
    var second = surround.call("StartExecution", name).body().path("executionArn").asText();
    assertThat(first).contains(":express:").isNotEqualTo(second);
    pass(Duration.ofSeconds(300));
    Awaitility.await().until(() -> points("ExecutionsTimedOut").size() == 2);
  }

  @Test
  void histories() {
    var arn = start(machine(one("{'Type':'Pass','End':true}")), "{'a':1}");
    over(arn);
    var body = Json.object().put("executionArn", arn).put("maxResults", 3);
    var last = surround.call("GetExecutionHistory", body.put("reverseOrder", true)).body();
    assertThat(last.at("/events/0/type").asText()).isEqualTo("ExecutionSucceeded");
    assertThat(last.path("events")).hasSize(3);
    body.set("nextToken", last.path("nextToken"));
    var rest = surround.call("GetExecutionHistory", body).body();
    assertThat(rest.path("events")).hasSize(1);
    assertThat(rest.has("nextToken")).isFalse();
    var bare =
        surround
            .call(
                "GetExecutionHistory",
                Json.object().put("executionArn", arn).put("includeExecutionData", false))
            .body();
    assertThat(bare.at("/events/1/stateEnteredEventDetails").has("input")).isFalse();
    assertThat(bare.at("/events/1/stateEnteredEventDetails/name").asText()).isEqualTo("T");
  }

  @Test
  void aMapRunIsChangedWhileItRuns() {
    var arn =
        start(
            machine(
                """
                {'StartAt':'M','States':{'M':{'Type':'Map','End':true,'MaxConcurrency':1,
                  'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},
                    'StartAt':'W','States':{'W':{'Type':'Wait','Seconds':10,'End':true}}}}}}\
                """),
            "[1,2,3]");
    Awaitility.await().until(() -> children(arn).size() == 1);
    var change = Json.object().put("maxConcurrency", 3);
    change.set("mapRunArn", mapRun(arn));
    assertThat(surround.call("UpdateMapRun", change).status()).isEqualTo(200);

    Awaitility.await().until(() -> historyOf(children(arn).get(0)) == 2);
    pass(Duration.ofSeconds(10));
    Awaitility.await().until(() -> children(arn).size() == 3);
    Awaitility.await().until(() -> historyOf(children(arn).get(0)) == 2);
    Awaitility.await().until(() -> historyOf(children(arn).get(1)) == 2);
    pass(Duration.ofSeconds(10));

    assertThat(over(arn).path("output").asText()).isEqualTo("[1,2,3]");
    assertThat(surround.call("UpdateMapRun", change).code()).isEqualTo("ValidationException");
  }

  private JsonNode mapRun(String execution) {
    return surround
        .call("ListMapRuns", Json.object().put("executionArn", execution))
        .body()
        .at("/mapRuns/0/mapRunArn");
  }

  private JsonNode children(String execution) {
    return surround
        .call("ListExecutions", Json.object().set("mapRunArn", mapRun(execution)))
        .body()
        .path("executions");
  }

  private int historyOf(JsonNode child) {
    return history(child.path("executionArn").asText()).size();
  }
}
