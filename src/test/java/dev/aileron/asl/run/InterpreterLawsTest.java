package dev.aileron.asl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.model.Dialect;
import dev.aileron.asl.model.Scope;
import dev.aileron.asl.model.State;
import dev.aileron.asl.model.StateMachine;
import dev.aileron.asl.validate.Finding;
import dev.aileron.asl.validate.Options;
import dev.aileron.asl.validate.Severity;
import dev.aileron.asl.validate.Validator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What holds for every definition and input. */
class InterpreterLawsTest {
  private static final int MOST_STEPS = 100;

  /** No crash, no hang, and the same again. */
  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void everyExecutionGoesOnAndIsTheSameAgain(@ForAll long seed) {
    assertThat(run(seed, Function.identity())).isEqualTo(run(seed, Function.identity()));
  }

  /** Stored and loaded between any two steps, an execution goes on as if nothing had been. */
  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void everyExecutionCanBeStoredAndGoneOnWithAnywhere(@ForAll long seed) {
    assertThat(run(seed, Driver::storedAndLoaded)).isEqualTo(run(seed, Function.identity()));
  }

  /** A state speaks the machine's language, unless it names its own. */
  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void everyStateSpeaksItsOwnLanguageOrTheMachines(@ForAll long seed) {
    ObjectNode machine = new RandomMachines(seed, true).machine();
    Map<String, Dialect> read = new TreeMap<>();
    dialects(StateMachine.of(machine).scope(), read);
    Map<String, Dialect> written = new TreeMap<>();
    languages(machine, machine.path("QueryLanguage").asText("JSONPath"), written);
    assertThat(read).isEqualTo(written);
  }

  private static void dialects(Scope scope, Map<String, Dialect> into) {
    for (State state : scope.states().values()) {
      into.put(state.name(), state.flow().dialect());
      switch (state) {
        case State.Parallel parallel -> parallel.branches().forEach(b -> dialects(b, into));
        case State.Map map -> dialects(map.processor(), into);
        default -> {}
      }
    }
  }

  private static void languages(JsonNode scope, String machines, Map<String, Dialect> into) {
    for (var state : scope.path("States").properties()) {
      String language = state.getValue().path("QueryLanguage").asText(machines);
      into.put(state.getKey(), language.equals("JSONata") ? Dialect.JSONATA : Dialect.JSONPATH);
      state.getValue().path("Branches").forEach(branch -> languages(branch, machines, into));
      languages(state.getValue().path("ItemProcessor"), machines, into);
    }
  }

  /** A state that speaks of a result it does not have is refused, and would not come to its end. */
  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void whatHasNoResultDoesNotRunAsIfItHad(@ForAll long seed) {
    RandomMachines made = new RandomMachines(seed);
    ObjectNode machine = made.machine();
    Driver driver = new Driver(RandomMachines::answer);
    driver.run(StateMachine.of(machine), Driver.identity(made.input(), false), MOST_STEPS);
    Set<String> exited =
        driver.history().stream()
            .filter(event -> event.type().endsWith("StateExited"))
            .map(event -> event.details().path("name").asText())
            .collect(Collectors.toSet());
    for (Finding finding : Validator.text(machine.toString(), Options.STANDARD).findings()) {
      List<String> at = finding.pointer().tokens();
      int output = Math.max(at.lastIndexOf("Output"), at.lastIndexOf("Assign"));
      boolean own = output > 1 && at.get(output - 2).equals("States");
      if (finding.code().equals("jsonata-states-field") && own) {
        JsonNode state =
            machine.at(String.join("", at.subList(0, output).stream().map(t -> "/" + t).toList()));
        // A Choice has these for its Default alone.
        if (!state.has("Catch") && !state.path("Type").asText().equals("Choice")) {
          assertThat(exited).as("%s", machine).doesNotContain(at.get(output - 1));
        }
      }
    }
  }

  /** What Step Functions would run is not refused. */
  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void theValidatorAcceptsWhatRuns(@ForAll long seed) {
    // Given
    RandomMachines made = new RandomMachines(seed, true);
    ObjectNode machine = made.machine();

    // When
    new Driver(RandomMachines::answer)
        .run(StateMachine.of(machine), Driver.identity(made.input(), false), MOST_STEPS);

    // Then
    assertThat(Validator.text(machine.toString(), Options.STANDARD).findings())
        .as("%s", machine)
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .isEmpty();
  }

  /** All that can be told of an execution, as text. */
  private static String run(long seed, Function<Execution, Execution> between) {
    RandomMachines made = new RandomMachines(seed);
    StateMachine machine = StateMachine.of(made.machine());
    JsonNode input = made.input();
    Driver driver = new Driver(RandomMachines::answer, between);
    Execution execution = driver.run(machine, Driver.identity(input, seed % 5 == 0), MOST_STEPS);
    StringBuilder told = new StringBuilder();
    driver.history().forEach(event -> told.append(event.toAws()).append('\n'));
    driver.effects().stream()
        .filter(effect -> effect instanceof Effect.Call)
        .forEach(effect -> told.append(effect).append('\n'));
    return told.append(execution.status())
        .append(execution.output())
        .append(execution.error())
        .append(execution.cause())
        .toString();
  }
}
