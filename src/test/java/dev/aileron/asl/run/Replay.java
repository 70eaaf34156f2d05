package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.aileron.asl.model.StateMachine;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a recorded execution again, tasks answered from the recording, and compares. */
final class Replay {
  private final RecordedExecution recorded;
  private final Map<String, Deque<List<JsonNode>>> attempts = new HashMap<>();
  private final Driver driver = new Driver(this::answer);
  private Execution execution;

  Replay(RecordedExecution recorded) {
    this.recorded = recorded;
    collectAttempts();
  }

  /** What is unlike the recording in what is judged; empty if nothing. */
  Optional<String> judge() {
    run();
    JsonNode result = recorded.result();
    if (!result.path("status").asText().equals(execution.status().name())) {
      return Optional.of(
          "status %s instead of %s: %s %s"
              .formatted(
                  execution.status(),
                  result.path("status").asText(),
                  execution.error(),
                  execution.cause()));
    }
    JsonNode output = execution.output() == null ? MissingNode.getInstance() : execution.output();
    if (result.has("output") && !Likeness.like(result.path("output"), output)) {
      return Optional.of("output " + output + " instead of " + result.path("output"));
    }
    if (!sameText(result.path("error"), execution.error())) {
      return Optional.of("error " + execution.error() + " instead of " + result.path("error"));
    }
    if (!sameText(result.path("cause"), execution.cause())) {
      return Optional.of("cause " + execution.cause() + " instead of " + result.path("cause"));
    }
    List<String> theirs = stateEvents(recordedEvents());
    List<String> ours = stateEvents(ownEvents());
    if (sorted()) {
      Collections.sort(theirs);
      Collections.sort(ours);
    }
    if (!recorded.history().isEmpty() && !theirs.equals(ours)) {
      return Optional.of("states " + ours + " instead of " + theirs);
    }
    return Optional.empty();
  }

  /** What is unlike the recording in any event at all: type, ids or details. */
  Optional<String> compareHistory() {
    List<JsonNode> theirs = recordedEvents();
    List<JsonNode> ours = ownEvents();
    if (theirs.isEmpty() || sorted()) {
      return Optional.empty();
    }
    for (int i = 0; i < Math.max(theirs.size(), ours.size()); i++) {
      JsonNode their = i < theirs.size() ? theirs.get(i) : MissingNode.getInstance();
      JsonNode our = i < ours.size() ? ours.get(i) : MissingNode.getInstance();
      if (!sameEvent(their, our)) {
        return Optional.of(
            "event " + (i + 1) + "\n      theirs " + their + "\n      ours   " + our);
      }
    }
    return Optional.empty();
  }

  private void run() {
    if (execution == null) {
      StateMachine machine = StateMachine.of(recorded.definition());
      execution =
          driver.run(
              machine, Driver.identity(recorded.json().path("input"), recorded.express()), 10_000);
    }
  }

  private boolean sorted() {
    for (JsonNode event : recorded.history()) {
      if (!event.path("id").isNumber()) {
        return true;
      }
    }
    return false;
  }

  private static boolean sameText(JsonNode theirs, String ours) {
    return theirs.isMissingNode()
        ? ours == null
        : ours != null && Likeness.like(theirs, Driver.JSON.getNodeFactory().textNode(ours));
  }

  private List<JsonNode> recordedEvents() {
    List<JsonNode> events = new ArrayList<>();
    recorded.history().forEach(events::add);
    return events;
  }

  private List<JsonNode> ownEvents() {
    return new ArrayList<>(driver.history().stream().map(HistoryEvent::toAws).toList());
  }

  private static List<String> stateEvents(List<JsonNode> events) {
    List<String> states = new ArrayList<>();
    for (JsonNode event : events) {
      String type = event.path("type").asText();
      if (type.endsWith("StateEntered") || type.endsWith("StateExited")) {
        states.add(type + " " + RecordedExecution.details(event).path("name").asText());
      }
    }
    return states;
  }

