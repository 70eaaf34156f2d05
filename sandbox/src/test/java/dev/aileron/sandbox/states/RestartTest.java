package dev.aileron.sandbox.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives the sandbox when it is given a folder. */
class RestartTest {
  @TempDir private Path folder;
  private Surround before;

  @BeforeEach
  void start() {
    before = Surround.stored(folder);
  }

  private Surround restarted() {
    before.close();
    var after = Surround.stored(folder);
    after.clock.advance(Duration.between(after.clock.instant(), before.clock.instant()));
    return after;
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static String machine(Surround surround, String name, String definition) {
    var body = Json.object().put("name", name).put("roleArn", Surround.ROLE);
    return surround
        .call("CreateStateMachine", body.put("definition", json(definition)))
        .body()
        .path("stateMachineArn")
        .asText();
  }

  private static String start(Surround surround, String machineArn, String input) {
    var body = Json.object().put("stateMachineArn", machineArn).put("input", json(input));
    return surround.call("StartExecution", body).body().path("executionArn").asText();
  }

  private static JsonNode described(Surround surround, String arn) {
    return surround.call("DescribeExecution", Json.object().put("executionArn", arn)).body();
  }

  private static JsonNode over(Surround surround, String arn) {
    Awaitility.await()
        .until(() -> !described(surround, arn).path("status").asText().equals("RUNNING"));
    return described(surround, arn);
  }

  private static int events(Surround surround, String arn) {
    return surround
        .call("GetExecutionHistory", Json.object().put("executionArn", arn).put("maxResults", 1000))
        .body()
        .path("events")
        .size();
  }

  @Test
  void machinesVersionsAliasesAndTagsStay() {
    var arn = machine(before, "kept", "{'StartAt':'P','States':{'P':{'Type':'Pass','End':true}}}");
    before.call("PublishStateMachineVersion", Json.object().put("stateMachineArn", arn));
    before.call(
        "CreateStateMachineAlias",
        "{'name':'live','routingConfiguration':[{'stateMachineVersionArn':'"
            + arn
            + ":1','weight':100}]}");
    before.call("TagResource", "{'resourceArn':'" + arn + "','tags':[{'key':'k','value':'v'}]}");
    before.call("CreateActivity", "{'name':'packing'}");
    var execution = start(before, arn + ":live", "{}");
    var done = over(before, execution);
    Awaitility.await().until(() -> events(before, execution) == 4);

    try (var after = restarted()) {
      var machine = Json.object().put("stateMachineArn", arn);
      assertThat(after.call("DescribeStateMachine", machine).body())
          .isEqualTo(before.call("DescribeStateMachine", machine).body());
      assertThat(after.call("ListStateMachineAliases", machine).body())
          .isEqualTo(before.call("ListStateMachineAliases", machine).body());
      assertThat(
              after
                  .call("ListTagsForResource", Json.object().put("resourceArn", arn))
                  .body()
                  .at("/tags/0/key")
                  .asText())
          .isEqualTo("k");
      assertThat(after.call("ListActivities", "{}").body().path("activities")).hasSize(1);
      assertThat(described(after, execution)).isEqualTo(done);
      assertThat(events(after, execution)).isEqualTo(4);
    }
  }

  @Test
  void aWaitGoesOn() {
    var arn =
        machine(
            before,
            "waits",
            "{'StartAt':'W','States':{'W':{'Type':'Wait','Seconds':60,'End':true}}}");
    var execution = start(before, arn, "{'a':1}");
    Awaitility.await().until(() -> events(before, execution) == 2);
    before.clock.advance(Duration.ofSeconds(59));

    try (var after = restarted()) {
      assertThat(described(after, execution).path("status").asText()).isEqualTo("RUNNING");
      after.clock.advance(Duration.ofSeconds(2));
      after.states.clockMoved();
      assertThat(over(after, execution).path("output").asText()).isEqualTo("{\"a\":1}");
    }
  }

  @Test
  void aTokenCanStillBeAnswered() {
    before.stubs.put("sqs", seen -> Surround.json(200, "{\"MessageId\":\"m\"}"));
    var arn =
        machine(
            before,
            "token",
            """
            {'StartAt':'T','States':{'T':{'Type':'Task','End':true,
             'Resource':'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
             'Parameters':{'QueueUrl':'http://q','MessageBody':{'token.$':'$$.Task.Token'}}}}}\
            """);
    var execution = start(before, arn, "{}");
    Awaitility.await().until(() -> events(before, execution) == 5);
    var token =
        Json.known(before.seen("SendMessage").getLast().path("MessageBody").asText())
            .path("token")
            .asText();

    try (var after = restarted()) {
      var answer = Json.object().put("taskToken", token).put("output", "7");
      assertThat(after.call("SendTaskSuccess", answer).status()).isEqualTo(200);
      assertThat(over(after, execution).path("output").asText()).isEqualTo("7");
      assertThat(after.seen("SendMessage")).isEmpty();
    }
  }

  @Test
  void aTaskOfAnActivityIsOfferedAgainUntilAWorkerHasTakenIt() {
    var activity =
        before.call("CreateActivity", "{'name':'packing'}").body().path("activityArn").asText();
    var arn =
        machine(
            before,
            "packs",
            "{'StartAt':'A','States':{'A':{'Type':'Task','Resource':'"
                + activity
                + "','End':true}}}");
    var execution = start(before, arn, "{'a':1}");
    Awaitility.await().until(() -> events(before, execution) == 3);

    before = restarted();
    var ask = Json.object().put("activityArn", activity).put("workerName", "me");
    var task = before.call("GetActivityTask", ask).body();
    assertThat(task.path("input").asText()).isEqualTo("{\"a\":1}");
    Awaitility.await().until(() -> events(before, execution) == 4);

    try (var after = restarted()) {
      after.call(
          "SendTaskSuccess",
          Json.object().put("taskToken", task.path("taskToken").asText()).put("output", "2"));
      assertThat(over(after, execution).path("output").asText()).isEqualTo("2");
    }
  }

  @Test
  void aCallThatWasLostIsMadeAgain() {
    var never = new CountDownLatch(1);
    before.function =
        (name, qualifier, payload) -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Surround.returned(payload);
        };
    var arn =
        machine(
            before,
            "lost",
            "{'StartAt':'T','States':{'T':{'Type':'Task','Resource':'arn:aws:lambda:eu-west-1:111122223333:function:f','End':true}}}");
    var execution = start(before, arn, "{'a':1}");
    Awaitility.await().until(() -> events(before, execution) == 4);

    try (var after = restarted()) {
      assertThat(over(after, execution).path("output").asText()).isEqualTo("{\"a\":1}");
    } finally {
      never.countDown();
    }
  }

