package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.StateMachine;
import dev.aileron.asl.run.Branch;
import dev.aileron.asl.run.Effect;
import dev.aileron.asl.run.Event;
import dev.aileron.asl.run.Execution;
import dev.aileron.asl.run.HistoryEvent;
import dev.aileron.asl.run.Identity;
import dev.aileron.asl.run.Interpreter;
import dev.aileron.asl.run.Phase;
import dev.aileron.asl.run.Step;
import dev.aileron.sandbox.states.task.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs one state in the interpreter, and tells what became of it. */
final class StateTest {
  /** More retriers than a state may have. */
  private static final int MOST_RETRIERS = 100;

  private final Interpreter interpreter;
  private final JsonNode input;
  private final JsonNode variables;
  private final int retries;
  private final Instant time;
  private final List<HistoryEvent> history = new ArrayList<>();
  private @Nullable JsonNode result;

  /** Makes the call of a Task. */
  @FunctionalInterface
  interface Calls {
    Outcome make(Effect.Call call) throws InterruptedException;
  }

  /**
   * What became of a state.
   *
   * @param status as TestState has it
   * @param result what its call gave; null without one
   * @param retryAfter seconds until it is tried again; null unless it is
   */
  record Verdict(
      String status,
      @Nullable JsonNode output,
      @Nullable String nextState,
      @Nullable String error,
      @Nullable String cause,
      @Nullable JsonNode result,
      Map<String, JsonNode> variables,
      @Nullable Long retryAfter) {}

  /**
   * @param retries how often it has been tried again before
   */
  StateTest(TestedState subject, JsonNode input, JsonNode variables, int retries, long time) {
    this.interpreter = new Interpreter(StateMachine.of(subject.runnable()));
    this.input = input;
    this.variables = variables;
    this.retries = retries;
    this.time = Instant.ofEpochMilli(time);
  }

  Verdict run(Calls calls) throws InterruptedException {
    var identity =
        new Identity(
            "arn:aws:states:eu-west-1:111122223333:execution:TestState:TestState",
            "TestState",
            "arn:aws:states:eu-west-1:111122223333:stateMachine:TestState",
            "TestState",
            "",
            time.toEpochMilli(),
            input,
            false);
    var step = interpreter.start(identity, time.toEpochMilli());
    step = next(knowing(step.execution()), new Event.Proceed(time));
    if (step.execution().root().phase() instanceof Phase.Calling) {
      for (var effect : step.effects()) {
        if (effect instanceof Effect.Call call) {
          step = next(tried(step.execution()), answer(call, calls.make(call)));
          break;
        }
      }
    } else if (step.execution().root().phase() instanceof Phase.Sleeping sleeping) {
      // Nobody is kept waiting for the sake of a Wait state.
      step = next(step.execution(), new Event.Tick(Instant.ofEpochMilli(sleeping.until())));
    }
    return verdict(step.execution());
  }

  private Step next(Execution execution, Event event) {
    var step = interpreter.apply(execution, event);
    history.addAll(step.history());
    return step;
  }

  private Event answer(Effect.Call call, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded(var output) -> succeeded(call, output);
      case Outcome.Finished(var output) -> succeeded(call, output);
      case Outcome.Failed(var error, var cause) ->
          new Event.TaskFailed(time, call.ticket(), error, cause);
    };
  }

  private Event succeeded(Effect.Call call, JsonNode output) {
    result = output;
    return new Event.TaskSucceeded(time, call.ticket(), output);
  }

  /** The same execution with the variables given. */
  private Execution knowing(Execution execution) {
    var all = new HashMap<String, JsonNode>();
    variables.properties().forEach(each -> all.put(each.getKey(), each.getValue()));
    var root = execution.root();
    return with(
        execution,
        new Branch(
            root.state(), root.input(), Map.copyOf(all), root.previousEventId(), root.phase()));
  }

  /** The same execution after so many retries. */
  private Execution tried(Execution execution) {
    var root = execution.root();
    if (retries == 0 || !(root.phase() instanceof Phase.Calling calling)) {
      return execution;
    }
    var entry = calling.entry();
    var again =
        new Phase.Entry(
            entry.eventId(),
            entry.beforeEventId(),
            entry.at(),
            retries,
            Collections.nCopies(MOST_RETRIERS, retries));
    return with(
        execution,
        new Branch(
            root.state(),
            root.input(),
            root.variables(),
            root.previousEventId(),
            new Phase.Calling(
                again,
                calling.ticket(),
                calling.started(),
                calling.taskToken(),
                calling.timeoutAt(),
                calling.heartbeatSeconds(),
                calling.heartbeatAt())));
  }

  private static Execution with(Execution e, Branch root) {
    return new Execution(
        e.identity(),
        e.status(),
        root,
        e.lastEventId(),
        e.lastTicket(),
        e.seed(),
        e.timeoutAt(),
        e.output(),
        e.error(),
        e.cause());
  }

  private Verdict verdict(Execution execution) {
    var root = execution.root();
    var failure = failure();
    return switch (root.phase()) {
      case Phase.Retrying retrying ->
          verdict(
              "RETRIABLE", null, null, failure, root, (retrying.at() - time.toEpochMilli()) / 1000);
      case Phase.Ready ready ->
          verdict(
              failure == null ? "SUCCEEDED" : "CAUGHT_ERROR",
              root.input(),
              root.state(),
              failure,
              root,
              null);
      case Phase.Done(var output) -> verdict("SUCCEEDED", output, null, null, root, null);
      default ->
          new Verdict(
              "FAILED",
              null,
              null,
              execution.error(),
              execution.cause(),
              result,
              root.variables(),
              null);
    };
  }

  private Verdict verdict(
      String status,
      @Nullable JsonNode output,
      @Nullable String next,
      @Nullable HistoryEvent failure,
      Branch root,
      @Nullable Long retryAfter) {
    return new Verdict(
        status,
        output,
        next,
        failure == null ? null : Json.text(failure.details(), "error"),
        failure == null ? null : Json.text(failure.details(), "cause"),
        result,
        root.variables(),
        retryAfter);
  }

  private @Nullable HistoryEvent failure() {
    return history.reversed().stream()
        .filter(event -> event.type().endsWith("Failed") || event.type().endsWith("TimedOut"))
        .findFirst()
        .orElse(null);
  }
}
