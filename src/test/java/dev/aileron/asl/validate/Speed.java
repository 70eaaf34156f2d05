package dev.aileron.asl.validate;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * How long a definition of 1 MB takes to validate, text to findings. Run by hand or by the
 * benchmark; the bound that we want is 300 ms.
 */
final class Speed {
  private static final int BYTES = 1_000_000;
  private static final int ROUNDS = 15;

  private Speed() {}

  public static void main(String[] args) {
    String definition = definition();
    long[] millis = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = cpu();
      Analysis analysis = Validator.text(definition, Options.STANDARD);
      millis[i] = (cpu() - start) / 1_000_000;
      if (!analysis.findings().isEmpty()) {
        throw new IllegalStateException(analysis.findings().getFirst().toString());
      }
    }
    System.out.printf("first %d ms, ", millis[0]);
    Arrays.sort(millis);
    System.out.printf(
        "median of %d: %d ms, for %d bytes%n", ROUNDS, millis[ROUNDS / 2], definition.length());
  }

  /** Time of this thread on a core: what others do on the machine is not our speed. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Tasks, choices and waits in both query languages, one behind the other. */
  private static String definition() {
    StringBuilder text = new StringBuilder("{\"StartAt\": \"Task 0\", \"States\": {\n");
    int i = 0;
    while (text.length() < BYTES - 1_500) {
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
}
