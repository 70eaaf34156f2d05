package dev.aileron.kinds.function;

import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kinds.function.FunctionObserved.Alias;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kinds.function.FunctionObserved.Version;
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
  /**
   * Reasons of a failure that may be gone the next time (GetFunction, StateReasonCode). All others
   * wait for another spec.
   */
  private static final Set<String> TRANSIENT =
      Set.of(
          "InternalError",
          "EC2RequestLimitExceeded",
          "InsufficientCapacity",
          "EniLimitExceeded",
          "SubnetOutOfIPAddresses",
          "DependencyError",
          "Restoring");

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
      return Plan.held(FunctionHolds.notOwned(desired, latest));
    }
    Set<FunctionField> differing = FunctionFields.differing(desired, latest);
    if (latest.isFailed()) {
      return planFailed(desired, observed, latest, differing);
    }
    if (!latest.isSettled()) {
      return Plan.held(FunctionHolds.settling(desired, latest));
    }
    List<FunctionStep> steps = new ArrayList<>();
    if (differing.contains(FunctionField.TAGS)) {
      steps.addAll(tagSteps(desired, latest));
    }
    Set<FunctionField> configuration = intersection(differing, CONFIGURATION);
    if (!configuration.isEmpty()) {
      return Plan.of(and(steps, updateConfiguration(desired, latest, configuration)));
    }
    if (!intersection(differing, CODE).isEmpty()) {
      Hold wrong = FunctionHolds.wrongArchive(desired, latest);
      return wrong == null ? Plan.of(and(steps, updateCode(desired, latest))) : held(steps, wrong);
    }
    if (!steps.isEmpty()) {
      return Plan.of(steps);
    }
    if (latest.isUpdateFailed()) {
      return isTransient(latest.lastUpdateReason())
          ? Plan.of(List.of(updateConfiguration(desired, latest, Set.of())))
          : Plan.held(FunctionHolds.updateFailed(desired, latest));
    }
    return planRelease(desired, observed, latest);
  }

  /**
   * {@code $LATEST} is as it should be: publish it if no version has its content, then serve it.
   */
  private static Plan<FunctionStep> planRelease(
      FunctionDesired desired, FunctionObserved observed, Latest latest) {
    if (observed.alias() instanceof Alias.Later) {
      // The update is through already; the next pass reads what the alias serves.
      return Plan.held(FunctionHolds.settling(desired, latest));
    }
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
    if (!newest.isActive()) {
      return Plan.held(FunctionHolds.inactive(newest));
    }
    return switch (observed.alias()) {
      case Alias.Unread _, Alias.Later _, Alias.Absent _ ->
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
   * One that has versions is kept at any price, because they would go with it.
   */
  private static Plan<FunctionStep> planFailed(
      FunctionDesired desired,
      FunctionObserved observed,
      Latest latest,
      Set<FunctionField> differing) {
    if (observed.alias() instanceof Alias.Present alias) {
      return Plan.held(FunctionHolds.failedWithVersions(desired, latest, alias));
    }
    boolean same =
        intersection(differing, CONFIGURATION).isEmpty() && intersection(differing, CODE).isEmpty();
    if (same && !isTransient(latest.stateReason())) {
      return Plan.held(FunctionHolds.failed(desired, latest));
    }
    return Plan.of(
        List.of(
            new FunctionStep.DeleteFailedFunction(desired.functionName(), latest.stateReason())));
  }

  private static boolean isTransient(String reason) {
    int colon = reason.indexOf(':');
    return TRANSIENT.contains(colon < 0 ? reason : reason.substring(0, colon));
  }

  private static FunctionStep updateConfiguration(
      FunctionDesired desired, Latest latest, Set<FunctionField> changed) {
    return new FunctionStep.UpdateConfiguration(
        desired.functionName(),
        desired.config(),
        desired.description(),
        latest.revisionID(),
        changed);
  }

  private static FunctionStep updateCode(FunctionDesired desired, Latest latest) {
    return new FunctionStep.UpdateCode(
        desired.functionName(), desired.code(), desired.architecture(), latest.revisionID());
  }

  private static List<FunctionStep> and(List<FunctionStep> steps, FunctionStep last) {
    List<FunctionStep> all = new ArrayList<>(steps);
    all.add(last);
    return all;
  }

  private static Plan<FunctionStep> held(List<FunctionStep> steps, Hold hold) {
    return new Plan<>(steps, hold);
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
