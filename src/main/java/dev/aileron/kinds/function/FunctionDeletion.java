package dev.aileron.kinds.function;

import dev.aileron.api.ServerlessFunction;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.Ownership;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a function goes: with its versions and aliases, and not while a workflow runs one of them.
 */
final class FunctionDeletion {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration BLOCKED_POLL = Duration.ofSeconds(15);

  private final FunctionGateway gateway;
  private final Function<ServerlessFunction, List<String>> pinnedBy;

  FunctionDeletion(FunctionGateway gateway, Function<ServerlessFunction, List<String>> pinnedBy) {
    this.gateway = gateway;
    this.pinnedBy = pinnedBy;
  }

  /** The next thing to do; null once nothing is left that is ours. */
  @Nullable Hold next(ServerlessFunction object, AwsEnvironment environment) {
    String name = FunctionDesiredFactory.functionName(object, environment);
    Ownership owner = FunctionDesiredFactory.owner(object, environment);
    Optional<Latest> latest = gateway.latest(environment, name);
    if (latest.isEmpty() || !owner.owns(latest.get().tags())) {
      return null;
    }
    List<String> pins = pinnedBy.apply(object);
    if (!pins.isEmpty()) {
      return new Hold.Stalled(
          Reason.DeletionBlocked,
          "%s. Delete the workflow first or let it do without the function; or set"
                  .formatted(String.join("; ", pins))
              + " spec.deletionPolicy: Retain to leave the function in AWS",
          BLOCKED_POLL);
    }
    if (!latest.get().state().equals("Deleting")) {
      gateway.delete(environment, name);
    }
    return new Hold.Settling(Reason.Deleting, "AWS is deleting the function " + name, POLL);
  }
}