  private static boolean sameEvent(JsonNode their, JsonNode our) {
    return their.path("type").equals(our.path("type"))
        && their.path("id").asLong() == our.path("id").asLong()
        && their.path("previousEventId").asLong() == our.path("previousEventId").asLong()
        && Likeness.like(RecordedExecution.details(their), RecordedExecution.details(our));
  }

  /** By state and order: what happened to each call. */
  private void collectAttempts() {
    Map<Long, String> stateOf = new HashMap<>();
    Map<Long, List<JsonNode>> attemptOf = new HashMap<>();
    String lastTask = "";
    List<JsonNode> lastAttempt = new ArrayList<>();
    for (JsonNode event : recorded.history()) {
      String type = event.path("type").asText();
      long id = event.path("id").asLong();
      long previous = event.path("previousEventId").asLong();
      if (type.equals("TaskStateEntered")) {
        lastTask = RecordedExecution.details(event).path("name").asText();
        stateOf.put(id, lastTask);
      } else if (type.matches("(Task|LambdaFunction|Activity)Scheduled")) {
        List<JsonNode> attempt = new ArrayList<>();
        String state = stateOf.getOrDefault(previous, lastTask);
        stateOf.put(id, state);
        attemptOf.put(id, attempt);
        attempts.computeIfAbsent(state, s -> new ArrayDeque<>()).add(attempt);
        lastAttempt = attempt;
      } else if (type.matches(
          "(Task|LambdaFunction|Activity)(Started|Submitted|Succeeded|Failed|TimedOut)")) {
        List<JsonNode> attempt = attemptOf.getOrDefault(previous, lastAttempt);
        attempt.add(event);
        attemptOf.put(id, attempt);
        stateOf.put(id, stateOf.getOrDefault(previous, lastTask));
      }
    }
    if (sorted()) {
      dealOut();
    }
  }

  /**
   * In a sorted history nothing tells whose an answer is: they go to the tasks in order, in turn.
   */
  private void dealOut() {
    List<String> tasks = new ArrayList<>();
    List<JsonNode> endings = new ArrayList<>();
    for (JsonNode event : recorded.history()) {
      String type = event.path("type").asText();
      if (type.equals("TaskStateEntered")) {
        String name = RecordedExecution.details(event).path("name").asText();
        if (!tasks.contains(name)) {
          tasks.add(name);
        }
      } else if (type.matches("(Task|LambdaFunction)(Succeeded|Failed|TimedOut)")) {
        endings.add(event);
      }
    }
    attempts.clear();
    for (int i = 0; i < endings.size(); i++) {
      attempts
          .computeIfAbsent(tasks.get(i % tasks.size()), s -> new ArrayDeque<>())
          .add(List.of(endings.get(i)));
    }
  }

  private List<Event> answer(Effect effect, Instant now) {
    if (!(effect instanceof Effect.Call call)) {
      return List.of();
    }
    List<JsonNode> attempt =
        Optional.ofNullable(attempts.get(call.state())).map(Deque::poll).orElse(List.of());
    List<Event> events = new ArrayList<>();
    for (JsonNode event : attempt) {
      JsonNode details = RecordedExecution.details(event);
      String type = event.path("type").asText();
      JsonNode output = RecordedExecution.payload(details.path("output"));
      String error = details.path("error").isTextual() ? details.path("error").asText() : null;
      if (type.endsWith("Started")) {
        JsonNode worker = details.path("workerName");
        events.add(
            new Event.TaskStarted(now, call.ticket(), worker.isTextual() ? worker.asText() : null));
      } else if (type.endsWith("Submitted")) {
        events.add(new Event.TaskSubmitted(now, call.ticket(), output));
      } else if (type.endsWith("Succeeded")) {
        events.add(new Event.TaskSucceeded(now, call.ticket(), output));
      } else if (type.endsWith("Failed")) {
        events.add(
            new Event.TaskFailed(now, call.ticket(), error, recorded.cause(details.path("cause"))));
      }
      // A timeout is not answered: the clock jumps to it.
    }
    return events;
  }
}
