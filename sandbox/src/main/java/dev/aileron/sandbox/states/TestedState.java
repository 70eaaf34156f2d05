package dev.aileron.sandbox.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A state to be tested, and a machine made of it: the states it leads to are there, and empty.
 *
 * @param name of the state in that machine
 * @param state as it was given
 * @param machine in which it stands
 */
record TestedState(String name, ObjectNode state, ObjectNode machine) {
  private static final String UNNAMED = "StateUnderTest";

  /** What a Map or Parallel keeps when a mock does its work. */
  private static final Set<String> KEPT =
      Set.of(
          "InputPath",
          "ResultSelector",
          "ResultPath",
          "OutputPath",
          "Output",
          "Assign",
          "Retry",
          "Catch",
          "Next",
          "End",
          "QueryLanguage",
          "Comment");

  /** Reads TestState's definition and stateName. */
  static TestedState of(JsonNode body) {
    var text = Json.required(body, "definition");
    JsonNode definition;
    try {
      definition = Json.parse(text);
    } catch (JsonProcessingException e) {
      throw invalid("INVALID_JSON_DESCRIPTION: " + Json.why(text, e));
    }
    if (!(definition instanceof ObjectNode object)) {
      throw invalid("SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object");
    }
    var name = Json.text(body, "stateName");
    if (name == null) {
      return checked(UNNAMED, object, Json.text(object, "QueryLanguage"));
    }
    var state = find(object, name);
    if (state == null) {
      throw Errors.validation("There is no state '" + name + "' in the definition");
    }
    return checked(name, state, Json.text(object, "QueryLanguage"));
  }

  private static RuntimeException invalid(String why) {
    return Errors.of("InvalidDefinition", "Invalid State Machine Definition: '" + why + "'");
  }

  private static @Nullable ObjectNode find(JsonNode node, String name) {
    if (node.path("States").path(name) instanceof ObjectNode state) {
      return state;
    }
    for (var child : node) {
      var found = find(child, name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static TestedState checked(String name, ObjectNode state, @Nullable String language) {
    var machine = machine(name, state, language);
    var prefix = "/States/" + name;
    var errors =
        Diagnostics.of(machine.toString(), false).stream()
            .filter(Diagnostic::error)
            .map(d -> new Diagnostic(true, d.code(), d.message(), below(prefix, d.location())))
            .map(Diagnostic::inMessage)
            .toList();
    if (!errors.isEmpty()) {
      throw invalid(String.join(", ", errors));
    }
    return new TestedState(name, state, machine);
  }

  private static @Nullable String below(String prefix, @Nullable String location) {
    if (location == null || !location.startsWith(prefix)) {
      return location;
    }
    var rest = location.substring(prefix.length());
    return rest.isEmpty() ? "/" : rest;
  }

  static ObjectNode machine(String name, ObjectNode state, @Nullable String language) {
    var machine = Json.object();
    Json.put(machine, "QueryLanguage", language);
    machine.put("StartAt", name);
    var states = machine.putObject("States");
    states.set(name, state);
    for (var target : targets(state)) {
      if (!states.has(target)) {
        states.putObject(target).put("Type", "Succeed");
      }
    }
    return machine;
  }

  private static List<String> targets(JsonNode state) {
    var targets = new ArrayList<String>();
    add(targets, state.path("Next"));
    add(targets, state.path("Default"));
    state.path("Choices").forEach(choice -> add(targets, choice.path("Next")));
    state.path("Catch").forEach(catcher -> add(targets, catcher.path("Next")));
    return targets;
  }

  private static void add(List<String> targets, JsonNode target) {
    if (target.isTextual()) {
      targets.add(target.textValue());
    }
  }

  String type() {
    return state.path("Type").asText();
  }

  String resource() {
    return state.path("Resource").asText();
  }

  boolean jsonata() {
    var language = Json.text(state, "QueryLanguage");
    return "JSONata".equals(language == null ? Json.text(machine, "QueryLanguage") : language);
  }

  /** Whether the service tests it with a mock only. */
  boolean needsMock() {
    return type().equals("Parallel")
        || type().equals("Map")
        || resource().contains(":activity:")
        || resource().contains(".sync")
        || resource().endsWith(".waitForTaskToken");
  }

  /** The machine to run: a Map or Parallel is a task in it, for a mock does its work. */
  ObjectNode runnable() {
    if (!type().equals("Parallel") && !type().equals("Map")) {
      return machine;
    }
    var task = state.deepCopy().retain(KEPT);
    task.put("Type", "Task").put("Resource", "arn:aws:states:::lambda:invoke");
    return machine(name, task, Json.text(machine, "QueryLanguage"));
  }
}
