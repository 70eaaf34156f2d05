package dev.aileron.asl.mock;

import dev.aileron.asl.model.Resource;
import dev.aileron.asl.model.Scope;
import dev.aileron.asl.model.State;
import dev.aileron.asl.model.StateMachine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Answers that no call can get.
 *
 * @param state whose they are
 * @param answer which of them, counted from 0; -1: all
 * @param message a sentence for people
 */
public record MockProblem(String state, int answer, String message) {

  /** Holds answers against a machine. */
  public static List<MockProblem> of(StateMachine machine, Mocks mocks) {
    Map<String, List<State>> states = new HashMap<>();
    collect(machine.scope(), states);
    List<MockProblem> problems = new ArrayList<>();
    mocks
        .byState()
        .forEach((name, answers) -> {
          List<State> named = states.getOrDefault(name, List.of());
          if (named.isEmpty()) {
            problems.add(
                new MockProblem(
                    name,
                    -1,
                    "there is no state %s; there are %s"
                        .formatted(name, String.join(", ", new TreeSet<>(states.keySet())))));
          } else if (named.stream().noneMatch(MockProblem::calls)) {
            problems.add(
                new MockProblem(
                    name,
                    -1,
                    "%s is a %s state, which calls nothing; only Tasks and distributed Maps have"
                            .formatted(name, named.getFirst().type())
                        + " mocks"));
          } else {
            replies(name, named, answers, problems);
          }
        });
    return problems;
  }

  private static void collect(Scope scope, Map<String, List<State>> states) {
    for (State state : scope.states().values()) {
      states.computeIfAbsent(state.name(), n -> new ArrayList<>()).add(state);
      switch (state) {
        case State.Parallel parallel -> parallel.branches().forEach(b -> collect(b, states));
        case State.Map map -> collect(map.processor(), states);
        default -> {}
      }
    }
  }

  private static boolean calls(State state) {
    return state instanceof State.Task
        || (state instanceof State.Map map
            && map.distributed() != null
            && (map.distributed().reader() != null || map.distributed().writer() != null));
  }

  private static void replies(
      String name, List<State> named, List<Answer> answers, List<MockProblem> problems) {
    for (int i = 0; i < answers.size(); i++) {
      Reply reply = answers.get(i).reply();
      if (named.stream().noneMatch(state -> takes(state, reply))) {
        problems.add(
            new MockProblem(
                name,
                i,
                "%s cannot be answered with %s: %s"
                    .formatted(name, reply.field(), wanted(named.getFirst()))));
      }
    }
  }

  private static boolean takes(State state, Reply reply) {
    return switch (state) {
      case State.Task task ->
          Call.Kind.TASK.takes(reply)
              && (!(reply instanceof Reply.Payload) || Call.isInvoke(task.resource()));
      case State.Map map -> Call.Kind.READ.takes(reply) || Call.Kind.WRITE.takes(reply);
      default -> false;
    };
  }

  private static String wanted(State state) {
    if (state instanceof State.Task task) {
      Resource resource = task.resource();
      return Call.isInvoke(resource)
          ? "it is a Task, so write payload, result or error"
          : "it calls %s, so write result or error".formatted(resource.arn());
    }
    return "it is a Map, so write items, written, or error with %s or %s"
        .formatted(Call.READER_FAILED, Call.WRITER_FAILED);
  }
}
