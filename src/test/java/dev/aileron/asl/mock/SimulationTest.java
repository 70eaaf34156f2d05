package dev.aileron.asl.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.StateMachine;
import dev.aileron.asl.model.Trail;
import dev.aileron.asl.run.Execution.Status;
import dev.aileron.asl.text.SourceReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  private static JsonNode yaml(String text) {
    // The mark makes it YAML whatever it begins with.
    return SourceReader.read("---\n" + text).tree();
  }

  private static StateMachine machine(String definition) {
    return StateMachine.of(yaml(definition));
  }

  private static Outcome run(String definition, Map<String, List<Answer>> mocks) {
    return Simulation.run(scenario(definition, mocks, false));
  }

  private static Scenario scenario(
      String definition, Map<String, List<Answer>> mocks, boolean express) {
    return new Scenario(
        machine(definition), "m", express, yaml("a: 1"), new Mocks(mocks), 0, START);
  }

  private static Answer answer(String result) {
    return Answer.always(new Reply.Result(yaml(result)));
  }

  private static Answer once(Reply reply) {
    return new Answer(reply, null, null, 1, 0, 0);
  }

  private static Answer taking(Reply reply, int seconds, int heartbeat) {
    return new Answer(reply, null, null, Answer.ALWAYS, seconds * 1000L, heartbeat * 1000L);
  }

  private static final String TASK =
      """
      StartAt: A
      States:
        A:
          Type: Task
          Resource: arn:aws:lambda:eu-west-1:111122223333:function:a
          TimeoutSeconds: 60
          HeartbeatSeconds: 20
          Retry:
          - {ErrorEquals: [Busy], MaxAttempts: 3}
          Catch:
          - {ErrorEquals: [States.ALL], Next: B}
          Next: C
        B: {Type: Pass, End: true}
        C: {Type: Succeed}
      """;

  @Test
  void answersAreGivenInTurn() {
    // When
    Outcome outcome =
        run(
            TASK,
            Map.of(
                "A",
                List.of(
                    new Answer(new Reply.Failure("Busy", null), null, null, 2, 0, 0),
                    once(new Reply.Result(yaml("done"))))));

    // Then
    assertThat(outcome.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(outcome.output()).isEqualTo(yaml("done"));
    assertThat(outcome.retries()).containsExactly(Map.entry("A", 2));
    assertThat(outcome.calls()).extracting(Call::attempt).containsExactly(0, 1, 2);
    assertThat(outcome.elapsed()).isEqualTo(Duration.ofSeconds(3));
    assertThat(outcome.trail().ways()).containsExactly(new Trail.Way("A", "C", false));
    assertThat(outcome.pathAsJson()).isEqualTo(yaml("[A, C]"));
  }

  @Test
  void aCallThatNothingAnswersStopsTheExecution() {
    Obstacle notMocked = run(TASK, Map.of()).obstacle();
    Obstacle usedUp =
        run(TASK, Map.of("A", List.of(once(new Reply.Failure("Busy", null))))).obstacle();
    Obstacle noMatch =
        run(
                TASK,
                Map.of(
                    "A",
                    List.of(
                        new Answer(
                            new Reply.Result(yaml("1")), yaml("a: 2"), null, Answer.ALWAYS, 0, 0))))
            .obstacle();

    assertThat(List.of(notMocked, usedUp, noMatch))
        .extracting(o -> ((Obstacle.Unanswered) o).reason())
        .containsExactly(
            Obstacle.Reason.NOT_MOCKED, Obstacle.Reason.USED_UP, Obstacle.Reason.NO_MATCH);
    assertThat(((Obstacle.Unanswered) notMocked).call().place()).isEqualTo("A");
  }

  @Test
  void silenceAndSlownessAreErrors() {
    Reply reply = new Reply.Result(yaml("done"));

    assertThat(run(TASK, Map.of("A", List.of(taking(reply, 60, 19)))).pathAsJson())
        .as("an answer at the very moment of the timeout is in time")
        .isEqualTo(yaml("[A, C]"));
    Outcome silent = run(TASK, Map.of("A", List.of(taking(reply, 60, 0))));
    assertThat(silent.output()).isEqualTo(yaml("Error: States.HeartbeatTimeout"));
    assertThat(silent.elapsed()).isEqualTo(Duration.ofSeconds(20));
    assertThat(silent.trail().ways()).containsExactly(new Trail.Way("A", "B", true));
    Outcome slow = run(TASK, Map.of("A", List.of(taking(reply, 61, 10))));
    assertThat(slow.output()).isEqualTo(yaml("Error: States.Timeout"));
    assertThat(slow.elapsed()).isEqualTo(Duration.ofSeconds(60));
    Outcome said = run(TASK, Map.of("A", List.of(taking(failure("States.Timeout"), 1, 0))));
    assertThat(said.output()).isEqualTo(yaml("{Error: States.Timeout, Cause: made up}"));
  }

  private static Reply failure(String error) {
    return new Reply.Failure(error, "made up");
  }

  private static final String NESTED =
      """
      StartAt: Both
      States:
        Both:
          Type: Parallel
          Retry:
          - {ErrorEquals: [Again], MaxAttempts: 1}
          Branches:
          - StartAt: Each
            States:
              Each:
                Type: Map
                ItemsPath: $.none
                Parameters: {index.$: $$.Map.Item.Index}
                ItemProcessor:
                  StartAt: Work
                  States:
                    Work: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", Next: Rest}
                    Rest: {Type: Wait, Seconds: 1, End: true}
                End: true
          - StartAt: Ask
            States:
              Ask:
                Type: Task
                Resource: arn:aws:states:eu-west-1:111122223333:activity:ask
                End: true
          End: true
      """;

  @Test
  void placesTellBranchesAndIterations() {
    // Given
    String definition = NESTED.replace("$.none", "$.list");
    Scenario scenario =
        new Scenario(
            machine(definition),
            "m",
            false,
            yaml("list: [x, y, z]"),
            new Mocks(
                Map.of(
                    "Work",
                    List.of(
                        new Answer(new Reply.Payload(yaml("1")), null, 1, Answer.ALWAYS, 0, 0),
                        Answer.always(new Reply.Payload(yaml("2")))),
                    "Ask",
                    List.of(once(failure("Again")), answer("yes")))),
            0,
            START);

    // When
    Outcome outcome = Simulation.run(scenario);

    // Then
    assertThat(outcome.output().findValuesAsText("Payload")).containsExactly("2", "1", "2");
    assertThat(outcome.output().get(1)).isEqualTo(yaml("yes"));
    assertThat(outcome.calls())
        .extracting(Call::place)
        .containsSubsequence("Both[0]/Each[0]/Work", "Both[0]/Each[1]/Work", "Both[1]/Ask");
    assertThat(outcome.retries()).containsExactly(Map.entry("Both", 1));
    assertThat(outcome.pathAsJson())
        .as("the last attempt's")
        .isEqualTo(yaml("[{Both: [[{Each: [[Work, Rest], [Work, Rest], [Work, Rest]]}], [Ask]]}]"));
    assertThat(outcome).isEqualTo(Simulation.run(scenario));
  }

  private static final String DISTRIBUTED =
      """
      StartAt: Rows
      States:
        Rows:
          Type: Map
          Label: Rows
          MaxConcurrency: 2
          ItemProcessor:
            ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: EXPRESS}
            StartAt: Save
            States:
              Save:
                Type: Task
                Resource: arn:aws:states:::dynamodb:putItem
                Retry: [{ErrorEquals: [Busy]}]
                End: true
          ItemReader:
            Resource: arn:aws:states:::s3:getObject
            Parameters: {Bucket: b, Key: k}
          ResultWriter:
            Resource: arn:aws:states:::s3:putObject
            Parameters: {Bucket: b, Prefix: p}
          End: true
      """;

  @Test
  void childrenRunOnTheSameClock() {
    // When
    Outcome outcome =
        run(
            DISTRIBUTED,
            Map.of(
                "Rows",
                List.of(Answer.always(new Reply.Items(yaml("[1, 2, 3]")))),
                "Save",
                List.of(once(failure("Busy")), taking(new Reply.Result(yaml("{}")), 10, 0))));

    // Then
    assertThat(outcome.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(outcome.output().at("/ResultWriterDetails/Key").asText())
        .startsWith("p/")
        .endsWith("/manifest.json");
    assertThat(outcome.elapsed())
        .as("two at a time, one retried")
        .isEqualTo(Duration.ofSeconds(20));
    assertThat(outcome.calls())
        .extracting(Call::place)
        .containsExactly(
            "Rows", "Rows[0]/Save", "Rows[1]/Save", "Rows[0]/Save", "Rows[2]/Save", "Rows");
    assertThat(outcome.pathAsJson()).isEqualTo(yaml("[{Rows: [[Save], [Save], [Save]]}]"));
  }

  @Test
  void childrenOfAFailedRunAreLeftAlone() {
    Outcome outcome =
        run(
            DISTRIBUTED.replace("ResultWriter", "Comment"),
            Map.of(
                "Rows",
                List.of(Answer.always(new Reply.Items(yaml("[1, 2, 3]")))),
                "Save",
                List.of(once(failure("Boom")), taking(new Reply.Result(yaml("{}")), 10, 0))));

    assertThat(outcome.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
    assertThat(outcome.elapsed()).isEqualTo(Duration.ZERO);
  }

  @Test
  void readingAndWritingFailWithTheirOwnErrors() {
    Outcome unread =
        run(
            DISTRIBUTED,
            Map.of("Rows", List.of(Answer.always(failure("States.ItemReaderFailed")))));
    Outcome unwritten =
        run(
            DISTRIBUTED,
            Map.of(
                "Rows",
                List.of(
                    Answer.always(new Reply.Items(yaml("[]"))),
                    taking(failure("States.ResultWriterFailed"), 5, 0))));
    Outcome written =
        run(
            DISTRIBUTED,
            Map.of(
                "Rows",
                List.of(
                    Answer.always(new Reply.Items(yaml("[]"))),
                    Answer.always(new Reply.Written(yaml("all"))))));

    assertThat(unread.error()).isEqualTo("States.ItemReaderFailed");
    assertThat(unread.cause()).isEqualTo("made up");
    assertThat(unwritten.error()).isEqualTo("States.ResultWriterFailed");
    assertThat(unwritten.elapsed()).isEqualTo(Duration.ofSeconds(5));
    assertThat(written.output()).isEqualTo(yaml("all"));
  }

  @Test
  void anEndlessExecutionIsStopped() {
    // Given: nothing bounds the history of an Express execution, nor its time if it takes none
    Scenario endless = scenario("{StartAt: A, States: {A: {Type: Pass, Next: A}}}", Map.of(), true);

    assertThat(Simulation.run(endless, 1_000).obstacle()).isEqualTo(new Obstacle.Endless(1_000));
  }

  @Test
  void jobsAndTokensAreAnsweredAlike() {
    String definition =
        """
        StartAt: Job
        States:
          Job: {Type: Task, Resource: "arn:aws:states:::batch:submitJob.sync", Next: Token}
          Token:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
            Parameters: {MessageBody: {token.$: $$.Task.Token}}
            End: true
        """;

    Outcome outcome =
        run(definition, Map.of("Job", List.of(answer("1")), "Token", List.of(answer("2"))));

    assertThat(outcome.output()).isEqualTo(yaml("2"));
    assertThat(outcome.calls().getLast().arguments().at("/MessageBody/token").asText())
        .isNotBlank();
  }

  @Test
  void mocksThatNoCallCanGetAreTold() {
    Mocks mocks =
        new Mocks(
            Map.of(
                "Nowhere", List.of(answer("1")),
                "Both", List.of(answer("1")),
                "Ask", List.of(answer("1"), Answer.always(new Reply.Payload(yaml("1")))),
                "Work", List.of(Answer.always(new Reply.Items(yaml("[]"))))));

    assertThat(MockProblem.of(machine(NESTED), mocks))
        .extracting(p -> p.state() + " " + p.answer())
        .containsExactlyInAnyOrder("Nowhere -1", "Both -1", "Ask 1", "Work 0");
    assertThat(
            MockProblem.of(machine(DISTRIBUTED), new Mocks(Map.of("Rows", List.of(answer("1"))))))
        .extracting(MockProblem::message)
        .singleElement()
        .asString()
        .contains("cannot be answered with result: it is a Map, so write items, written, or error");
    assertThat(Mocks.NONE.with(mocks)).isEqualTo(mocks);
  }

  @Test
  void theWholeTrailOfAMachine() {
    Trail trail = Trail.of(machine(TASK));

    assertThat(trail.states()).containsExactly("A", "C", "B");
    assertThat(trail.ways())
        .extracting(Trail.Way::toString)
        .containsExactly("A → C", "A → B (caught)");
    assertThat(
            Trail.of(
                    machine(
                        """
                        StartAt: A
                        States:
                          A:
                            Type: Choice
                            Choices:
                            - {Variable: $.a, NumericEquals: 1, Next: C}
                            - {Variable: $.a, NumericEquals: 2, Next: C}
                            Default: B
                          B: {Type: Succeed}
                          C: {Type: Succeed}
                          D: {Type: Succeed}
                        """))
                .ways())
        .hasSize(2);
    assertThat(Trail.of(machine(NESTED)).states())
        .containsExactly("Both", "Each", "Work", "Rest", "Ask");
  }

  @Test
  void everythingThatIsNotAsExpectedIsTold() {
    // Given
    Outcome outcome = run(TASK, Map.of("A", List.of(answer("{b: [1, {c: 2.0}]}"))));

    // Then
    assertThat(expect("{b: [1, {c: 2}]}", null).differences(outcome)).isEmpty();
    assertThat(expect(null, "{b: [1, {}]}").differences(outcome)).isEmpty();
    assertThat(told(expect("{b: [1, {}]}", null), outcome)).containsExactly("output /b/1/c");
    assertThat(told(expect("{b: [1]}", null), outcome)).containsExactly("output /b/1");
    assertThat(told(expect("{b: [1, {c: 2}, 3]}", null), outcome)).containsExactly("output /b/2");
    assertThat(told(expect("{b: x}", null), outcome)).containsExactly("output /b");
    assertThat(
            told(
                new Expectation(
                    Status.SUCCEEDED,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(new PathStep("A", List.of())),
                    Map.of("A", 1),
                    List.of(new Expectation.ExpectedCall("A", "arn:other", yaml("a: 2"), null)),
                    BigDecimal.TEN),
                outcome))
        .containsExactly("path /1", "retries of A ", "call 1 resource ", "elapsedSeconds ");
    assertThat(
            told(
                new Expectation(
                    Status.FAILED, null, null, "a", null, null, null, Map.of(), List.of(), null),
                outcome))
        .containsExactly("status ", "call 1 ");
  }

  @Test
  void failuresAreExpectedByErrorAndCause() {
    Outcome outcome =
        run("{StartAt: A, States: {A: {Type: Fail, Error: E, Cause: the cause}}}", Map.of());

    assertThat(failed("E", "the cause", "cause").differences(outcome)).isEmpty();
    assertThat(told(failed("F", "the", "thing"), outcome))
        .containsExactly("error ", "cause ", "cause ");
  }

  private static Expectation failed(String error, String cause, String contains) {
    return new Expectation(
        Status.FAILED, null, null, error, cause, contains, null, Map.of(), null, null);
  }

  private static Expectation expect(String output, String contains) {
    return new Expectation(
        Status.SUCCEEDED,
        output == null ? null : yaml(output),
        contains == null ? null : yaml(contains),
        null,
        null,
        null,
        null,
        Map.of(),
        null,
        null);
  }

  private static List<String> told(Expectation expectation, Outcome outcome) {
    return expectation.differences(outcome).stream()
        .map(d -> d.what() + " " + d.pointer())
        .toList();
  }
}
