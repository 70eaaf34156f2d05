package dev.aileron.kinds.function;

import dev.aileron.aws.Ownership;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.function.FunctionObserved.Alias;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kinds.function.FunctionObserved.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * From what should be and what is to what to do next. Traffic enters only through an alias on a
 * published version, so {@code $LATEST} may be half changed for a while: callers never see it.
 *
 * <p>Lambda takes one update at a time and publishes what it has when asked. So: bring {@code
 * $LATEST} in line, one settled update after the other; then publish once; then move the alias.
 */
final class FunctionPlanner {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Set<FunctionField> CONFIGURATION =
      EnumSet.of(
          FunctionField.RUNTIME,
          FunctionField.HANDLER,
          FunctionField.MEMORY,
          FunctionField.TIMEOUT,
          FunctionField.ENV,
          FunctionField.ROLE,
          FunctionField.DESCRIPTION);
  private static final Set<FunctionField> CODE =
      EnumSet.of(FunctionField.CODE, FunctionField.ARCHITECTURE);

  private FunctionPlanner() {}

  static Plan<FunctionStep> plan(FunctionDesired desired, FunctionObserved observed) {
    Latest latest = observed.latest();
    if (latest == null) {
      return Plan.of(List.of(new FunctionStep.CreateFunction(desired)));
    }
    if (!desired.owner().owns(latest.tags())) {
      return Plan.held(notOwned(desired, latest));
    }
    Set<FunctionField> differing = FunctionFields.differing(desired, latest);
    if (latest.state().equals("Failed")) {
      return planFailed(desired, latest, differing);
    }
    if (!isSettled(latest)) {
      return Plan.held(settling(desired, latest));
    }
    List<FunctionStep> steps = new ArrayList<>();
    if (differing.contains(FunctionField.TAGS)) {
      steps.addAll(tagSteps(desired, latest));
    }
    Set<FunctionField> configuration = intersection(differing, CONFIGURATION);
    if (!configuration.isEmpty()) {
      steps.add(
          new FunctionStep.UpdateConfiguration(
              desired.functionName(),
              desired.config(),
              desired.description(),
              latest.revisionID(),
              configuration));
      return Plan.of(steps);
    }
    if (!intersection(differing, CODE).isEmpty()) {
      steps.add(
          new FunctionStep.UpdateCode(
              desired.functionName(), desired.code(), desired.architecture(), latest.revisionID()));
      return Plan.of(steps);
    }
    if (!steps.isEmpty()) {
      return Plan.of(steps);
    }
    if (latest.lastUpdateStatus().equals("Failed")) {
      return Plan.held(
          Hold.stalled(
              Reason.UpdateFailed,
              "AWS could not update the function %s: %s"
                  .formatted(desired.functionName(), latest.lastUpdateReason())));
    }
    return planRelease(desired, observed, latest);
  }

  /**
   * {@code $LATEST} is as it should be: publish it if no version has its content, then serve it.
   */
  private static Plan<FunctionStep> planRelease(
      FunctionDesired desired, FunctionObserved observed, Latest latest) {
    Version newest = observed.newest();
    if (newest == null || !newest.hasContentOf(latest)) {
      return Plan.of(
          List.of(
              new FunctionStep.PublishVersion(
                  desired.functionName(),
                  latest.codeSHA256(),
                  latest.revisionID(),
                  desired.versionDescription())));
    }
    if (newest.state().equals("Failed")) {
      return Plan.held(
          Hold.stalled(
              Reason.FunctionFailed,
              "AWS could not set up version %s: %s"
                  .formatted(newest.number(), newest.stateReason())));
    }
    if (!newest.state().equals("Active") && !newest.state().isEmpty()) {
      return Plan.held(
          new Hold.Settling(
              Reason.Updating,
              "AWS is setting up version " + newest.number() + " (" + newest.state() + ")",
              POLL));
    }
    return switch (observed.alias()) {
      case Alias.Unread _, Alias.Absent _ ->
          Plan.of(
              List.of(
                  new FunctionStep.CreateAlias(
                      desired.functionName(), desired.aliasName(), newest.number())));
      case Alias.Present alias
          when !alias.version().equals(newest.number()) || !alias.weights().isEmpty() ->
          Plan.of(
              List.of(
                  new FunctionStep.UpdateAlias(
                      desired.functionName(),
                      desired.aliasName(),
                      newest.number(),
                      alias.revisionID())));
      case Alias.Present _ -> Plan.satisfied();
    };
  }

  /**
   * A function that failed at its creation never comes up: AWS says to delete it and start anew.
   */
  private static Plan<FunctionStep> planFailed(
      FunctionDesired desired, Latest latest, Set<FunctionField> differing) {
    if (intersection(differing, CONFIGURATION).isEmpty()
        && intersection(differing, CODE).isEmpty()) {
      return Plan.held(
          Hold.stalled(
              Reason.FunctionFailed,
              "AWS could not set up the function %s: %s. Change the spec; the operator then makes"
                      .formatted(desired.functionName(), latest.stateReason())
                  + " it anew"));
    }
    return Plan.of(
        List.of(
            new FunctionStep.DeleteFailedFunction(desired.functionName(), latest.stateReason())));
  }

  /**
   * Known words for "ready" are few; any other means "not yet", as AWS adds words. A failed update
   * leaves the function usable, and the next update allowed.
   */
  static boolean isSettled(Latest latest) {
    boolean active =
        Set.of("Active", "Inactive", "ActiveNonInvocable", "").contains(latest.state());
    boolean updated = Set.of("Successful", "Failed", "").contains(latest.lastUpdateStatus());
    return active && updated;
  }

  private static Hold settling(FunctionDesired desired, Latest latest) {
    boolean creating = latest.state().equals("Pending") && latest.lastUpdateStatus().isEmpty();
    return new Hold.Settling(
        creating ? Reason.Creating : Reason.Updating,
        "AWS is setting up the function " + desired.functionName(),
        POLL);
  }

  private static Hold notOwned(FunctionDesired desired, Latest latest) {
    return Hold.stalled(
        Reason.NotOwned,
        "The function %s exists already in AWS and %s. Choose another spec.functionName, or delete"
                .formatted(desired.functionName(), Ownership.describe(latest.tags()))
            + " the function");
  }

  private static List<FunctionStep> tagSteps(FunctionDesired desired, Latest latest) {
    List<FunctionStep> steps = new ArrayList<>();
    Map<String, String> changed = new HashMap<>(desired.tags());
    latest.tags().forEach((key, value) -> changed.remove(key, value));
    if (!changed.isEmpty()) {
      steps.add(new FunctionStep.Tag(latest.arn(), Map.copyOf(changed)));
    }
    Set<String> surplus = new HashSet<>(latest.tags().keySet());
    surplus.removeAll(desired.tags().keySet());
    // AWS' own tags (aws:cloudformation:…) can be neither set nor removed.
    surplus.removeIf(key -> key.startsWith("aws:"));
    if (!surplus.isEmpty()) {
      steps.add(new FunctionStep.Untag(latest.arn(), Set.copyOf(surplus)));
    }
    return steps;
  }

  private static Set<FunctionField> intersection(Set<FunctionField> a, Set<FunctionField> b) {
    Set<FunctionField> both = EnumSet.noneOf(FunctionField.class);
    both.addAll(a);
    both.retainAll(b);
    return both;
  }
}
