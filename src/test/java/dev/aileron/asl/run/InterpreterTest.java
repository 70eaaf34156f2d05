package dev.aileron.asl.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.ModelException;
import dev.aileron.asl.model.StateMachine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the recordings do not show: time, limits, and distributed maps. */
class InterpreterTest {
  private static final String LAMBDA = "arn:aws:states:::lambda:invoke";

  private final List<Effect> effects = new ArrayList<>();
  private final List<String> types = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();

  private static JsonNode json(String text) {
    try {
      return Driver.JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Execution run(
      String definition, String input, BiFunction<Effect, Instant, List<Event>> answers) {
    Driver driver = new Driver(answers::apply);
    Execution execution = driver.run(StateMachine.of(json(definition)), json(input));
    effects.addAll(driver.effects());
    driver.history().forEach(event -> types.add(event.type()));
    driver.history().forEach(event -> times.add(event.timestamp()));
    return execution;
  }

  private Execution run(String definition, String input) {
    return run(definition, input, (effect, now) -> List.of());
  }

  private static String one(String state) {
    return "{'StartAt': 'A', 'States': {'A': " + state + ", 'Z': {'Type': 'Succeed'}}}";
  }

  private List<Effect.Call> calls() {
    return effects.stream()
        .filter(e -> e instanceof Effect.Call)
        .map(Effect.Call.class::cast)
        .toList();
  }

  @Test
  void retriesWaitLongerEachTimeUpToTheirLongestDelay() {
    List<Instant> called = new ArrayList<>();
    Execution execution =
        run(
            one(
                """
                {'Type': 'Task', 'Resource': '%s', 'End': true, 'Retry': [
                  {'ErrorEquals': ['Other'], 'MaxAttempts': 9},
                  {'ErrorEquals': ['Boom'], 'IntervalSeconds': 3, 'BackoffRate': 2,
                   'MaxAttempts': 3, 'MaxDelaySeconds': 10}]}
                """
                    .formatted(LAMBDA)),
            "{}",
            (effect, now) -> {
              if (effect instanceof Effect.Call call) {
                called.add(now);
                return List.of(new Event.TaskFailed(now, call.ticket(), "Boom", "made up"));
              }
              return List.of();
            });

    assertThat(execution.status()).isEqualTo(Execution.Status.FAILED);
    assertThat(execution.error()).isEqualTo("Boom");
    assertThat(called)
        .containsExactly(
            Driver.START,
            Driver.START.plusSeconds(3),
            Driver.START.plusSeconds(9),
            Driver.START.plusSeconds(19));
    assertThat(calls()).extracting(Effect.Call::attempt).containsExactly(0, 1, 2, 3);
  }

  @Test
  void fullJitterWaitsAtMostAsLong() {
    List<Instant> called = new ArrayList<>();
    run(
        one(
            """
            {'Type': 'Task', 'Resource': '%s', 'End': true, 'Retry': [
              {'ErrorEquals': ['States.ALL'], 'IntervalSeconds': 100, 'MaxAttempts': 1,
               'JitterStrategy': 'FULL'}]}
            """
                .formatted(LAMBDA)),
        "{}",
        (effect, now) -> {
          if (effect instanceof Effect.Call call) {
            called.add(now);
            return List.of(new Event.TaskFailed(now, call.ticket(), null, null));
          }
          return List.of();
        });
    assertThat(Duration.between(called.get(0), called.get(1)))
        .isBetween(Duration.ZERO, Duration.ofSeconds(100));
  }

  @Test
  void aTaskThatTakesTooLongTimesOut() {
    Execution execution =
        run(
            one(
                "{'Type': 'Task', 'Resource': '%s', 'TimeoutSeconds': 30, 'End': true}"
                    .formatted(LAMBDA)),
            "{}");
    assertThat(execution.error()).isEqualTo("States.Timeout");
    assertThat(times.getLast()).isEqualTo(Driver.START.plusSeconds(30));
    assertThat(effects).anyMatch(e -> e instanceof Effect.Cancel);
  }

  @Test
  void aTaskThatIsSilentTooLongTimesOutAndCanBeCaught() {
    Execution execution =
        run(
            one(
                """
                {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
                 'TimeoutSeconds': 300, 'HeartbeatSeconds': 10, 'End': true,
                 'Parameters': {'MessageBody.$': '$$.Task.Token'},
                 'Catch': [{'ErrorEquals': ['States.HeartbeatTimeout'], 'ResultPath': '$.e', 'Next': 'Z'}]}
                """),
            "{}",
            (effect, now) ->
                effect instanceof Effect.Call call
                    ? List.of(
                        new Event.TaskStarted(now, call.ticket(), null),
                        new Event.TaskStarted(now, call.ticket(), null),
                        new Event.TaskSubmitted(now, call.ticket(), json("{'id': 1}")),
                        new Event.TaskHeartbeat(now.plusSeconds(5), call.ticket()))
                    : List.of());
    assertThat(execution.output()).isEqualTo(json("{'e': {'Error': 'States.HeartbeatTimeout'}}"));
    assertThat(types)
        .containsSubsequence("TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskTimedOut");
    assertThat(calls().getFirst().taskToken())
        .isEqualTo(calls().getFirst().arguments().path("MessageBody").textValue());
    assertThat(times.getLast()).isEqualTo(Driver.START.plusSeconds(15));
  }

  @Test
  void statesTimeoutMatchesAMissedHeartbeatAndTaskFailedDoesNot() {
    Execution execution =
        run(
            one(
                """
                {'Type': 'Task', 'Resource': 'arn:aws:states:eu-west-1:1:activity:a', 'HeartbeatSeconds': 10,
                 'End': true, 'Credentials': {'RoleArn': 'r'},
                 'Catch': [{'ErrorEquals': ['States.TaskFailed'], 'Next': 'A'},
                           {'ErrorEquals': ['States.Timeout'], 'ResultPath': null, 'Next': 'Z'}]}
                """),
            "{'kept': 1}");
    assertThat(execution.output()).isEqualTo(json("{'kept': 1}"));
    assertThat(types).contains("ActivityScheduled", "ActivityTimedOut");
    assertThat(calls().getFirst().credentials()).isEqualTo(json("{'RoleArn': 'r'}"));
  }

  @Test
  void anExecutionThatTakesTooLongEnds() {
    Execution execution =
        run(
            "{'StartAt': 'A', 'TimeoutSeconds': 5, 'States': {'A': {'Type': 'Wait', 'Seconds': 60, 'End': true}}}",
            "{}");
    assertThat(execution.status()).isEqualTo(Execution.Status.TIMED_OUT);
    assertThat(types).endsWith("ExecutionTimedOut");
    assertThat(execution.nextWakeUp()).isEmpty();
  }

  @Test
  void anExpressExecutionMayTakeFiveMinutes() {
    StateMachine machine =
        StateMachine.of(json(one("{'Type': 'Wait', 'Seconds': 301, 'End': true}")));
    Driver driver = new Driver((effect, now) -> List.of());
    Execution execution = driver.run(machine, Driver.identity(json("{}"), true), 100);
    assertThat(execution.status()).isEqualTo(Execution.Status.TIMED_OUT);
    assertThat(driver.history().getLast().timestamp()).isEqualTo(Driver.START.plusSeconds(300));
  }

  @Test
  void anExecutionCanBeStoppedAndThenNothingHappensAnyMore() {
    Interpreter interpreter =
        new Interpreter(StateMachine.of(json(one("{'Type': 'Wait', 'Seconds': 60, 'End': true}"))));
    Execution waiting =
        interpreter
            .apply(
                interpreter.start(Driver.identity(json("{}"), false), 1).execution(),
                new Event.Proceed(Driver.START))
            .execution();
    Step stopped = interpreter.apply(waiting, new Event.Stop(Driver.START, "Enough", "of it"));
    assertThat(stopped.execution().status()).isEqualTo(Execution.Status.ABORTED);
    assertThat(stopped.history().getFirst().toAws().path("executionAbortedEventDetails"))
        .isEqualTo(json("{'error': 'Enough', 'cause': 'of it'}"));
    Step after =
        interpreter.apply(stopped.execution(), new Event.Tick(Driver.START.plusSeconds(99)));
    assertThat(after.execution()).isEqualTo(stopped.execution());
    assertThat(after.history()).isEmpty();
  }

  @Test
  void anEventThatAnswersNothingChangesNothing() {
    Interpreter interpreter =
        new Interpreter(StateMachine.of(json(one("{'Type': 'Wait', 'Seconds': 60, 'End': true}"))));
    Execution waiting =
        interpreter
            .apply(
                interpreter.start(Driver.identity(json("{}"), false), 1).execution(),
                new Event.Proceed(Driver.START))
            .execution();
    for (Event event :
        List.of(
            new Event.TaskSucceeded(Driver.START, 7, json("{}")),
            new Event.ItemsRead(Driver.START, 7, json("[]")),
            new Event.ChildFailed(Driver.START, 7, null, null),
            new Event.Tick(Driver.START.plusSeconds(59)))) {
      assertThat(interpreter.apply(waiting, event).execution()).isEqualTo(waiting);
    }
  }

  @Test
  void aHistoryEndsAtItsLimit() {
    Execution execution =
        run("{'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'Next': 'A'}}}", "{}");
    assertThat(execution.error()).isEqualTo("States.Runtime");
    assertThat(execution.cause()).contains("maximum number of history events (25000)");
    assertThat(execution.lastEventId()).isEqualTo(25_000);
  }

  @Test
  void aCallsResultThatIsTooLargeIsItsFailure() {
    JsonNode large = Driver.JSON.getNodeFactory().textNode("é".repeat(140_000));
    Execution execution =
        run(
            one("{'Type': 'Task', 'Resource': '%s', 'End': true}".formatted(LAMBDA)),
            "{}",
            (effect, now) ->
                effect instanceof Effect.Call call
                    ? List.of(new Event.TaskSucceeded(now, call.ticket(), large))
                    : List.of());
    assertThat(execution.error()).isEqualTo("States.DataLimitExceeded");
    assertThat(execution.cause()).startsWith("The state/task 'lambda' returned a result");
    assertThat(types).contains("TaskFailed");
  }

  @Test
  void dataThatIsNestedTooDeeplyEndsTheExecution() {
    Execution execution =
        run(
            "{'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'Parameters': {'x.$': '$'}, 'Next': 'A'}}}",
            "{}");
    assertThat(execution.cause()).contains("nested more than 500 levels deep");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Type': 'Pass', 'Result': 1, 'ResultPath': '$.a.b', 'End': true} | 'text' | States.ResultPathMatchFailure | Unable to apply step \"a\" to input \"text\"",
        "{'Type': 'Choice', 'Choices': [{'Variable': '$.a', 'NumericEquals': 1, 'Next': 'Z'}]} | {'a': 2} | States.NoChoiceMatched | Failed to transition out of the state.",
        "{'Type': 'Choice', 'Choices': [{'Variable': '$.b', 'NumericEquals': 1, 'Next': 'Z'}]} | {'a': 2} | States.Runtime | Invalid path '$.b': The choice state's condition path references an invalid value.",
        "{'Type': 'Pass', 'Parameters': {'x.$': 'States.ArrayLength($.a)'}, 'End': true} | {'a': 2} | States.IntrinsicFailure | The function 'States.ArrayLength($.a)' had the following error:",
        "{'Type': 'Pass', 'Parameters': {'x.$': 'States.ArrayLength($.b)'}, 'End': true} | {'a': 2} | States.Runtime | The JSONPath argument for the field '$.b' could not be found",
        "{'Type': 'Pass', 'Parameters': {'x.$': '$.a'}, 'End': true} | null | States.Runtime | Unable to apply Path transformation to null or empty input.",
        "{'Type': 'Pass', 'Parameters': {'x.$': '$.l.min()'}, 'End': true} | {'l': []} | States.Runtime | empty array",
        "{'Type': 'Wait', 'SecondsPath': '$.a', 'End': true} | {'a': -1} | States.Runtime | The Seconds field must be between 0 and",
        "{'Type': 'Wait', 'QueryLanguage': 'JSONata', 'Seconds': '{% -1 %}', 'End': true} | {} | States.QueryEvaluationError | The Seconds field must be between 0 and",
        "{'Type': 'Wait', 'QueryLanguage': 'JSONata', 'Seconds': '{% true %}', 'End': true} | {} | States.QueryEvaluationError | Expected 'number', but was 'boolean'",
        "{'Type': 'Wait', 'Timestamp': 'soon', 'End': true} | {} | States.Runtime | is not a valid ISO-8601",
        "{'Type': 'Fail', 'ErrorPath': '$.a', 'Cause': 'x'} | {'a': 1} | States.Runtime | The ErrorPath field refers to value \"1\" which is not a string: $.a",
        "{'Type': 'Fail', 'QueryLanguage': 'JSONata', 'Error': '{% 1 %}'} | {} | States.QueryEvaluationError | Expected 'string', but was 'number'",
        "{'Type': 'Fail', 'ErrorPath': \"States.Format('E{}', $.a)\"} | {'a': 1} | E1 |",
        "{'Type': 'Choice', 'QueryLanguage': 'JSONata', 'Choices': [{'Condition': '{% 1 %}', 'Next': 'Z'}]} | {} | States.QueryEvaluationError | Expected 'boolean', but was 'number'",
        "{'Type': 'Map', 'ItemsPath': '$.a', 'ItemProcessor': {'StartAt': 'I', 'States': {'I': {'Type': 'Pass', 'End': true}}}, 'End': true} | {'a': 1} | States.Runtime | Reference path \"$.a\" must point to array.",
        "{'Type': 'Map', 'ItemProcessor': {'StartAt': 'I', 'States': {'I': {'Type': 'Pass', 'End': true}}}, 'End': true} | 'text' | States.Runtime | must point to array.",
        "{'Type': 'Map', 'MaxConcurrency': -1, 'ItemProcessor': {'StartAt': 'I', 'States': {'I': {'Type': 'Pass', 'End': true}}}, 'End': true} | [] | States.Runtime | MaxConcurrency cannot be negative.",
        "{'Type': 'Map', 'MaxConcurrency': 'x', 'ItemProcessor': {'StartAt': 'I', 'States': {'I': {'Type': 'Pass', 'End': true}}}, 'End': true} | [] | States.Runtime | is not a valid integer",
        "{'Type': 'Map', 'ToleratedFailurePercentage': 'x', 'ItemProcessor': {'StartAt': 'I', 'States': {'I': {'Type': 'Pass', 'End': true}}}, 'End': true} | [] | States.Runtime | is not a valid number",
      })
  void errorsHaveTheNamesAndWordsOfTheService(
      String state, String input, String error, String cause) {
    String definition = one(state);
    Execution execution =
        state.contains("States.Format(") ? runRaw(definition, input) : run(definition, input);
    assertThat(execution.error()).as(execution.cause()).isEqualTo(error);
    if (cause != null) {
      assertThat(execution.cause()).contains(cause);
    }
  }

  /** For a definition that has single quotes inside. */
  private Execution runRaw(String definition, String input) {
    String text = definition.replace("States.Format('E{}', $.a)", "States.Format(#E{}#, $.a)");
    String quoted = text.replace('\'', '"').replace('#', '\'');
    try {
      return new Driver((effect, now) -> List.of())
          .run(StateMachine.of(Driver.JSON.readTree(quoted)), json(input));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "*.log, x.log, true",
    "*.log, x.logs, false",
    "foo*.log, foo23.log, true",
    "foo*.*, foobar.zebra, true",
    "a\\*b, a*b, true",
    "a\\*b, axb, false",
    "*, anything, true",
    "**, '', true",
    "a*a*a, aaaa, true",
    "x, '', false",
  })
  void starsMatchAnyText(String pattern, String text, boolean matches) {
    assertThat(Choices.matches(pattern, text)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"'IsNull': false", "'IsNumeric': true", "'NumericLessThanEqualsPath': '$.b'"})
  void rulesAreCombined(String test) {
    Execution execution =
        run(
            one(
                """
                {'Type': 'Choice', 'OutputPath': '$.a', 'Choices': [{'Next': 'Z', 'And': [
                  {'Variable': '$.a', %s},
                  {'Or': [{'Variable': '$.none', 'IsPresent': true},
                          {'Not': {'Variable': '$.a', 'NumericGreaterThanEquals': 5}}]}]}]}
                """
                    .formatted(test)),
            "{'a': 1, 'b': 1}");
    assertThat(execution.output()).isEqualTo(json("1"));
  }

  @ParameterizedTest
  @CsvSource({
    "1e999, NumericGreaterThan, 5",
    "-0.0, NumericEquals, 0",
    "12345678901234567890123, NumericGreaterThan, 12345678901234567890122",
    "1.5, NumericLessThan, 2",
  })
  void numbersCompareWhateverTheirSize(String left, String operator, String right) {
    Execution execution =
        run(
            one(
                "{'Type': 'Choice', 'Choices': [{'Variable': '$.n', '%s': %s, 'Next': 'Z'}]}"
                    .formatted(operator, right)),
            "{'n': %s}".formatted(left));
    assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);
  }

