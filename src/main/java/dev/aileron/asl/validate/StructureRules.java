package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;

/** Rules of scopes and of what every state has. */
final class StructureRules {
  /** Longest name of a state, in Unicode characters. */
  private static final int MAX_NAME = 80;

  static final List<Rule<?>> ALL =
      List.of(
          Rule.error("states-empty")
              .what("States names at least one state.")
              .why("There is nothing to start at otherwise.")
              .machine("{\"StartAt\": \"\", \"States\": {}}")
              .check(
                  Scope.class,
                  (scope, report) -> {
                    JsonNode states = scope.node().path("States");
                    if (states.isObject() && states.isEmpty()) {
                      report.add(scope.pointer().field("States"), "States has no state in it");
                    }
                  }),
          Rule.error("start-at-unknown")
              .what("StartAt is the name of a state in the same States.")
              .why("Execution begins there (States Language, \"Top-level fields\").")
              .machine(
                  """
                  {"StartAt": "first", "States": {"First": {"Type": "Succeed"}}}\
                  """)
              .check(Scope.class, StructureRules::startAt),
          Rule.error("state-name-too-long")
              .what("A state's name has at most 80 characters.")
              .why(
                  "States Language: the name's \"length MUST BE less than or equal to 80 Unicode"
                      + " characters\".")
              .example(longName())
              .check(
                  State.class,
                  (state, report) -> {
                    int length = state.name().codePointCount(0, state.name().length());
                    if (length > MAX_NAME) {
                      report.add(
                          state.pointer(),
                          "the name has %d characters, and a state's name has %d at most"
                              .formatted(length, MAX_NAME));
                    }
                  }),
          Rule.error("state-name-empty")
              .what("A state has a name.")
              .why("Transitions and histories speak of states by name.")
              .machine("{\"StartAt\": \"\", \"States\": {\"\": {\"Type\": \"Succeed\"}}}")
              .check(
                  State.class,
                  (state, report) -> {
                    if (state.name().isBlank()) {
                      report.add(state.pointer(), "the state's name is empty; give it one");
                    }
                  }),
          Rule.error("state-name-not-unique")
              .what("A state's name is used once in the whole machine, inner scopes included.")
              .why(
                  "\"The state name MUST be unique within the scope of the entire state machine.\"")
              .machine(
                  """
                  {"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true,
                   "ItemProcessor": {"StartAt": "Each", "States": {"Each": {"Type": "Succeed"}}}}}}\
                  """)
              .check(
                  Machine.class,
                  (machine, report) ->
                      machine
                          .statesByName()
                          .forEach((name, states) -> {
                            for (State again : states.subList(1, states.size())) {
                              report.add(
                                  again.pointer(),
                                  "there is another state %s at %s; give one of them another name"
                                      .formatted(name, states.getFirst().pointer()));
                            }
                          })),
          Rule.error("state-type-unknown")
              .what("A state has a Type: Task, Pass, Choice, Wait, Succeed, Fail, Parallel or Map.")
              .why("These are the state types that there are; they are written exactly so.")
              .state("{\"Type\": \"task\"}")
              .check(State.class, StructureRules::type),
          Rule.error("branches-empty")
              .what("A Parallel state has at least one branch.")
              .why("Step Functions refuses an empty list.")
              .state("{\"Type\": \"Parallel\", \"Branches\": [], \"End\": true}")
              .check(
                  State.class,
                  (state, report) -> {
                    JsonNode branches = state.node().path("Branches");
                    if (state.is(StateType.PARALLEL) && branches.isArray() && branches.isEmpty()) {
                      report.add(state.pointer().field("Branches"), "Branches has no branch in it");
                    }
                  }));

  private StructureRules() {}

  private static Example longName() {
    String name = "A very long name that tells everything that the state does".repeat(2);
    return Example.machine(
        "{\"StartAt\": \"%1$s\", \"States\": {\"%1$s\": {\"Type\": \"Succeed\"}}}".formatted(name));
  }

  private static void startAt(Scope scope, Rule.Report report) {
    JsonNode start = scope.node().path("StartAt");
    boolean judged = start.isTextual() && !Texts.opaque(start) && !scope.states().isEmpty();
    if (judged && !scope.has(start.textValue())) {
      report.add(
          scope.pointer().field("StartAt"),
          "there is no state %s in %s%s"
              .formatted(
                  start.textValue(),
                  scope.kind().words(),
                  didYouMean(start.textValue(), scope.names())));
    }
  }

  private static void type(State state, Rule.Report report) {
    JsonNode type = state.node().path("Type");
    List<String> words = Arrays.stream(StateType.values()).map(StateType::word).toList();
    if (state.node().isObject() && !type.isTextual()) {
      report.add(state.pointer(), "a state needs a Type, one of " + Texts.or(words));
    } else if (type.isTextual() && !Texts.opaque(type) && state.type() == null) {
      report.add(
          state.pointer().field("Type"),
          "there is no state type %s%s"
                  .formatted(type.textValue(), didYouMean(type.textValue(), words))
              + "; a state is one of "
              + Texts.or(words));
    }
  }

  /** Ends a sentence about an unknown name with the name that was probably meant. */
  static String didYouMean(String name, Iterable<String> known) {
    return Texts.nearest(name, known).map(n -> "; did you mean " + n + "?").orElse("");
  }
}
