package dev.aileron.sandbox.lambda.run;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.lambda.control.Target;
import dev.aileron.sandbox.lambda.wire.Errors;
import java.util.HashMap;
import java.util.Map;

/** How many invocations run at once, and how many may. */
final class Concurrency {

  private static final int ACCOUNT_LIMIT = 1000;

  private final Map<String, Integer> running = new HashMap<>();

  /** A place that an invocation has taken. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes a place.
   *
   * @throws AwsError 429 when there is none
   */
  synchronized Place enter(Target target) {
    var version = target.versionArn();
    boolean provisioned = running(version) < target.provisioned();
    if (!provisioned) {
      requireRoom(target);
    }
    var counter = provisioned ? version : shared(target);
    running.merge(counter, 1, Integer::sum);
    running.merge(target.functionArn(), 1, Integer::sum);
    return () -> leave(counter, target.functionArn());
  }

  private void requireRoom(Target target) {
    var reserved = target.reserved();
    if (reserved != null && running(shared(target)) >= reserved - target.provisionedOfFunction()) {
      throw Errors.throttled("ReservedFunctionConcurrentInvocationLimitExceeded");
    }
    if (reserved == null && running(shared(target)) >= ACCOUNT_LIMIT) {
      throw Errors.throttled("ConcurrentInvocationLimitExceeded");
    }
  }

  /**
   * What invocations without provisioned environments share: the function's part or the account's.
   */
  private static String shared(Target target) {
    return target.reserved() == null
        ? target.accountId() + "/" + target.region()
        : target.functionArn() + "/reserved";
  }

  private synchronized void leave(String counter, String function) {
    running.computeIfPresent(counter, (key, count) -> count == 1 ? null : count - 1);
    running.computeIfPresent(function, (key, count) -> count == 1 ? null : count - 1);
  }

  /** Invocations of a function that run now. */
  synchronized int running(String key) {
    return running.getOrDefault(key, 0);
  }
}
