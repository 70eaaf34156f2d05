package dev.aileron.asl.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.StateMachine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Executions that go on after they were over. */
class RedriveTest {
  private static final String TASKS =
      """
      {'StartAt': 'A', 'TimeoutSeconds': 100, 'States': {
        'A': {'Type': 'Pass', 'Parameters': {'n': 1}, 'Next': 'B'},
        'B': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke',
              'Parameters': {'redrives.$': '$$.Execution.RedriveCount', 'n.$': '$.n'}, 'End': true}}}
      """;

  private final List<HistoryEvent> history = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();

  private static JsonNode json(String text) {
    try {
      return Driver.JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Execution take(Step step) {
    history.addAll(step.history());
    effects.addAll(step.effects());
    return step.execution();
  }

  private Execution ready(Interpreter interpreter, Execution execution) {
    Execution now = execution;
    while (now.isReady()) {
      now = take(interpreter.apply(now, new Event.Proceed(Driver.START)));
    }
    return now;
  }

  private Effect.Call call() {
    return (Effect.Call) effects.stream().filter(e -> e instanceof Effect.Call).toList().getLast();
  }

  private Execution failed(Interpreter interpreter) {
    Execution started = take(interpreter.start(Driver.identity(json("{}"), false), 1));
    Execution calling = ready(interpreter, started);
    return take(
        interpreter.apply(
            calling, new Event.TaskFailed(Driver.START, call().ticket(), "Broken", null)));
  }

  @Test
  void whatHadSucceededStaysAndWhatFailedIsEnteredAgain() {
    // Given
    Interpreter interpreter = new Interpreter(StateMachine.of(json(TASKS)));
    Execution failed = failed(interpreter);
    Instant later = Driver.START.plusSeconds(1000);

    // When
    Execution again = ready(interpreter, take(interpreter.redrive(failed, later, 1)));
    Execution done =
        take(
            interpreter.apply(
                again, new Event.TaskSucceeded(later, call().ticket(), json("'fine'"))));

    // Then
    assertThat(call().arguments()).isEqualTo(json("{'redrives': 1, 'n': 1}"));
    assertThat(done.status()).isEqualTo(Execution.Status.SUCCEEDED);
    assertThat(history)
        .extracting(HistoryEvent::type)
        .containsSubsequence(
            "PassStateExited",
            "TaskFailed",
            "ExecutionFailed",
            "ExecutionRedriven",
            "TaskStateEntered",
            "TaskSucceeded",
            "ExecutionSucceeded")
        .containsOnlyOnce("PassStateEntered");
    assertThat(history).extracting(HistoryEvent::id).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void theTimeItMayTakeCountsAnew() {
    Interpreter interpreter = new Interpreter(StateMachine.of(json(TASKS)));
    Execution started =
        ready(interpreter, take(interpreter.start(Driver.identity(json("{}"), false), 1)));
    Instant late = Driver.START.plusSeconds(100);
    Execution timedOut = take(interpreter.apply(started, new Event.Tick(late)));
    assertThat(timedOut.status()).isEqualTo(Execution.Status.TIMED_OUT);

    Execution again = take(interpreter.redrive(timedOut, late, 1));

    assertThat(again.isReady()).isTrue();
    assertThat(again.timeoutAt()).isEqualTo(late.plusSeconds(100).toEpochMilli());
  }

  @Test
  void ofAStoppedParallelOnlyWhatWasNotDoneIsDoneAgain() {
    // Given
    Interpreter interpreter =
        new Interpreter(
            StateMachine.of(
                json(
                    """
                    {'StartAt': 'F', 'States': {'F': {'Type': 'Parallel', 'End': true, 'Branches': [
                      {'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'Result': 1, 'End': true}}},
                      {'StartAt': 'T', 'States': {'T': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'End': true}}}]}}}
                    """)));
    Execution calling =
        ready(interpreter, take(interpreter.start(Driver.identity(json("{}"), false), 1)));
    Execution stopped =
        take(interpreter.apply(calling, new Event.Stop(Driver.START, "Enough", null)));

    // When
    Execution again = ready(interpreter, take(interpreter.redrive(stopped, Driver.START, 1)));
    Execution done =
        take(
            interpreter.apply(
                again, new Event.TaskSucceeded(Driver.START, call().ticket(), json("2"))));

    // Then
    assertThat(done.output()).isEqualTo(json("[1, 2]"));
    assertThat(history).extracting(HistoryEvent::type).containsOnlyOnce("PassStateEntered");
  }

  /** A task of its own in each branch; the second runs after a Pass. */
  private static final String BRANCHES =
      """
      {'StartAt': 'F', 'States': {'F': {'Type': 'Parallel', 'End': true, %s 'Branches': [
        {'StartAt': 'A', 'States': {'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Parameters': 'a', 'End': true}}},
        {'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'Next': 'B'},
          'B': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Parameters': 'b', 'End': true}}},
        {'StartAt': 'C', 'States': {'C': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Parameters': 'c', 'End': true}}}]}}}
      """;

  private Execution begun(Interpreter interpreter, String input) {
    return ready(interpreter, take(interpreter.start(Driver.identity(json(input), false), 1)));
  }

  /** The newest call with these arguments. */
  private long call(String arguments) {
    return effects.stream()
        .filter(e -> e instanceof Effect.Call)
        .map(e -> (Effect.Call) e)
        .filter(c -> c.arguments().equals(json(arguments)))
        .toList()
        .getLast()
        .ticket();
  }

  private Execution answer(Interpreter interpreter, Execution execution, String arguments) {
    return ready(
        interpreter,
        take(
            interpreter.apply(
                execution,
                new Event.TaskSucceeded(Driver.START, call(arguments), json(arguments)))));
  }

  private Execution fail(Interpreter interpreter, Execution execution, String arguments) {
    return ready(
        interpreter,
        take(
            interpreter.apply(
                execution, new Event.TaskFailed(Driver.START, call(arguments), "Broken", null))));
  }

  private List<JsonNode> callsAfter(int effectsBefore) {
    return effects.stream()
        .skip(effectsBefore)
        .filter(e -> e instanceof Effect.Call)
        .map(e -> ((Effect.Call) e).arguments())
        .toList();
  }

  @Test
  void ofAFailedParallelOnlyBranchesThatFailedOrWereAbortedRunAgain() {
    // Given
    Interpreter interpreter = new Interpreter(StateMachine.of(json(BRANCHES.formatted(""))));
    Execution calling = begun(interpreter, "{}");
    Execution failed = fail(interpreter, answer(interpreter, calling, "'a'"), "'b'");
    assertThat(failed.status()).isEqualTo(Execution.Status.FAILED);
    int before = effects.size();

    // When
    Execution stored = Driver.JSON.convertValue(Driver.JSON.valueToTree(failed), Execution.class);
    Execution again = ready(interpreter, take(interpreter.redrive(stored, Driver.START, 1)));

    // Then
    assertThat(callsAfter(before)).containsExactly(json("'b'"), json("'c'"));
    Execution done = answer(interpreter, answer(interpreter, again, "'c'"), "'b'");
    assertThat(done.output()).isEqualTo(json("['a', 'b', 'c']"));
    assertThat(history)
        .extracting(HistoryEvent::type)
        .containsOnlyOnce("ParallelStateEntered", "PassStateEntered", "ParallelStateFailed");
  }

  @Test
  void aParallelThatFailedForItsSizeRunsAgainAsAWhole() {
    // Given
    Interpreter interpreter = new Interpreter(StateMachine.of(json(BRANCHES.formatted(""))));
    Execution calling = answer(interpreter, begun(interpreter, "{}"), "'a'");
    Execution failed =
        take(
            interpreter.apply(
                calling,
                new Event.TaskFailed(
                    Driver.START, call("'b'"), "States.DataLimitExceeded", "too large")));
    int before = effects.size();

    // When
    ready(interpreter, take(interpreter.redrive(failed, Driver.START, 1)));

    // Then
    assertThat(callsAfter(before)).containsExactlyInAnyOrder(json("'a'"), json("'b'"), json("'c'"));
  }

  @Test
  void retriesCountAnew() {
    // Given
    Interpreter interpreter =
        new Interpreter(
            StateMachine.of(
                json(
                    BRANCHES.formatted(
                        "'Retry': [{'ErrorEquals': ['Broken'], 'MaxAttempts': 1, 'IntervalSeconds': 1}],"))));
    Execution retrying = fail(interpreter, begun(interpreter, "{}"), "'a'");
    Instant later = Driver.START.plusSeconds(2);
    Execution second = ready(interpreter, take(interpreter.apply(retrying, new Event.Tick(later))));
    Execution failed = fail(interpreter, second, "'a'");
    assertThat(failed.status()).isEqualTo(Execution.Status.FAILED);

    // When
    Execution again = ready(interpreter, take(interpreter.redrive(failed, later, 1)));
    Execution failedAgain = fail(interpreter, again, "'a'");

    // Then
    assertThat(failedAgain.isRunning()).isTrue();
  }

  @Test
  void ofAFailedMapOnlyIterationsThatDidNotSucceedRunAgainAsManyAtATimeAsAllowed() {
    // Given
    Interpreter interpreter =
        new Interpreter(
            StateMachine.of(
                json(
                    """
                    {'StartAt': 'M', 'States': {'M': {'Type': 'Map', 'End': true, 'MaxConcurrency': 2, 'ToleratedFailureCount': 2,
                      'ItemProcessor': {'StartAt': 'T', 'States': {'T': {
                        'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'End': true}}}}}}
                    """)));
    Execution calling = begun(interpreter, "[1, 2, 3, 4, 5, 6]");
    Execution tolerated =
        fail(interpreter, fail(interpreter, answer(interpreter, calling, "1"), "2"), "3");
    assertThat(tolerated.isRunning()).isTrue();
    Execution failed = fail(interpreter, tolerated, "4");
    assertThat(failed.status()).isEqualTo(Execution.Status.FAILED);
    int before = effects.size();

    // When
    Execution again = ready(interpreter, take(interpreter.redrive(failed, Driver.START, 1)));

    // Then
    assertThat(callsAfter(before)).containsExactly(json("2"), json("3"));
    for (String item : List.of("2", "3", "4", "5", "6")) {
      again = answer(interpreter, again, item);
    }
    assertThat(again.output()).isEqualTo(json("[1, 2, 3, 4, 5, 6]"));
    assertThat(callsAfter(before)).doesNotContain(json("1")).hasSize(5);
    assertThat(history).extracting(HistoryEvent::type).containsOnlyOnce("MapStateEntered");
  }

  @Test
  void whatFailedDeepInsideIsFoundAgain() {
    // Given
    Interpreter interpreter =
        new Interpreter(
            StateMachine.of(
                json(
                    """
                    {'StartAt': 'M', 'States': {'M': {'Type': 'Map', 'End': true,
                      'ItemProcessor': {'StartAt': 'F', 'States': {'F': {'Type': 'Parallel', 'End': true, 'Branches': [
                        {'StartAt': 'T', 'States': {'T': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'End': true}}},
                        {'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'End': true}}}]}}}}}}
                    """)));
    Execution calling = begun(interpreter, "[1, 2]");
    Execution failed = fail(interpreter, answer(interpreter, calling, "2"), "1");
    int before = effects.size();

    // When
    Execution again = ready(interpreter, take(interpreter.redrive(failed, Driver.START, 1)));

    // Then
    assertThat(callsAfter(before)).containsExactly(json("1"));
    assertThat(answer(interpreter, again, "1").output()).isEqualTo(json("[[1, 1], [2, 2]]"));
    assertThat(history)
        .extracting(HistoryEvent::type)
        .filteredOn(type -> type.equals("PassStateEntered"))
        .hasSize(2);
  }

  @Test
  void aWaitOfSecondsBeginsAnewAndOneUntilATimeThatHasPassedIsOver() {
    for (String wait : List.of("'Seconds': 100", "'Timestamp': '2000-01-01T00:00:00Z'")) {
      // Given
      Interpreter interpreter =
          new Interpreter(
              StateMachine.of(
                  json(
                      "{'StartAt': 'W', 'States': {'W': {'Type': 'Wait', %s, 'End': true}}}"
                          .formatted(wait))));
      Execution stopped =
          take(
              interpreter.apply(
                  begun(interpreter, "{}"), new Event.Stop(Driver.START, "Enough", null)));
      Instant later = Driver.START.plusSeconds(1000);

      // When
      Execution entered =
          take(
              interpreter.apply(
                  take(interpreter.redrive(stopped, later, 1)), new Event.Proceed(later)));

      // Then
      Instant due = entered.nextWakeUp().orElseThrow();
      if (wait.startsWith("'Seconds")) {
        assertThat(due).isEqualTo(later.plusSeconds(100));
      } else {
        assertThat(due).isBefore(later);
      }
    }
  }

  @Test
  void whatRunsOrHasSucceededIsNotRedriven() {
    Interpreter interpreter = new Interpreter(StateMachine.of(json(TASKS)));
    Execution started = interpreter.start(Driver.identity(json("{}"), false), 1).execution();
    assertThatThrownBy(() -> interpreter.redrive(started, Driver.START, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RUNNING");
  }
}
