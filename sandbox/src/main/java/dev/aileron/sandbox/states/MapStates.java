package dev.aileron.sandbox.states;

import dev.aileron.asl.model.Scope;
import dev.aileron.asl.model.State;
import dev.aileron.asl.model.StateMachine;
import org.jspecify.annotations.Nullable;

/** Finds Map states, wherever they are; a name is used once in a whole state machine. */
final class MapStates {
  private MapStates() {}

  /** What an execution runs: the whole definition, or the states of its Map. */
  static StateMachine machine(Start start, Definitions definitions) {
    var whole = definitions.read(start.revision().definition()).machine();
    var child = start.child();
    return child == null ? whole : new StateMachine(find(whole, child.state()).processor(), null);
  }

  static State.Map find(StateMachine machine, String name) {
    var found = in(machine.scope(), name);
    if (found == null) {
      throw new IllegalStateException("There is no Map of the name " + name);
    }
    return found;
  }

  private static State.@Nullable Map in(Scope scope, String name) {
    for (var state : scope.states().values()) {
      var found =
          switch (state) {
            case State.Map map when map.name().equals(name) -> map;
            case State.Map map -> in(map.processor(), name);
            case State.Parallel parallel ->
                parallel.branches().stream()
                    .map(branch -> in(branch, name))
                    .filter(map -> map != null)
                    .findFirst()
                    .orElse(null);
            default -> null;
          };
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
