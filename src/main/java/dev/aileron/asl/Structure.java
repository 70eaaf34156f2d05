package dev.aileron.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a definition must have for AWS to take it at all: a scope with StartAt and States, and
 * transitions that end in states of the same scope (States Language, "Transitions").
 */
public final class Structure {
  private final List<String> problems = new ArrayList<>();

  private Structure() {}

  /** What is wrong, each with its place; empty if nothing is. */
  public static List<String> problems(JsonNode definition) {
    Structure structure = new Structure();
    structure.scope(definition, Place.TOP);
    return List.copyOf(structure.problems);
  }

  private void scope(JsonNode scope, Place place) {
    JsonNode states = scope.path("States");
    if (!states.isObject() || states.isEmpty()) {
      problems.add(at(place, "States must be an object with at least one state"));
      return;
    }
    JsonNode start = scope.path("StartAt");
    if (!start.isTextual()) {
      problems.add(at(place, "StartAt must name the first state"));
    } else {
      target(start, states, place.field("StartAt"));
    }
    Place inStates = place.field("States");
    for (var state : states.properties()) {
      state(state.getValue(), states, inStates.field(state.getKey()));
    }
  }

  private void state(JsonNode state, JsonNode states, Place place) {
    if (!state.isObject() || !state.path("Type").isTextual()) {
      problems.add(at(place, "a state is an object with a Type"));
      return;
    }
    target(state.path("Next"), states, place.field("Next"));
    target(state.path("Default"), states, place.field("Default"));
    for (String list : List.of("Choices", "Catch")) {
      for (int i = 0; i < state.path(list).size(); i++) {
        target(
            state.path(list).get(i).path("Next"),
            states,
            place.field(list).element(i).field("Next"));
      }
    }
    for (int i = 0; i < state.path("Branches").size(); i++) {
      scope(state.path("Branches").get(i), place.field("Branches").element(i));
    }
    for (String inner : List.of("ItemProcessor", "Iterator")) {
      if (state.has(inner)) {
        scope(state.path(inner), place.field(inner));
      }
    }
  }

  private void target(JsonNode name, JsonNode states, Place place) {
    if (!name.isMissingNode() && !states.has(name.asText())) {
      problems.add(at(place, "there is no state " + name.asText() + " beside it"));
    }
  }

  private static String at(Place place, String problem) {
    String where = place.toString();
    return where.isEmpty() ? problem : where + ": " + problem;
  }
}
