package dev.aileron.aws;

import dev.aileron.kernel.budget.Quota;
import java.util.Map;
import java.util.Optional;

/**
 * The quotas of AWS' control planes, per account and region, as documented (Lambda quotas, "API
 * requests"; Step Functions quotas, "Quotas related to API action throttling"). None of them can be
 * raised for Lambda. Those of large regions are not used where the others' are smaller: asking for
 * less than is allowed does no harm.
 */
final class AwsQuotas {
  private static final String LAMBDA = "Lambda";
  private static final String SFN = "SFN";

  /** Lambda: what is not named shares one bucket with everything else of the control plane. */
  private static final Quota LAMBDA_SHARED = new Quota("Lambda's control plane", 15, 15);

  private static final Map<String, Quota> LAMBDA_OWN =
      Map.of("GetFunction", lambda("GetFunction", 100), "GetPolicy", lambda("GetPolicy", 15));

  /** Step Functions: a bucket for each operation. */
  private static final Map<String, Quota> SFN_OWN =
      Map.ofEntries(
          sfn("DescribeStateMachine", 200, 20),
          sfn("DescribeStateMachineAlias", 200, 1),
          sfn("DescribeStateMachineForExecution", 200, 1),
          sfn("TagResource", 200, 1),
          sfn("UntagResource", 200, 1),
          sfn("ListStateMachines", 100, 5),
          sfn("ListExecutions", 100, 2),
          sfn("DescribeExecution", 250, 10),
          sfn("StopExecution", 500, 25),
          sfn("StartExecution", 800, 150));

  private AwsQuotas() {}

  /**
   * The quota of an operation; empty if none is documented.
   *
   * @param service as the SDK names it: Lambda, SFN, STS
   * @param operation as AWS names it: GetFunction
   */
  static Optional<Quota> of(String service, String operation) {
    return switch (service) {
      case LAMBDA ->
          // Bounded by the concurrency of functions.
          operation.startsWith("Invoke")
              ? Optional.empty()
              : Optional.of(LAMBDA_OWN.getOrDefault(operation, LAMBDA_SHARED));
      case SFN -> Optional.of(SFN_OWN.getOrDefault(operation, ordinary(operation)));
      default -> Optional.empty();
    };
  }

  private static Quota lambda(String operation, int perSecond) {
    return new Quota("Lambda's " + operation, perSecond, perSecond);
  }

  private static Quota ordinary(String operation) {
    return sfn(operation, 100, 1).getValue();
  }

  private static Map.Entry<String, Quota> sfn(String operation, int burst, int perSecond) {
    return Map.entry(operation, new Quota("Step Functions' " + operation, burst, perSecond));
  }
}
