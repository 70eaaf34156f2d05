package dev.aileron.asl.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.model.ModelException;
import dev.aileron.asl.model.StateMachine;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Large and malicious definitions and inputs end with an error of the service: soon, and small. */
class HostileInputsTest {
  /** A hundred times what the slowest takes; what hangs takes longer. */
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Just below the limit of a payload, as one text. */
  private static final JsonNode TEXT = NODES.objectNode().put("a", "x".repeat(250_000));

  private static ObjectNode numbers(int count) {
    ObjectNode input = NODES.objectNode();
    ArrayNode numbers = input.putArray("l");
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    return input;
  }

  private static ObjectNode deep(int levels) {
    ObjectNode deep = NODES.objectNode();
    for (int i = 0; i < levels; i++) {
      deep = NODES.objectNode().set("a", deep);
    }
    return deep;
  }

  private static ObjectNode pass() {
    return NODES.objectNode().put("Type", "Pass").put("End", true);
  }

  private static ObjectNode jsonata() {
    return pass().put("QueryLanguage", "JSONata");
  }

  private static ObjectNode many(
      ObjectNode state, String field, int count, String suffix, String value) {
    ObjectNode template = state.putObject(field);
    for (int i = 0; i < count; i++) {
      template.put("a" + i + suffix, value);
    }
    return state;
  }

  private static Arguments hostile(String name, ObjectNode state, JsonNode input, String error) {
    return Arguments.of(Named.of(name, state), input, error);
  }

  private static Stream<Arguments> cases() {
    String terms = "@.a == 1 && ".repeat(30_000) + "@.a == 1";
    String alternatives = "@.a == 1 || ".repeat(30_000) + "@.a == 2";
    ObjectNode item = NODES.objectNode();
    item.putArray("l").addObject().put("a", 1);
    ObjectNode words = NODES.objectNode();
    words.putArray("l").addObject().put("a", "ab".repeat(25_000));
    String array = "States.Array($.a, $.a)";
    for (int i = 0; i < 8; i++) {
      array = "States.Array(" + "$.a, ".repeat(20) + array + ")";
    }
    String format = "States.Format('" + "{}".repeat(100) + "'" + ", $.a".repeat(100) + ")";
    return Stream.of(
        hostile(
            "the whole input in 3,000 fields",
            many(pass(), "Parameters", 3_000, ".$", "$"),
            numbers(40_000),
            "States.DataLimitExceeded"),
        hostile(
            "the whole text in 3,000 fields",
            many(pass(), "Parameters", 3_000, ".$", "$"),
            TEXT,
            "States.DataLimitExceeded"),
        hostile(
            "a text formatted 100 times, 300 times",
            many(pass(), "Parameters", 300, ".$", format),
            TEXT,
            "States.DataLimitExceeded"),
        hostile(
            "a text made JSON 300 times",
            many(pass(), "Parameters", 300, ".$", "States.JsonToString($.l)"),
            numbers(40_000),
            "States.Runtime"),
        hostile(
            "arrays of arrays of a text",
            many(pass(), "Parameters", 1, ".$", array),
            TEXT,
            "States.DataLimitExceeded"),
        hostile(
            "a long text hashed 3,000 times",
            many(pass(), "Parameters", 3_000, ".$", "States.Hash($.a, 'MD5')"),
            TEXT,
            "States.IntrinsicFailure"),
        hostile(
            "500 expressions over a large input",
            many(jsonata(), "Output", 500, "", "{% 1 %}"),
            numbers(40_000),
            null),
        hostile(
            "500 expressions that look at a large input",
            many(jsonata(), "Output", 500, "", "{% $states.input.l[1] %}"),
            numbers(40_000),
            null),
        hostile(
            "a large text 500 times by expressions",
            many(jsonata(), "Output", 500, "", "{% $string($states.input) %}"),
            TEXT,
            "States.QueryEvaluationError"),
        hostile(
            "a filter of 30,000 terms",
            pass().put("InputPath", "$.l[?(" + terms + ")]"),
            item,
            null),
        hostile(
            "a filter of 30,000 alternatives",
            pass().put("InputPath", "$.l[?(" + alternatives + ")]"),
            item,
            null),
        hostile(
            "a regular expression that takes the stack",
            pass().put("InputPath", "$.l[?(@.a =~ /(a|b)*c/)]"),
            words,
            "States.Runtime"),
        hostile(
            "a regular expression that takes the time",
            pass().put("InputPath", "$.l[?(@.a =~ /((ab)+)+c/)]"),
            words,
            "States.Runtime"),
        hostile(
            "a ResultPath of 60,000 steps",
            pass().put("ResultPath", "$" + ".a".repeat(60_000)),
            NODES.objectNode(),
            "States.ResultPathMatchFailure"),
        hostile(
            "an InputPath of 60,000 steps",
            pass().put("InputPath", "$" + ".a".repeat(60_000)),
            NODES.objectNode(),
            "States.Runtime"),
        hostile("deep input", pass().put("InputPath", "$..a"), deep(900), "States.Runtime"),
        hostile(
            "deep input for an expression",
            jsonata().put("Output", "{% $count($states.input.**) %}"),
            deep(400),
            null),
        hostile(
            "everything below everything",
            pass().put("InputPath", "$" + "..*".repeat(9)),
            deep(400),
            "States.Runtime"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aHostileExecutionEndsWithAnErrorOfTheService(
      ObjectNode state, JsonNode input, String error) {
    // Given
    ObjectNode machine = NODES.objectNode().put("StartAt", "A");
    machine.putObject("States").set("A", state);

    // When
    Execution execution =
        assertTimeoutPreemptively(
            LIMIT,
            () -> new Driver((effect, now) -> List.of()).run(StateMachine.of(machine), input));

    // Then
    assertThat(execution.isRunning()).isFalse();
    assertThat(execution.error()).as(String.valueOf(execution.cause())).isEqualTo(error);
    if (execution.cause() != null) {
      assertThat(execution.cause()).hasSizeLessThan(1_000_000);
    }
  }

  @Test
  void aFilterInManyBracketsIsRefused() {
    ObjectNode machine = NODES.objectNode().put("StartAt", "A");
    String brackets = "$[?(" + "(".repeat(20_000) + "@.a" + ")".repeat(20_000) + ")]";
    machine.putObject("States").set("A", pass().put("InputPath", brackets));
    assertThatThrownBy(() -> StateMachine.of(machine))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("nested too deeply");
  }

  /** The machines that are made up elsewhere, with inputs as large and deep as they may be. */
  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void everyMachineBearsALargeInput(@ForAll long seed) {
    RandomMachines made = new RandomMachines(seed);
    StateMachine machine = StateMachine.of(made.machine());
    JsonNode input = large(made, new Random(seed));
    assertTimeoutPreemptively(
        LIMIT,
        () ->
            new Driver(RandomMachines::answer)
                .run(machine, Driver.identity(input, seed % 2 == 0), 50));
  }

  private static JsonNode large(RandomMachines made, Random random) {
    ObjectNode input = NODES.objectNode();
    input.put("n", random.nextInt(5)).put("s", "a,".repeat(50_000));
    switch (random.nextInt(3)) {
      case 0 -> input.set("a", deep(300));
      case 1 -> input.put("a", "(".repeat(60_000));
      default -> input.set("a", made.input());
    }
    ArrayNode list = input.putArray("list");
    for (int i = random.nextInt(5_000); i > 0; i--) {
      list.addObject().put("a", random.nextInt(9));
    }
    return input;
  }
}
