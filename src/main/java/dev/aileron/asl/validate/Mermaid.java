package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.Trail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Draws a machine as a Mermaid state diagram. */
final class Mermaid {
  private static final int LONG = 60;

  /** Stands before what executions went through. */
  private static final String MARK = "✓";

  private final StringBuilder drawn = new StringBuilder("stateDiagram-v2\n");
  private final Map<String, String> ids = new HashMap<>();
  private final Trail trail;
  private final List<String> visited = new ArrayList<>();
  private int scopes;

  private Mermaid(Trail trail) {
    this.trail = trail;
  }

  static String of(Machine machine) {
    return of(machine, Trail.NONE);
  }

  /** The same, with what executions went through marked. */
  static String of(Machine machine, Trail trail) {
    Mermaid mermaid = new Mermaid(trail);
    mermaid.scope(machine.top(), "  ");
    if (!mermaid.visited.isEmpty()) {
      mermaid.line("  ", "classDef visited fill:#d5f5d9,stroke:#2a7f38,color:#000");
      mermaid.line("  ", "class " + String.join(",", mermaid.visited) + " visited");
    }
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
    boolean went = trail.states().contains(state.name());
    String label = (went ? MARK + " " : "") + escaped(state.name());
    if (state.inner().isEmpty()) {
      // Mermaid takes no classes within states that have states in them; the mark is everywhere.
      if (went && state.scope().kind() == Scope.Kind.MACHINE) {
        visited.add(String.valueOf(id));
      }
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
        String label = escaped(label(way));
        if (trail.ways().contains(way(state, way))) {
          label = label.isEmpty() ? MARK : MARK + " " + label;
        }
        line(indent, id + " --> " + target + (label.isEmpty() ? "" : " : " + label));
      }
    }
    if (state.terminal()) {
      line(indent, id + " --> [*]");
    }
  }

  private static Trail.Way way(State state, State.Transition way) {
    return new Trail.Way(state.name(), way.target(), way.way() == State.Way.CATCH);
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
