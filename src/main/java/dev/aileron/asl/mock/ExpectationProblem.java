package dev.aileron.asl.mock;

import dev.aileron.asl.model.StateMachine;
import dev.aileron.asl.model.Trail;
import dev.aileron.asl.text.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something expected that can never be: it is about a state that is not there.
 *
 * @param at where in the expectation
 * @param message a sentence for people
 */
public record ExpectationProblem(Pointer at, String message) {

  /** Holds what is expected against a machine. */
  public static List<ExpectationProblem> of(StateMachine machine, Expectation expected) {
    Looking looking = new Looking(Trail.of(machine).states());
    if (expected.path() != null) {
      looking.path(Pointer.ROOT.field("path"), expected.path());
    }
    expected
        .retries()
        .keySet()
        .forEach(state -> looking.at(Pointer.ROOT.field("retries").field(state), state));
    if (expected.calls() != null) {
      for (int i = 0; i < expected.calls().size(); i++) {
        Pointer call = Pointer.ROOT.field("calls").element(i);
        looking.at(call.field("state"), expected.calls().get(i).state());
      }
    }
    return looking.problems;
  }

  /** Collects over an expectation. */
  private static final class Looking {
    private final Set<String> states;
    private final List<ExpectationProblem> problems = new ArrayList<>();

    Looking(Set<String> states) {
      this.states = states;
    }

    void at(Pointer at, String state) {
      if (!states.contains(state)) {
        problems.add(
            new ExpectationProblem(
                at,
                "there is no state %s; there are %s"
                    .formatted(state, String.join(", ", new TreeSet<>(states)))));
      }
    }

    void path(Pointer at, List<PathStep> path) {
      for (int i = 0; i < path.size(); i++) {
        PathStep step = path.get(i);
        at(at.element(i), step.state());
        for (int j = 0; j < step.inside().size(); j++) {
          path(at.element(i).field(step.state()).element(j), step.inside().get(j));
        }
      }
    }
  }
}
