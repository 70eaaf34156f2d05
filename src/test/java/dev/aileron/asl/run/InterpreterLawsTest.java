package dev.aileron.asl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.model.StateMachine;
import dev.aileron.asl.validate.Options;
import dev.aileron.asl.validate.Severity;
import dev.aileron.asl.validate.Validator;
import java.util.function.Function;
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
