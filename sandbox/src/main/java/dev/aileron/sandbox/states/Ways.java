package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What follows from ways that lead nowhere. The rules of {@code dev.aileron.asl.validate} leave it
 * out, for whoever mends the way mends the rest; Step Functions says it as well.
 */
final class Ways {
  private Ways() {}

  /** What Step Functions says beside the unknown target, of the scope with these states. */
  static List<Diagnostic> of(JsonNode scope, String location) {
    var states = scope.path("States");
    var said = new ArrayList<Diagnostic>();
    boolean ends = false;
    for (var state : states) {
      var type = state.path("Type").asText();
      ends |= state.path("End").asBoolean() || type.equals("Succeed") || type.equals("Fail");
    }
    if (!ends) {
      return List.of(
          new Diagnostic(true, "MISSING_END_STATE", "Workflow has no terminal state", null));
    }
    var reached = reached(scope);
    for (var state : states.properties()) {
      if (!reached.contains(state.getKey())) {
        said.add(
            new Diagnostic(
                true,
                "MISSING_TRANSITION_TARGET",
                "State \"%s\" is not reachable.".formatted(state.getKey()),
                location + "/States/" + state.getKey()));
      }
    }
    return said;
  }

  private static Set<String> reached(JsonNode scope) {
    var reached = new HashSet<String>();
    var next = new ArrayDeque<String>();
    next.add(scope.path("StartAt").asText());
    while (!next.isEmpty()) {
      var name = next.remove();
      var state = scope.path("States").path(name);
      if (state.isObject() && reached.add(name)) {
        next.add(state.path("Next").asText());
        next.add(state.path("Default").asText());
        state.path("Choices").forEach(choice -> next.add(choice.path("Next").asText()));
        state.path("Catch").forEach(catcher -> next.add(catcher.path("Next").asText()));
      }
    }
    return reached;
  }
}
