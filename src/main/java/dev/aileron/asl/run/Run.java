package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.expression.Randomness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step in the making: what it counts on, and what it has brought forth so far. */
final class Run {
  /** The service's limit for a Standard execution; its last event is the failure. */
  static final long LONGEST_HISTORY = 25_000;

  private final Identity identity;
  private final Instant now;
  private final Randomness random;
  private final List<HistoryEvent> history = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private long lastEventId;
  private long lastTicket;
  private final @Nullable Long timeoutAt;

  /** Where the execution stood before this step; null if it begins with it. */
  private final @Nullable Branch before;

  /** What all variables take so far; null until somebody asks. */
  private @Nullable Variables variables;

  private Run(
      Identity identity,
      Instant now,
      long lastEventId,
      long lastTicket,
      long seed,
      @Nullable Long timeoutAt,
      @Nullable Branch before) {
    this.identity = identity;
    this.timeoutAt = timeoutAt;
    this.now = now;
    this.lastEventId = lastEventId;
    this.lastTicket = lastTicket;
    this.random = new Randomness(seed);
    this.before = before;
  }

  /** The first step of an execution. */
  static Run first(Identity identity, long seed, @Nullable Long timeoutAt) {
    Instant now = Instant.ofEpochMilli(identity.startedAt());
    return new Run(identity, now, 0, 0, seed, timeoutAt, null);
  }

  /** The step with which an execution that was over goes on. */
  static Run again(Execution execution, Identity identity, Instant now, @Nullable Long timeoutAt) {
    return new Run(
        identity,
        now,
        execution.lastEventId(),
        execution.lastTicket(),
        execution.seed(),
        timeoutAt,
        execution.root());
  }

  /** The step that follows on an event. */
  static Run of(Execution execution, Event event) {
    return new Run(
        execution.identity(),
        event.at(),
        execution.lastEventId(),
        execution.lastTicket(),
        execution.seed(),
        execution.timeoutAt(),
        execution.root());
  }

  /** The history has as many events as it may have. */
  static final class HistoryFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HistoryFull() {
      super(
          "The execution reached the maximum number of history events (25000).",
          null,
          false,
          false);
    }
  }

  Identity identity() {
    return identity;
  }

  Instant now() {
    return now;
  }

  long nowMillis() {
    return now.toEpochMilli();
  }

  Randomness random() {
    return random;
  }

  /** The variables of the whole execution. */
  Variables variables() {
    Variables known = variables;
    if (known == null) {
      known = new Variables(before);
      variables = known;
    }
    return known;
  }

  /** Adds to the history. */
  long event(long previousEventId, String type, ObjectNode details) {
    if (!identity.express() && lastEventId >= LONGEST_HISTORY - 1) {
      throw new HistoryFull();
    }
    return lastEvent(previousEventId, type, details);
  }

  /** Adds the event that ends the history; for it there is always room. */
  long lastEvent(long previousEventId, String type, ObjectNode details) {
    history.add(new HistoryEvent(++lastEventId, previousEventId, type, now, details));
    return lastEventId;
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  List<Effect> effects() {
    return effects;
  }

  void wakeUpAt(long millis) {
    effects.add(new Effect.WakeUp(Instant.ofEpochMilli(millis)));
  }

  long ticket() {
    return ++lastTicket;
  }

  /** Takes so many tickets at once, and gives the first. */
  long reserve(int tickets) {
    long first = lastTicket + 1;
    lastTicket += tickets;
    return first;
  }

  Step step(
      Execution.Status status,
      Branch root,
      @Nullable JsonNode output,
      @Nullable String error,
      @Nullable String cause) {
    Execution execution =
        new Execution(
            identity,
            status,
            root,
            lastEventId,
            lastTicket,
            random.seed(),
            timeoutAt,
            output,
            error,
            cause);
    return new Step(execution, effects, history);
  }

  static ObjectNode details() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** An error's fields, as far as they are there. */
  static ObjectNode details(@Nullable String error, @Nullable String cause) {
    ObjectNode details = details();
    if (error != null) {
      details.put("error", error);
    }
    if (cause != null) {
      details.put("cause", cause);
    }
    return details;
  }
}
