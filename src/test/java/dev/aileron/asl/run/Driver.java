package dev.aileron.asl.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.asl.model.StateMachine;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs executions with answers made up by a test, and a clock that jumps to what is next. */
final class Driver {
  static final Instant START = Instant.parse("2024-05-05T10:00:00Z");
  static final ObjectMapper JSON = new ObjectMapper();
  private static final String ARN = "arn:aws:states:us-east-1:111111111111:";

  /** What answers effects. */
  interface Answers {
    /** The events that follow a call; they name its ticket. None: it stays unanswered. */
    List<Event> to(Effect effect, Instant now);
  }

  private final Answers answers;

  /** Between two steps: store and load the execution, or leave it. */
  private final Function<Execution, Execution> between;

  private final List<HistoryEvent> history = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private int steps;
  private int mostSteps;

  Driver(Answers answers) {
    this(answers, Function.identity());
  }

  Driver(Answers answers, Function<Execution, Execution> between) {
    this.answers = answers;
    this.between = between;
  }

  static Identity identity(JsonNode input, boolean express) {
    return new Identity(
        ARN + (express ? "express:machine:run:1" : "execution:machine:run"),
        "run",
        ARN + "stateMachine:machine",
        "machine",
        "arn:aws:iam::111111111111:role/machine",
        START.toEpochMilli(),
        input,
        express);
  }

  List<HistoryEvent> history() {
    return history;
  }

  List<Effect> effects() {
    return effects;
  }

  int steps() {
    return steps;
  }

  Execution run(StateMachine machine, JsonNode input) {
    return run(machine, identity(input, false), 100_000);
  }

  /** Runs to the end, or until nothing can go on, or for that many steps. */
  Execution run(StateMachine machine, Identity identity, int mostSteps) {
    Interpreter interpreter = new Interpreter(machine);
    Instant now = Instant.ofEpochMilli(identity.startedAt());
    this.mostSteps = mostSteps;
    Deque<Event> first = new ArrayDeque<>();
    Deque<Event> then = new ArrayDeque<>();
    Execution execution = take(interpreter.start(identity, 1), now, first, then);
    while (execution.isRunning() && steps < mostSteps) {
      Event event;
      if (execution.isReady()) {
        event = new Event.Proceed(now);
      } else if (!first.isEmpty()) {
        event = first.poll();
      } else if (!then.isEmpty()) {
        event = then.poll();
      } else {
        Optional<Instant> wakeUp = execution.nextWakeUp();
        if (wakeUp.isEmpty()) {
          return execution;
        }
        now = wakeUp.get().isAfter(now) ? wakeUp.get() : now;
        event = new Event.Tick(now);
      }
      execution = take(interpreter.apply(between.apply(execution), event), now, first, then);
    }
    return execution;
  }

  private Execution take(Step step, Instant now, Deque<Event> first, Deque<Event> then) {
    steps++;
    history.addAll(step.history());
    effects.addAll(step.effects());
    for (Effect effect : step.effects()) {
      List<Event> events =
          effect instanceof Effect.StartChild child
              ? List.of(child(child, now))
              : answers.to(effect, now);
      for (Event event : events) {
        (event instanceof Event.TaskStarted ? first : then).add(event);
      }
    }
    return step.execution();
  }

  /** A child execution runs by itself, with the same answers and a history of its own. */
  private Event child(Effect.StartChild child, Instant now) {
    Driver inner = new Driver(answers, between);
    Execution done =
        inner.run(
            new StateMachine(child.processor(), null),
            identity(child.input(), child.express()),
            mostSteps - steps);
    steps += inner.steps();
    return done.status() == Execution.Status.SUCCEEDED
        ? new Event.ChildSucceeded(now, child.ticket(), done.output())
        : new Event.ChildFailed(now, child.ticket(), done.error(), done.cause());
  }

  /** Writes the execution as text and reads it again: what a restart does. */
  static Execution storedAndLoaded(Execution execution) {
    try {
      return JSON.readValue(JSON.writeValueAsString(execution), Execution.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
