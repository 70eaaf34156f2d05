package dev.aileron.asl.model;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Some states of a machine and some ways between them: all that there are, or those that executions
 * went. States are known by name, as the service wants names to be unique in the whole machine.
 *
 * @param states in the order in which they are come to
 * @param ways likewise
 */
public record Trail(Set<String> states, Set<Way> ways) {
  /** Nothing. */
  public static final Trail NONE = new Trail(Set.of(), Set.of());

  public Trail {
    states = Collections.unmodifiableSet(new LinkedHashSet<>(states));
    ways = Collections.unmodifiableSet(new LinkedHashSet<>(ways));
  }

  /**
   * A way from a state to the next. Several rules of a Choice that lead to the same state are one
   * way, for an execution does not tell which of them applied.
   *
   * @param caught whether it is a Catch that leads there
   */
  public record Way(String from, String to, boolean caught) {
    @Override
    public String toString() {
      return from + " → " + to + (caught ? " (caught)" : "");
    }
  }

  /** Everything of a machine, from its start on. */
  public static Trail of(StateMachine machine) {
    Set<String> states = new LinkedHashSet<>();
    Set<Way> ways = new LinkedHashSet<>();
    collect(machine.scope(), states, ways);
    return new Trail(states, ways);
  }

  private static void collect(Scope scope, Set<String> states, Set<Way> ways) {
    Set<String> seen = new HashSet<>();
    Deque<String> next = new ArrayDeque<>();
    next.add(scope.startAt());
    // What cannot be reached is a part of the machine too.
    next.addAll(new TreeSet<>(scope.states().keySet()));
    while (!next.isEmpty()) {
      State state = scope.states().get(next.poll());
      if (state == null || !seen.add(state.name())) {
        continue;
      }
      states.add(state.name());
      Set<Way> own = from(state);
      ways.addAll(own);
      own.stream().map(Way::to).toList().reversed().forEach(next::addFirst);
      inner(state).forEach(inside -> collect(inside, states, ways));
    }
  }

  private static Set<Way> from(State state) {
    Set<Way> ways = new LinkedHashSet<>();
    if (state instanceof State.Choice choice) {
      choice.rules().forEach(rule -> ways.add(new Way(state.name(), rule.next(), false)));
      if (choice.otherwise() != null) {
        ways.add(new Way(state.name(), choice.otherwise(), false));
      }
    }
    String next = state.flow().next();
    if (next != null) {
      ways.add(new Way(state.name(), next, false));
    }
    state.flow().catchers().forEach(c -> ways.add(new Way(state.name(), c.next(), true)));
    return ways;
  }

  private static Iterable<Scope> inner(State state) {
    return switch (state) {
      case State.Parallel parallel -> parallel.branches();
      case State.Map map -> Set.of(map.processor());
      default -> Set.of();
    };
  }
}
