package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.Placeholders;
import java.util.List;
import java.util.Set;

/** Rules of the ways between states. */
final class TransitionRules {
  static final List<Rule<?>> ALL =
      List.of(
          Rule.error("transition-missing")
              .what("A Task, Pass, Wait, Parallel or Map state has Next or \"End\": true.")
              .why(
                  "\"All non-terminal states MUST have a \"Next\" field, except for the Choice"
                      + " State.\"")
              .machine(
                  """
                  {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass"},
                   "C": {"Type": "Succeed"}}}\
                  """)
              .check(
                  State.class,
                  (state, report) -> {
                    JsonNode node = state.node();
                    boolean neither = !node.has("Next") && !node.path("End").asBoolean();
                    if (state.type() != null && state.type().goesOn() && neither) {
                      report.add(
                          state.pointer(),
                          "the state says neither which state comes next nor that it is the last:"
                              + " add Next, or \"End\": true");
                    }
                  }),
          Rule.error("transition-twice")
              .what("A state has Next or \"End\": true, not both.")
              .why("The two contradict each other.")
              .machine(
                  """
                  {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B", "End": true},
                   "B": {"Type": "Succeed"}}}\
                  """)
              .check(
                  State.class,
                  (state, report) -> {
                    if (state.node().has("Next") && state.node().path("End").asBoolean()) {
                      report.add(
                          state.pointer().field("End"),
                          "the state has Next and \"End\": true; remove one of them");
                    }
                  }),
          Rule.error("transition-target-unknown")
              .what("Next, Default and a catcher's Next name a state of the same States.")
              .why(
                  "The value of Next \"MUST exactly and case-sensitively match the name of another"
                      + " state\", of the same States field: no transition leads into or out of a"
                      + " branch or item processor. Step Functions: MISSING_TRANSITION_TARGET.")
              .machine(
                  """
                  {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Bee"},
                   "C": {"Type": "Succeed"}}}\
                  """)
              .check(Machine.class, (machine, report) -> targets(machine, report)),
          Rule.error("state-unreachable")
              .what("Every state can be reached from StartAt of its scope.")
              .why("It can never run. Step Functions refuses it: MISSING_TRANSITION_TARGET.")
              .machine(
                  """
                  {"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}}}\
                  """)
              .check(Scope.class, TransitionRules::unreachable),
          Rule.error("terminal-state-missing")
              .what("Each scope has a state that ends it: \"End\": true, Succeed or Fail.")
              .why("An execution of it could not end. Step Functions: MISSING_END_STATE.")
              .machine(
                  """
                  {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"},
                   "B": {"Type": "Pass", "Next": "A"}}}\
                  """)
              .check(
                  Scope.class,
                  (scope, report) -> {
                    boolean ends = scope.states().stream().anyMatch(State::terminal);
                    if (!ends && !scope.states().isEmpty() && Reach.sound(scope)) {
                      report.add(
                          scope.pointer().field("States"),
                          "no state of %s ends it: one needs \"End\": true, or Type Succeed or Fail"
                              .formatted(scope.kind().words()));
                    }
                  }),
          Rule.warning("loop-endless")
              .what("From every state a state that ends its scope can be reached.")
              .why(
                  "An execution that comes there goes round until it has 25,000 events in its"
                      + " history, and then fails.")
              .machine(
                  """
                  {"StartAt": "Ask", "States": {
                   "Ask": {"Type": "Choice", "Default": "Done",
                    "Choices": [{"Variable": "$.again", "BooleanEquals": true, "Next": "Round"}]},
                   "Round": {"Type": "Pass", "Next": "Round"},
                   "Done": {"Type": "Succeed"}}}\
                  """)
              .check(Scope.class, TransitionRules::endless));

  private TransitionRules() {}

  private static void targets(Machine machine, Rule.Report report) {
    machine.statesByName().values().stream()
        .flatMap(List::stream)
        .flatMap(state -> state.transitions().stream().map(t -> new Step(state, t)))
        .filter(step -> !Placeholders.isIn(step.way().target()))
        .filter(step -> !step.from().scope().has(step.way().target()))
        .forEach(step -> report.add(step.way().pointer(), unknown(machine, step)));
  }

  private record Step(State from, State.Transition way) {}

  private static String unknown(Machine machine, Step step) {
    String target = step.way().target();
    Scope scope = step.from().scope();
    if (machine.statesByName().containsKey(target)) {
      return "the state %s is not in the same States; %s can only go to states beside it"
          .formatted(target, step.from().name());
    }
    return "there is no state %s beside %s%s"
        .formatted(target, step.from().name(), StructureRules.didYouMean(target, scope.names()));
  }

  private static void unreachable(Scope scope, Rule.Report report) {
    if (!Reach.sound(scope)) {
      return;
    }
    Set<String> reached = Reach.fromStart(scope);
    for (State state : scope.states()) {
      if (!reached.contains(state.name())) {
        report.add(
            state.pointer(),
            "no way leads to the state %s; let a state go to it, or remove it"
                .formatted(state.name()));
      }
    }
  }

  private static void endless(Scope scope, Rule.Report report) {
    boolean ends = scope.states().stream().anyMatch(State::terminal);
    if (!Reach.sound(scope) || !ends) {
      return;
    }
    Set<String> ending = Reach.toAnEnd(scope);
    Set<String> reached = Reach.fromStart(scope);
    for (State state : scope.states()) {
      if (reached.contains(state.name()) && !ending.contains(state.name())) {
        report.add(
            state.pointer(), "from the state %s no way leads to an end".formatted(state.name()));
      }
    }
  }
}
