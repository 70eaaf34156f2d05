package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Draws a machine as a Mermaid state diagram. */
final class Mermaid {
  private static final int LONG = 60;

  private final StringBuilder drawn = new StringBuilder("stateDiagram-v2\n");
  private final Map<String, String> ids = new HashMap<>();
  private int scopes;

  private Mermaid() {}

  static String of(Machine machine) {
    Mermaid mermaid = new Mermaid();
    mermaid.scope(machine.top(), "  ");
    return mermaid.drawn.toString();
  }

  private void scope(Scope scope, String indent) {
    String prefix = "s" + scopes++ + "_";
    int number = 0;
    for (State state : scope.states()) {
      ids.put(key(scope, state.name()), prefix + number++);
    }
    for (State state : scope.states()) {
      state(state, indent);
    }
    String start = ids.get(key(scope, scope.node().path("StartAt").asText()));
    if (start != null) {
      line(indent, "[*] --> " + start);
    }
    for (State state : scope.states()) {
      ways(state, indent);
    }
  }

  private static String key(Scope scope, String state) {
    return scope.pointer() + " " + state;
  }

  private void state(State state, String indent) {
    String id = ids.get(key(state.scope(), state.name()));
    String label = escaped(state.name());
    if (state.inner().isEmpty()) {
      line(indent, "state \"%s\" as %s".formatted(label, id));
      return;
    }
    line(indent, "state \"%s\" as %s {".formatted(label, id));
    for (int i = 0; i < state.inner().size(); i++) {
      if (i > 0) {
        line(indent + "  ", "--");
      }
      scope(state.inner().get(i), indent + "  ");
    }
    line(indent, "}");
  }

  private void ways(State state, String indent) {
    String id = ids.get(key(state.scope(), state.name()));
    for (State.Transition way : state.transitions()) {
      String target = ids.get(key(state.scope(), way.target()));
      if (target != null) {
        String label = label(way);
        line(indent, id + " --> " + target + (label.isEmpty() ? "" : " : " + escaped(label)));
      }
    }
    if (state.terminal()) {
      line(indent, id + " --> [*]");
    }
  }

  private static String label(State.Transition way) {
    return switch (way.way()) {
      case NEXT -> "";
      case DEFAULT -> "otherwise";
      case CHOICE -> ChoiceWords.of(way.from());
      case CATCH -> "on " + errors(way.from());
    };
  }

  private static String errors(JsonNode catcher) {
    StringBuilder names = new StringBuilder();
    catcher
        .path("ErrorEquals")
        .forEach(e -> names.append(names.isEmpty() ? "" : ", ").append(e.asText()));
    return names.toString();
  }

  /** Mermaid reads colons, quotes and line ends as its own marks. */
  private static String escaped(String text) {
    String brief = text.length() > LONG ? text.substring(0, LONG - 1) + "…" : text;
    return brief
        .replace("#", "#35;")
        .replace(";", "#59;")
        .replace("#35#59;", "#35;")
        .replace("\"", "#34;")
        .replace(":", "#58;")
        .replaceAll("\\s+", " ");
  }

  private void line(String indent, String text) {
    drawn.append(indent).append(text).append('\n');
  }
}
