package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.validate.TaskResource.Kind;
import java.util.List;

/** What an Express machine cannot do, nor the items of a Map whose ExecutionType is EXPRESS. */
final class ExpressRules {
  /** Longest run of an Express execution, in seconds. */
  private static final int MAX_SECONDS = 300;

  static final List<Rule<?>> ALL =
      List.of(
          Rule.error("express-pattern")
              .what("An Express machine has no .sync and no .waitForTaskToken.")
              .why(
                  "Step Functions: Express state machine does not support '.waitForTaskToken'"
                      + " service integration.")
              .express(
                  """
                  {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2",
                   "Parameters": {"StateMachineArn": "arn:aws:states:eu-west-1:111122223333:stateMachine:m"},
                   "End": true}\
                  """)
              .check(
                  State.class,
                  (state, report) -> {
                    TaskResource it = state.resource();
                    if (express(state) && (it.sync() || it.callback())) {
                      report.add(
                          TaskRules.at(state),
                          "an Express machine does not support .%s; make the machine STANDARD, or call"
                                  .formatted(it.pattern())
                              + " without it");
                    }
                  }),
          Rule.error("express-activity")
              .what("An Express machine has no activities.")
              .why("AWS's comparison of Standard and Express workflows.")
              .express(
                  """
                  {"Type": "Task", "Resource": "arn:aws:states:eu-west-1:111122223333:activity:a",
                   "End": true}\
                  """)
              .check(
                  State.class,
                  (state, report) -> {
                    if (express(state) && state.resource().kind() == Kind.ACTIVITY) {
                      report.add(
                          TaskRules.at(state),
                          "an Express machine does not support activities; make it STANDARD");
                    }
                  }),
          Rule.error("express-distributed-map")
              .what("An Express machine has no distributed Map.")
              .why("AWS's comparison of Standard and Express workflows.")
              .express(
                  """
                  {"Type": "Map", "End": true, "ItemProcessor": {
                   "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                   "StartAt": "A", "States": {"A": {"Type": "Succeed"}}}}\
                  """)
              .check(
                  State.class,
                  (state, report) -> {
                    if (express(state) && state.distributed()) {
                      report.add(
                          state.pointer(),
                          "an Express machine does not support distributed Maps; make it STANDARD");
                    }
                  }),
          Rule.warning("express-too-long")
              .what("An Express execution runs for at most five minutes.")
              .why("Step Functions ends it then, whatever TimeoutSeconds or a Wait says.")
              .express("{\"Type\": \"Wait\", \"Seconds\": 600, \"End\": true}")
              .check(State.class, ExpressRules::wait),
          Rule.warning("express-timeout-too-long")
              .what("TimeoutSeconds of an Express machine is at most 300.")
              .why("Step Functions ends an Express execution after five minutes in any case.")
              .example(
                  new Example(
                      "{\"TimeoutSeconds\": 900, \"StartAt\": \"A\", \"States\": {\"A\": {\"Type\":"
                          + " \"Succeed\"}}}",
                      "{\"TimeoutSeconds\": 900, \"StartAt\": \"A\", \"States\": {\"A\": {\"Type\":"
                          + " \"Succeed\"}}}",
                      MachineType.EXPRESS))
              .check(
                  Machine.class,
                  (machine, report) -> {
                    JsonNode timeout = machine.tree().path("TimeoutSeconds");
                    boolean express = machine.options().type() == MachineType.EXPRESS;
                    if (express && timeout.isNumber() && timeout.asDouble() > MAX_SECONDS) {
                      report.add(
                          machine.pointer().field("TimeoutSeconds"),
                          "an Express execution runs for at most %d seconds"
                              .formatted(MAX_SECONDS));
                    }
                  }));

  private ExpressRules() {}

  private static boolean express(State state) {
    return state.scope().runsAs() == MachineType.EXPRESS;
  }

  private static void wait(State state, Rule.Report report) {
    JsonNode seconds = state.node().path("Seconds");
    boolean judged = express(state) && state.is(StateType.WAIT) && seconds.isNumber();
    if (judged && seconds.asDouble() >= MAX_SECONDS) {
      report.add(
          state.pointer().field("Seconds"),
          "an Express execution runs for at most %d seconds, so this wait never ends"
              .formatted(MAX_SECONDS));
    }
  }
}
