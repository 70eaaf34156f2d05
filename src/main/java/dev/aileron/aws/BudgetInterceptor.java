package dev.aileron.aws;

import dev.aileron.kernel.budget.CallBudget;
import dev.aileron.kernel.budget.Priority;
import dev.aileron.kernel.budget.Quota;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Lets a client make the calls that the budget of its account and region allows, so that no call
 * can be forgotten. One that is not allowed fails as if AWS had throttled it, without going out.
 */
final class BudgetInterceptor implements ExecutionInterceptor {
  /** What a throttle without a time is worth: Lambda's buckets fill up within a second. */
  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  private final CallBudget budget;

  BudgetInterceptor(CallBudget budget) {
    this.budget = budget;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    Optional<Quota> quota = quota(attributes);
    Optional<Duration> later = quota.flatMap(q -> budget.reserve(q, Priority.current()));
    if (later.isPresent()) {
      throw new AwsFailure(
          service(attributes).toLowerCase(Locale.ROOT),
          operation(attributes),
          AwsFailure.OVER_BUDGET,
          0,
          // Without the time, which is another one every time and would make a new status.
          "Not asked yet: the calls of %s that this operator may make are used up for the moment"
              .formatted(quota.orElseThrow().group()),
          later.get(),
          null);
    }
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    if (context.exception() instanceof AwsServiceException refusal
        && refusal.isThrottlingException()) {
      Duration wait =
          Optional.ofNullable(AwsCall.retryAfter(refusal.awsErrorDetails())).orElse(A_MOMENT);
      quota(attributes).ifPresent(quota -> budget.refused(quota, wait));
    }
  }

  private static Optional<Quota> quota(ExecutionAttributes attributes) {
    return AwsQuotas.of(service(attributes), operation(attributes));
  }

  private static String service(ExecutionAttributes attributes) {
    return attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
  }

  private static String operation(ExecutionAttributes attributes) {
    return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
  }
}
