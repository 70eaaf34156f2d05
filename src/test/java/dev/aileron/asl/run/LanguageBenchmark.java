package dev.aileron.asl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.model.StateMachine;
import dev.aileron.asl.validate.Analysis;
import dev.aileron.asl.validate.Options;
import dev.aileron.asl.validate.Validator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures the language package for {@code make bench}, which reads the figures from a file. No
 * test of the build: its name is none that Surefire looks for.
 */
@EnabledIfSystemProperty(named = "asl.bench.output", matches = ".+")
class LanguageBenchmark {
  /** The service's limit of a definition. */
  private static final int LARGEST_DEFINITION = 1_000_000;

  private static final int VALIDATIONS = 25;
  private static final int TRANSITIONS = 500_000;
  private static final int RUNS = 6;
  private static final int EXECUTIONS = 500;

  @Test
  void figures() throws IOException {
    ObjectNode figures = Driver.JSON.createObjectNode();
    validation(figures.putObject("validation"));
    transitions(figures.putObject("transitions"));
    memory(figures.putArray("memory"));
    Path output = Path.of(System.getProperty("asl.bench.output"));
    Files.createDirectories(output.toAbsolutePath().getParent());
    Files.writeString(output, figures.toPrettyString());
    assertThat(output).isNotEmptyFile();
  }

  /** The first is as the command has it, the median as an operator does that runs. */
  private static void validation(ObjectNode into) {
    String definition = definition();
    double[] millis = new double[VALIDATIONS];
    for (int i = 0; i < VALIDATIONS; i++) {
      long start = cpu();
      Analysis analysis = Validator.text(definition, Options.STANDARD);
      millis[i] = (cpu() - start) / 1e6;
      assertThat(analysis.findings()).isEmpty();
    }
    into.put("bytes", definition.length()).put("firstMillis", millis[0]);
    Arrays.sort(millis);
    into.put("medianMillis", millis[VALIDATIONS / 2]);
  }

  /** Time of this thread on a core: what others do on the machine counts less. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Tasks, choices and passes in both query languages, one behind the other. */
  private static String definition() {
    StringBuilder text = new StringBuilder("{\"StartAt\": \"Task 0\", \"States\": {\n");
    int i = 0;
    while (text.length() < LARGEST_DEFINITION - 1_500) {
      text.append(
          """
          "Task %1$d": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {"FunctionName": "arn:aws:lambda:eu-west-1:111122223333:function:f%1$d:7",
              "Payload": {"id.$": "$.orders[0].id", "at.$": "States.Format('{} of {}', $.a, $$.Execution.Id)"}},
            "Retry": [{"ErrorEquals": ["Lambda.TooManyRequestsException"], "IntervalSeconds": 2}],
            "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Say %1$d"}],
            "ResultPath": "$.result", "Next": "Choice %1$d"},
          "Choice %1$d": {"Type": "Choice", "Default": "Say %1$d", "Choices": [
            {"And": [{"Variable": "$.a", "NumericEquals": 1}, {"Variable": "$.b", "IsPresent": true}],
              "Next": "Task %2$d"}]},
          "Say %1$d": {"Type": "Pass", "QueryLanguage": "JSONata", "Next": "Task %2$d",
            "Output": {"total": "{%% $sum($states.input.orders[price > 10].price) & ' EUR' %%}"}},
          """
              .formatted(i, i + 1));
      i++;
    }
    return text.append("\"Task %d\": {\"Type\": \"Succeed\"}}}".formatted(i)).toString();
  }

  private static void transitions(ObjectNode into) throws IOException {
    JsonNode input =
        Driver.JSON.readTree("{\"n\": 0, \"order\": {\"id\": \"o-1\", \"items\": [1, 2, 3]}}");
    Interpreter interpreter =
        new Interpreter(
            machine(
                """
                {"StartAt": "Count", "States": {
                  "Count": {"Type": "Pass", "Next": "More",
                    "Parameters": {"n.$": "States.MathAdd($.n, 1)", "order.$": "$.order"}},
                  "More": {"Type": "Choice", "Default": "Keep",
                    "Choices": [{"Variable": "$.n", "NumericLessThan": 0, "Next": "Count"}]},
                  "Keep": {"Type": "Pass", "ResultPath": "$.kept", "Result": {"a": 1}, "Next": "Count"}}}
                """));
    Event proceed = new Event.Proceed(Instant.EPOCH);
    double[] seconds = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      Execution execution = interpreter.start(Driver.identity(input, true), 1).execution();
      long began = cpu();
      for (int i = 0; i < TRANSITIONS; i++) {
        execution = interpreter.apply(execution, proceed).execution();
      }
      seconds[run] = (cpu() - began) / 1e9;
      assertThat(execution.isRunning()).isTrue();
    }
    Arrays.sort(seconds);
    into.put("perSecond", Math.round(TRANSITIONS / seconds[RUNS / 2]));
  }

  /** What executions that wait for an answer hold: nothing but what they were given. */
  private static void memory(ArrayNode into) throws IOException {
    Interpreter interpreter =
        new Interpreter(
            machine(
                """
                {"StartAt": "Keep", "States": {
                  "Keep": {"Type": "Pass", "Assign": {"id.$": "$.id"}, "Next": "Wait"},
                  "Wait": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}}}
                """));
    for (int bytes : new int[] {100, 10_000, 200_000}) {
      String payload = payload(bytes);
      long before = used();
      List<Execution> held = new ArrayList<>();
      for (int i = 0; i < EXECUTIONS; i++) {
        held.add(waiting(interpreter, Driver.JSON.readTree(payload)));
      }
      long each = (used() - before) / held.size();
      into.addObject().put("payloadBytes", payload.length()).put("heldBytes", each);
      assertThat(held).allMatch(Execution::isRunning);
    }
  }

  private static Execution waiting(Interpreter interpreter, JsonNode input) {
    Execution execution = interpreter.start(Driver.identity(input, false), 1).execution();
    while (execution.isReady()) {
      execution = interpreter.apply(execution, new Event.Proceed(Driver.START)).execution();
    }
    return execution;
  }

  /** An order with as many lines as it takes. */
  private static String payload(int bytes) {
    StringBuilder text = new StringBuilder("{\"id\": \"order-1001\", \"lines\": [");
    String separator = "";
    while (text.length() < bytes - 50) {
      text.append(separator).append("{\"article\": \"bell\", \"pieces\": 3, \"price\": 12.5}");
      separator = ", ";
    }
    return text.append("]}").toString();
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static StateMachine machine(String definition) {
    try {
      return StateMachine.of(Driver.JSON.readTree(definition));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
