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

  @Test
  void whatRunsOrHasSucceededIsNotRedriven() {
    Interpreter interpreter = new Interpreter(StateMachine.of(json(TASKS)));
    Execution started = interpreter.start(Driver.identity(json("{}"), false), 1).execution();
    assertThatThrownBy(() -> interpreter.redrive(started, Driver.START, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RUNNING");
  }
}
