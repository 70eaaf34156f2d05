package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.StateMachine;
import java.time.Instant;

/**
 * Measures how many simple transitions the interpreter makes in a second on one core: a loop of two
 * Pass states, one of which computes, and a Choice. Run its main; no test asserts on time.
 */
final class TransitionsPerSecond {
  private static final String MACHINE =
      """
      {
        "StartAt": "Count",
        "States": {
          "Count": {
            "Type": "Pass",
            "Parameters": {"n.$": "States.MathAdd($.n, 1)", "order.$": "$.order"},
            "Next": "More"
          },
          "More": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.n", "NumericLessThan": 1000000000, "Next": "Keep"}],
            "Default": "Done"
          },
          "Keep": {"Type": "Pass", "ResultPath": "$.kept", "Result": {"a": 1}, "Next": "Count"},
          "Done": {"Type": "Succeed"}
        }
      }
      """;

  private static final int TRANSITIONS = 500_000;
  private static final int ROUNDS = 6;

  private TransitionsPerSecond() {}

  public static void main(String[] arguments) throws Exception {
    JsonNode input =
        Driver.JSON.readTree("{\"n\": 0, \"order\": {\"id\": \"o-1\", \"items\": [1, 2, 3]}}");
    Interpreter interpreter = new Interpreter(StateMachine.of(Driver.JSON.readTree(MACHINE)));
    Event proceed = new Event.Proceed(Instant.EPOCH);
    for (int round = 0; round < ROUNDS; round++) {
      Execution execution = interpreter.start(Driver.identity(input, true), 1).execution();
      long began = System.nanoTime();
      for (int i = 0; i < TRANSITIONS; i++) {
        execution = interpreter.apply(execution, proceed).execution();
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "%,.0f transitions a second (%s)%n", TRANSITIONS / seconds, execution.root().state());
    }
  }
}
