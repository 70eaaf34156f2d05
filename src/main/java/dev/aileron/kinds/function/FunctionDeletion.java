package dev.aileron.kinds.function;

import dev.aileron.api.ServerlessFunction;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.Ownership;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kube.Sightings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a function goes: with its versions and aliases, and not while a workflow's version is bound
 * to one of them.
 */
final class FunctionDeletion {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration SECOND_LOOK = Duration.ofSeconds(2);
  private static final Duration BLOCKED_POLL = Duration.ofSeconds(5);

  /** Pins in one message; a condition is no place for hundreds. */
  private static final int MOST = 5;

  private final FunctionGateway gateway;
  private final Function<ServerlessFunction, List<String>> pinnedBy;
  private final Sightings sightings = new Sightings();

  FunctionDeletion(FunctionGateway gateway, Function<ServerlessFunction, List<String>> pinnedBy) {
    this.gateway = gateway;
    this.pinnedBy = pinnedBy;
  }

  /** The next thing to do; null once nothing is left that is ours. */
  @Nullable Hold next(ServerlessFunction object, AwsEnvironment environment) {
    String uid = object.getMetadata().getUid();
    String name = FunctionDesiredFactory.functionName(object, environment);
    Ownership owner = FunctionDesiredFactory.owner(object, environment);
    Optional<Latest> latest = gateway.latest(environment, name);
    if (latest.isEmpty() && !sightings.isGone(uid)) {
      return new Hold.Settling(
          Reason.Deleting,
          "AWS does not show the function %s; looking again, because it may be too new to be shown"
              .formatted(name),
          SECOND_LOOK);
    }
    if (latest.isEmpty() || !owner.owns(latest.get().tags())) {
      sightings.forget(uid);
      return null;
    }
    List<String> pins = pinnedBy.apply(object);
    if (!pins.isEmpty()) {
      return new Hold.Stalled(Reason.DeletionBlocked, blocked(pins), BLOCKED_POLL);
    }
    if (!latest.get().state().equals("Deleting")) {
      gateway.delete(environment, name);
    }
    sightings.expectGone(uid);
    return new Hold.Settling(Reason.Deleting, "AWS is deleting the function " + name, POLL);
  }

  private static String blocked(List<String> pins) {
    String named = String.join("; ", pins.stream().limit(MOST).toList());
    int more = pins.size() - MOST;
    return "%s%s. Delete the workflow first, or the Releases of versions that no execution needs any"
            .formatted(named, more > 0 ? "; and %d more".formatted(more) : "")
        + " more; or set spec.deletionPolicy: Retain to leave the function in AWS";
  }
}