  @Test
  void aCatchInJsonataShapesItsOutputAndAssigns() {
    Execution execution =
        run(
            """
            {'StartAt': 'A', 'QueryLanguage': 'JSONata', 'States': {
              'A': {'Type': 'Task', 'Resource': 'arn:aws:lambda:eu-west-1:1:function:f', 'End': true,
                    'Catch': [{'ErrorEquals': ['Boom'], 'Next': 'B',
                               'Assign': {'why': '{% $states.errorOutput.Cause %}'},
                               'Output': '{% $states.errorOutput.Error %}'}]},
              'B': {'Type': 'Pass', 'End': true, 'Output': ['{% $states.input %}', '{% $why %}', 1]}}}
            """,
            "{}",
            (effect, now) ->
                effect instanceof Effect.Call call
                    ? List.of(new Event.TaskFailed(now, call.ticket(), "Boom", "made up"))
                    : List.of());
    assertThat(execution.output()).isEqualTo(json("['Boom', 'made up', 1]"));
    assertThat(types).contains("LambdaFunctionScheduled", "LambdaFunctionFailed");
  }

  @Test
  void anErrorInACatchHasNobodyToHandleIt() {
    Execution execution =
        run(
            one(
                """
                {'Type': 'Task', 'Resource': '%s', 'TimeoutSeconds': 1, 'End': true,
                 'Catch': [{'ErrorEquals': ['States.ALL'], 'ResultPath': '$.a.b', 'Next': 'Z'}]}
                """
                    .formatted(LAMBDA)),
            "'text'");
    assertThat(execution.error()).isEqualTo("States.ResultPathMatchFailure");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'StartAt': 'A'}",
        "{'StartAt': 'B', 'States': {'A': {'Type': 'Succeed'}}}",
        "{'StartAt': 'A', 'States': {'A': {'Type': 'Sleep'}}}",
        "{'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'InputPath': '$.', 'End': true}}}",
        "{'StartAt': 'A', 'States': {'A': {'Type': 'Choice', 'Choices': [{'Variable': '$', 'Next': 'A'}]}}}",
        "{'StartAt': 'A', 'QueryLanguage': 'JSONata', 'States': {'A': {'Type': 'Pass', 'Output': '{% 1 + %}', 'End': true}}}",
      })
  void aDefinitionThatCannotBeRunIsRefusedWithTheReason(String definition) {
    assertThatThrownBy(() -> StateMachine.of(json(definition)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(": ");
  }

  @Test
  void aStatesLanguageIsTheMachinesAndNotThatOfTheStateAroundIt() {
    String branch =
        "{'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'Parameters': {'x.$': '$.a'}, 'End': true}}}";
    Execution execution =
        run(
            one(
                "{'Type': 'Parallel', 'QueryLanguage': 'JSONata', 'Branches': [%s], 'End': true}"
                    .formatted(branch)),
            "{'a': 1}");
    assertThat(execution.output()).isEqualTo(json("[{'x': 1}]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Type': 'Pass', 'Next': 'Q'}",
        "{'Type': 'Choice', 'Choices': [{'Variable': '$', 'IsNull': true, 'Next': 'Q'}], 'Default': 'Z'}",
        "{'Type': 'Choice', 'Choices': [{'Variable': '$', 'IsNull': true, 'Next': 'Z'}], 'Default': 'Q'}",
        "{'Type': 'Task', 'Resource': 'r', 'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'Q'}], 'End': true}",
        "{'Type': 'Parallel', 'Branches': [{'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'Next': 'Q'}}}], 'End': true}",
      })
  void aWayToNowhereIsFoundBeforeAnythingRuns(String state) {
    assertThatThrownBy(() -> StateMachine.of(json(one(state))))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("leads to 'Q'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Type': 'Pass', 'QueryLanguage': 'JSONata', 'Output': '{% $states.result %}', 'End': true}",
        "{'Type': 'Wait', 'Seconds': 1, 'QueryLanguage': 'JSONata', 'Output': '{% $states.result %}', 'End': true}",
        "{'Type': 'Pass', 'QueryLanguage': 'JSONata', 'Assign': {'v': '{% $states.result %}'}, 'End': true}",
        "{'Type': 'Succeed', 'QueryLanguage': 'JSONata', 'Output': '{% $states.result %}'}",
      })
  void onlyWorkHasAResult(String state) {
    assertThat(run(one(state), "{}").cause()).contains("returned nothing (undefined)");
  }

  @Test
  void anErrorThatNothingCanHelpIsNotCaughtAroundACatcherEither() {
    Execution execution =
        run(
            one(
                """
                {'Type': 'Parallel', 'End': true,
                 'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'Z'}],
                 'Branches': [{'StartAt': 'T', 'States': {
                   'T': {'Type': 'Task', 'Resource': '%s', 'End': true, 'Catch': [
                     {'ErrorEquals': ['States.ALL'], 'Next': 'E', 'Assign': {'x.$': '$.none'}}]},
                   'E': {'Type': 'Pass', 'End': true}}}]}
                """
                    .formatted(LAMBDA)),
            "{}",
            (effect, now) ->
                effect instanceof Effect.Call call
                    ? List.of(new Event.TaskFailed(now, call.ticket(), "Boom", null))
                    : List.of());
    assertThat(execution.error()).isEqualTo("States.Runtime");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'TimeoutSecondsPath': '$.n' | 0 | States.Runtime",
        "'TimeoutSecondsPath': '$.n' | 100000000 | States.Runtime",
        "'HeartbeatSecondsPath': '$.n' | -5 | States.Runtime",
        "'HeartbeatSecondsPath': '$.n' | 9223372036854775807 | States.Runtime",
        "'QueryLanguage': 'JSONata', 'TimeoutSeconds': '{% $states.input.n %}' | 0 | States.QueryEvaluationError",
      })
  void timeLimitsHaveBounds(String field, String seconds, String error) {
    String task = "{'Type': 'Task', 'Resource': '%s', %s, 'End': true}".formatted(LAMBDA, field);
    Execution execution = run(one(task), "{'n': %s}".formatted(seconds));
    assertThat(execution.error()).isEqualTo(error);
    assertThat(execution.cause()).contains("Seconds field must be between 1 and 99999999");
  }

  @Test
  void allVariablesTogetherHaveALimit() {
    Execution execution =
        run(
            """
            {'StartAt': 'A', 'QueryLanguage': 'JSONata', 'States': {
              'A': {'Type': 'Pass', 'Output': {'n': '{% $states.input.n + 1 %}'}, 'Next': 'C',
                    'Assign': {%s}},
              'C': {'Type': 'Choice', 'Choices': [{'Condition': '{% $states.input.n < 9 %}', 'Next': 'A'}], 'Default': 'Z'},
              'Z': {'Type': 'Succeed'}}}
            """
                .replace("%s", String.join(",", variables(60))),
            "{'n': 0}");
    assertThat(execution.status()).isEqualTo(Execution.Status.SUCCEEDED);

    Execution full = run(growing(), "{}");
    assertThat(full.error()).isEqualTo("States.DataLimitExceeded");
    assertThat(full.cause()).contains("exceed the maximum of 10485760 bytes");
    assertThat(types.stream().filter("PassStateExited"::equals).count()).isGreaterThan(40);
  }

  private static List<String> variables(int count) {
    List<String> variables = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      variables.add("'v%d': '{%% $string($states.input.n) %%}'".formatted(i));
    }
    return variables;
  }

  /** Sixty states, each of which keeps 240,000 characters. */
  private static String growing() {
    StringBuilder states = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      states.append(
          "'S%d': {'Type': 'Pass', 'Assign': {'v%d': '{%% $pad(\"\", 240000, \"x\") %%}'}, 'Next': 'S%d'},"
              .formatted(i, i, i + 1)
              .replace("\"", "\\\""));
    }
    return "{'StartAt': 'S0', 'QueryLanguage': 'JSONata', 'States': {"
        + states
        + "'S60': {'Type': 'Succeed'}}}";
  }

  @Test
  void whatIsOpenIsCancelledWhenAnExecutionIsStopped() {
    StateMachine machine =
        StateMachine.of(
            json(
                """
                {'StartAt': 'P', 'TimeoutSeconds': 60, 'States': {
                  'P': {'Type': 'Parallel', 'End': true, 'Branches': [
                    {'StartAt': 'T', 'States': {'T': {'Type': 'Task', 'Resource': '%s', 'End': true}}},
                    {'StartAt': 'M', 'States': {'M': {'Type': 'Map', 'End': true, 'ItemProcessor': {
                       'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'},
                       'StartAt': 'I', 'States': {'I': {'Type': 'Pass', 'End': true}}}}}}]}}}
                """
                    .formatted(LAMBDA)));
    Interpreter interpreter = new Interpreter(machine);
    Execution execution = interpreter.start(Driver.identity(json("[1, 2]"), false), 1).execution();
    List<Effect> begun = new ArrayList<>();
    while (execution.isReady()) {
      Step step = interpreter.apply(execution, new Event.Proceed(Driver.START));
      begun.addAll(step.effects());
      execution = step.execution();
    }
    List<Effect> cancels =
        begun.stream()
            .flatMap(effect ->
                switch (effect) {
                  case Effect.Call call -> Stream.of(call.ticket());
                  case Effect.StartChild child -> Stream.of(child.ticket());
                  default -> Stream.empty();
                })
            .<Effect>map(Effect.Cancel::new)
            .toList();
    assertThat(cancels).hasSize(3);
    for (Event end :
        List.of(
            new Event.Stop(Driver.START, null, null),
            new Event.Tick(Driver.START.plusSeconds(60)))) {
      Step step = interpreter.apply(execution, end);
      assertThat(step.execution().isRunning()).isFalse();
      assertThat(step.effects()).containsExactlyInAnyOrderElementsOf(cancels);
    }
  }

  @Test
  void aFilterThatCannotBeReadFailsWhereItIsEvaluated() {
    String machine =
        one(
            "{'Type': 'Choice', 'Choices': [{'Variable': '$.go', 'BooleanEquals': true, 'Next': 'F'}], 'Default': 'Z'}, 'F': {'Type': 'Pass', 'InputPath': '$.l[?(@.name == Receipt)]', 'End': true}");
    assertThat(run(machine, "{'go': false}").status()).isEqualTo(Execution.Status.SUCCEEDED);
    Execution failed = run(machine, "{'go': true, 'l': []}");
    assertThat(failed.error()).isEqualTo("States.Runtime");
    assertThat(failed.cause()).contains("cannot be read");
  }
}
