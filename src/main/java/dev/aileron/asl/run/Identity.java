package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Who an execution is; what the context object tells of it.
 *
 * @param executionArn its ARN
 * @param name its name
 * @param stateMachineArn the ARN of what it runs
 * @param stateMachineName the name of what it runs
 * @param roleArn the role it acts in
 * @param startedAt when it began, in milliseconds since the epoch
 * @param input what it was given
 * @param express whether it is an Express execution: no limit of history events, no tokens
 * @param redrives how often it has been redriven
 */
public record Identity(
    String executionArn,
    String name,
    String stateMachineArn,
    String stateMachineName,
    String roleArn,
    long startedAt,
    JsonNode input,
    boolean express,
    int redrives) {

  /** An execution that has not been redriven. */
  public Identity(
      String executionArn,
      String name,
      String stateMachineArn,
      String stateMachineName,
      String roleArn,
      long startedAt,
      JsonNode input,
      boolean express) {
    this(
        executionArn,
        name,
        stateMachineArn,
        stateMachineName,
        roleArn,
        startedAt,
        input,
        express,
        0);
  }

  /** The same execution, redriven so often. */
  Identity redriven(int times) {
    return new Identity(
        executionArn,
        name,
        stateMachineArn,
        stateMachineName,
        roleArn,
        startedAt,
        input,
        express,
        times);
  }

  /** The region in the execution's ARN; empty if that is no ARN. */
  String region() {
    return part(3);
  }

  /** The ARN of a map run of this execution. */
  String mapRunArn(String label, String id) {
    return "arn:%s:states:%s:%s:mapRun:%s/%s:%s"
        .formatted(part(1), part(3), part(4), stateMachineName, label, id);
  }

  private String part(int index) {
    String[] parts = executionArn.split(":", -1);
    return index < parts.length ? parts[index] : "";
  }
}