  @Test
  void childrenOfADistributedMapGoOn() {
    var arn =
        machine(
            before,
            "children",
            """
            {'StartAt':'M','States':{'M':{'Type':'Map','End':true,
              'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},
                'StartAt':'W','States':{'W':{'Type':'Wait','Seconds':30,'End':true}}}}}}\
            """);
    var execution = start(before, arn, "[1,2]");
    Awaitility.await().until(() -> events(before, execution) == 4);
    Awaitility.await().until(() -> children(before, execution).size() == 2);
    Awaitility.await()
        .until(() -> {
          for (var child : children(before, execution)) {
            if (events(before, child.path("executionArn").asText()) < 2) {
              return false;
            }
          }
          return true;
        });

    try (var after = restarted()) {
      assertThat(children(after, execution)).hasSize(2);
      after.clock.advance(Duration.ofSeconds(31));
      after.states.clockMoved();
      assertThat(over(after, execution).path("output").asText()).isEqualTo("[1,2]");
    }
  }

  @Test
  void aHistoryIsAddedToAndWhatWasBeingWrittenIsLeftOut() throws IOException {
    var arn =
        machine(
            before,
            "loops",
            """
            {'StartAt':'P','QueryLanguage':'JSONata','States':{
             'P':{'Type':'Pass','Output':'{% $states.input + 1 %}','Next':'C'},
             'C':{'Type':'Choice','Choices':[{'Condition':'{% $states.input < 100 %}','Next':'P'}],'Default':'W'},
             'W':{'Type':'Wait','Seconds':60,'End':true}}}\
            """);
    var execution = start(before, arn, "0");
    Awaitility.await().until(() -> events(before, execution) == 402);
    before.close();
    var kept = only("*.json");
    var history = only("*.history");
    assertThat(kept).content().doesNotContain("PassStateEntered");
    assertThat(Files.readAllLines(history)).hasSize(402);
    Files.writeString(history, "{\"id\":403,\"previous\":4", StandardOpenOption.APPEND);

    try (var after = restarted()) {
      assertThat(events(after, execution)).isEqualTo(402);
      after.clock.advance(Duration.ofSeconds(61));
      after.states.clockMoved();
      assertThat(over(after, execution).path("output").asText()).isEqualTo("100");
      Awaitility.await().until(() -> events(after, execution) == 404);
      assertThat(Files.readAllLines(history)).hasSize(404);
    }
  }

  @Test
  void whatCannotBeReadIsSaidWithTheFile() throws IOException {
    var arn = machine(before, "p", "{'StartAt':'P','States':{'P':{'Type':'Pass','End':true}}}");
    over(before, start(before, arn, "{}"));
    before.close();
    Files.writeString(only("*.json"), "{\"start\": 7}");
    assertThatThrownBy(() -> Surround.stored(folder))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining(only("*.json").toString())
        .hasMessageContaining("Another version of the sandbox may have written it");
  }

  /** The one file of executions of that kind. */
  private Path only(String kind) throws IOException {
    try (var files =
        Files.newDirectoryStream(folder.resolve("111122223333/eu-west-1/executions"), kind)) {
      return files.iterator().next();
    }
  }

  private static JsonNode children(Surround surround, String execution) {
    var mapRun =
        surround
            .call("ListMapRuns", Json.object().put("executionArn", execution))
            .body()
            .at("/mapRuns/0/mapRunArn");
    return surround
        .call("ListExecutions", Json.object().set("mapRunArn", mapRun))
        .body()
        .path("executions");
  }
}
