package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.Placeholders;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which states of a scope lead where. */
final class Reach {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final int[][] onward;

  /** The ways of a scope, for many questions. */
  Reach(Scope scope) {
    scope.states().forEach(state -> numbers.put(state.name(), numbers.size()));
    onward = new int[numbers.size()][];
    for (State state : scope.states()) {
      onward[number(state.name())] =
          state.transitions().stream()
              .mapToInt(way -> number(way.target()))
              .filter(target -> target >= 0)
              .toArray();
    }
  }

  /** The number that a state has in sets; below zero for a state that is not there. */
  int number(String state) {
    return numbers.getOrDefault(state, -1);
  }

  /** The states that may run after one of those, by their numbers. */
  BitSet after(List<String> states) {
    BitSet reached = new BitSet();
    int[] open = new int[onward.length];
    int count = 0;
    for (String state : states) {
      count = reach(onward[number(state)], reached, open, count);
    }
    while (count > 0) {
      int next = open[--count];
      count = reach(onward[next], reached, open, count);
    }
    return reached;
  }

  private static int reach(int[] targets, BitSet reached, int[] open, int count) {
    int more = count;
    for (int target : targets) {
      if (!reached.get(target)) {
        reached.set(target);
        open[more++] = target;
      }
    }
    return more;
  }

  /**
   * Whether ways can be told at all: StartAt and every target are there, no name is a placeholder,
   * and every state says how it goes on. Otherwise other rules speak, and guesses about ways would
   * only repeat them.
   */
  static boolean sound(Scope scope) {
    JsonNode start = scope.node().path("StartAt");
    if (!start.isTextual() || !scope.has(start.textValue()) || Texts.opaque(start)) {
      return false;
    }
    for (State state : scope.states()) {
      StateType type = state.type();
      boolean stays = state.transitions().isEmpty() && !state.terminal();
      if (type == null || (type.goesOn() && stays)) {
        return false;
      }
      for (State.Transition way : state.transitions()) {
        if (!scope.has(way.target()) || Placeholders.isIn(way.target())) {
          return false;
        }
      }
    }
    return true;
  }

  static Set<String> fromStart(Scope scope) {
    Map<String, List<String>> onward = new HashMap<>();
    for (State state : scope.states()) {
      onward.put(state.name(), state.transitions().stream().map(State.Transition::target).toList());
    }
    return spread(List.of(scope.node().path("StartAt").asText()), onward);
  }

  /** The states from which a terminal state can be reached. */
  static Set<String> toAnEnd(Scope scope) {
    List<String> ends = scope.states().stream().filter(State::terminal).map(State::name).toList();
    return spread(ends, backward(scope));
  }

  private static Map<String, List<String>> backward(Scope scope) {
    Map<String, List<String>> back = new HashMap<>();
    for (State state : scope.states()) {
      for (State.Transition way : state.transitions()) {
        back.computeIfAbsent(way.target(), n -> new ArrayList<>()).add(state.name());
      }
    }
    return back;
  }

  private static Set<String> spread(List<String> from, Map<String, List<String>> ways) {
    Set<String> reached = new HashSet<>(from);
    Deque<String> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      for (String next : ways.getOrDefault(open.removeFirst(), List.of())) {
        if (reached.add(next)) {
          open.addLast(next);
        }
      }
    }
    return reached;
  }
}
