package dev.aileron.asl.model;

import java.util.Map;

/**
 * States that lead to one another: those of a machine, of a branch of a Parallel, or of what a Map
 * does with each item.
 *
 * @param startAt the first state's name
 * @param states by name
 */
public record Scope(String startAt, Map<String, State> states) {
  public Scope {
    states = Map.copyOf(states);
  }

  /** The state of that name. */
  public State state(String name) {
    State state = states.get(name);
    if (state == null) {
      throw new ModelException("/States/" + name, "there is no such state in this scope");
    }
    return state;
  }
}
