package dev.aileron.sandbox.aws.model;

import org.jspecify.annotations.Nullable;

/** State machines as other services start them: a rule's target, a destination. */
public interface Executions {

  /**
   * Starts an execution.
   *
   * @param stateMachineArn of the state machine, a version or an alias
   * @param name of the execution; null for a random one
   * @return the execution's ARN
   * @throws AwsError as StartExecution refuses
   */
  String start(Caller caller, String stateMachineArn, @Nullable String name, String input);
}
