package dev.aileron.sandbox.aws.quota;

import dev.aileron.sandbox.aws.Operation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A documented quota: which operations share a bucket, and how large it is. Those of the large
 * regions (us-east-1, us-west-2, eu-west-1) and of the others.
 *
 * @param bucket names the operations that share it
 * @param size tokens it holds
 * @param refill tokens a second
 */
record Quota(String bucket, double size, double refill) {

  private static final Set<String> LARGE_REGIONS = Set.of("us-east-1", "us-west-2", "eu-west-1");

  /** Invocations are bounded by concurrency, and durable executions have quotas of their own. */
  private static final Set<String> NOT_LAMBDA_CONTROL_PLANE =
      Set.of(
          "Invoke",
          "InvokeAsync",
          "InvokeWithResponseStream",
          "CheckpointDurableExecution",
          "GetDurableExecution",
          "GetDurableExecutionHistory",
          "GetDurableExecutionState",
          "ListDurableExecutionsByFunction",
          "SendDurableExecutionCallbackFailure",
          "SendDurableExecutionCallbackHeartbeat",
          "SendDurableExecutionCallbackSuccess",
          "StopDurableExecution");

  private static final Map<String, Quota> LAMBDA =
      Map.of(
          "GetFunction", new Quota("GetFunction", 100, 100),
          "GetPolicy", new Quota("GetPolicy", 15, 15));

  /** One bucket for everything else of Lambda's control plane together. */
  private static final Quota LAMBDA_SHARED = new Quota("control plane", 15, 15);

  /** Step Functions: a bucket for each operation. The same everywhere. */
  private static final Map<String, double[]> STATES =
      Map.ofEntries(
          Map.entry("CreateStateMachine", new double[] {100, 1}),
          Map.entry("UpdateStateMachine", new double[] {100, 1}),
          Map.entry("DeleteStateMachine", new double[] {100, 1}),
          Map.entry("PublishStateMachineVersion", new double[] {100, 1}),
          Map.entry("DeleteStateMachineVersion", new double[] {100, 1}),
          Map.entry("ListStateMachineVersions", new double[] {100, 1}),
          Map.entry("CreateStateMachineAlias", new double[] {100, 1}),
          Map.entry("UpdateStateMachineAlias", new double[] {100, 1}),
          Map.entry("DeleteStateMachineAlias", new double[] {100, 1}),
          Map.entry("ListStateMachineAliases", new double[] {100, 1}),
          Map.entry("ListTagsForResource", new double[] {100, 1}),
          Map.entry("ValidateStateMachineDefinition", new double[] {100, 1}),
          Map.entry("DescribeStateMachineAlias", new double[] {200, 1}),
          Map.entry("DescribeStateMachineForExecution", new double[] {200, 1}),
          Map.entry("TagResource", new double[] {200, 1}),
          Map.entry("UntagResource", new double[] {200, 1}),
          Map.entry("DescribeStateMachine", new double[] {200, 20}),
          Map.entry("ListStateMachines", new double[] {100, 5}),
          Map.entry("TestState", new double[] {50, 10}));

  /** Step Functions, large regions. */
  private static final Map<String, double[]> STATES_LARGE =
      Map.of(
          "ListExecutions", new double[] {200, 5},
          "DescribeExecution", new double[] {300, 15},
          "StopExecution", new double[] {1000, 200},
          "StartExecution", new double[] {1300, 300});

  /** Step Functions, all other regions. */
  private static final Map<String, double[]> STATES_OTHERS =
      Map.of(
          "ListExecutions", new double[] {100, 2},
          "DescribeExecution", new double[] {250, 10},
          "StopExecution", new double[] {500, 25},
          "StartExecution", new double[] {800, 150});

  /** The quota of an operation; empty when none is documented. */
  static Optional<Quota> of(Operation operation, String region) {
    return switch (operation.service()) {
      case "lambda" ->
          NOT_LAMBDA_CONTROL_PLANE.contains(operation.name())
              ? Optional.empty()
              : Optional.of(LAMBDA.getOrDefault(operation.name(), LAMBDA_SHARED));
      case "states" -> {
        var regional = LARGE_REGIONS.contains(region) ? STATES_LARGE : STATES_OTHERS;
        var numbers = STATES.getOrDefault(operation.name(), regional.get(operation.name()));
        yield Optional.ofNullable(numbers).map(two -> new Quota(operation.name(), two[0], two[1]));
      }
      default -> Optional.empty();
    };
  }
}
