package dev.aileron.kinds.function;

import dev.aileron.aws.TagChange;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kinds.function.FunctionField.Operation;
import dev.aileron.kinds.function.FunctionObserved.Alias;
import dev.aileron.kinds.function.FunctionObserved.Attempt;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kinds.function.FunctionObserved.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  private FunctionPlanner() {}

  static Plan<FunctionStep> plan(FunctionDesired desired, FunctionObserved observed) {
    Latest latest = observed.latest();
    if (latest == null) {
      return Plan.of(List.of(new FunctionStep.CreateFunction(desired)));
    }
    if (!desired.mayHave(latest.tags())) {
      return Plan.held(FunctionHolds.notOwned(desired, latest));
    }
    Set<FunctionField> differing = FunctionFields.differing(desired, latest);
    Set<FunctionField> configuration = FunctionField.of(Operation.UPDATE_CONFIGURATION, differing);
    Set<FunctionField> code = FunctionField.of(Operation.UPDATE_CODE, differing);
    boolean same = configuration.isEmpty() && code.isEmpty();
    if (latest.isFailed()) {
      return planFailed(desired, observed, latest, same);
    }
    if (!latest.isSettled()) {
      return Plan.held(FunctionHolds.settling(desired, latest));
    }
    // Before any code: whether it is taken depends on who must have signed it.
    List<FunctionStep> tags = and(tagSteps(desired, latest), signing(desired, observed));
    boolean failed = latest.isUpdateFailed() && !(same && observed.isPublished(latest));
    Hold failure = failed ? updateFailed(desired, latest, observed.memory().attempt()) : null;
    if (failure != null) {
      return new Plan<>(tags, failure);
    }
    if (!configuration.isEmpty() || (failed && same)) {
      return Plan.of(and(tags, updateConfiguration(desired, latest, configuration)));
    }
    if (!code.isEmpty()) {
      Hold wrong = FunctionHolds.wrongArchive(desired, latest);
      return wrong == null
          ? Plan.of(and(tags, updateCode(desired, latest)))
          : new Plan<>(tags, wrong);
    }
    return tags.isEmpty() ? planRelease(desired, observed, latest) : Plan.of(tags);
  }

  /**
   * What a failed update has to wait for; null if it may be asked for now. Whether {@code $LATEST}
   * then has what was asked for or what it had before, AWS does not say; either may be.
   */
  private static @Nullable Hold updateFailed(
      FunctionDesired desired, Latest latest, @Nullable Attempt attempt) {
    if (attempt == null) {
      // Something else failed: the spec before this one, or the work of somebody else.
      return null;
    }
    if (!isTransient(latest.lastUpdateReason())) {
      return FunctionHolds.updateFailed(desired, latest);
    }
    return attempt.mayRepeat() ? null : FunctionHolds.updateRepeats(desired, latest, attempt);
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
    RuntimeManagement updates = observed.settings().runtimeUpdates();
    if (updates != null && !updates.equals(desired.runtimeUpdates())) {
      return Plan.of(
          List.of(
              new FunctionStep.SetRuntimeUpdates(
                  desired.functionName(), newest.number(), desired.runtimeUpdates())));
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
   *
   * @param same whether it is what the spec asks for that failed
   */
  private static Plan<FunctionStep> planFailed(
      FunctionDesired desired, FunctionObserved observed, Latest latest, boolean same) {
    String version = observed.anyVersion();
    if (version != null) {
      return Plan.held(FunctionHolds.failedWithVersions(desired, latest, version));
    }
    Attempt attempt = observed.memory().attempt();
    if (same && !isTransient(latest.stateReason())) {
      return Plan.held(FunctionHolds.failed(desired, latest));
    }
    if (same && attempt != null && !attempt.mayRepeat()) {
      return Plan.held(FunctionHolds.creationRepeats(desired, latest, attempt));
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

  private static List<FunctionStep> signing(FunctionDesired desired, FunctionObserved observed) {
    String has = observed.settings().codeSigningConfigARN();
    return has == null || has.equals(desired.codeSigningConfigARN())
        ? List.of()
        : List.of(
            new FunctionStep.SetCodeSigning(
                desired.functionName(), desired.codeSigningConfigARN()));
  }

  private static List<FunctionStep> and(List<FunctionStep> steps, List<FunctionStep> more) {
    List<FunctionStep> all = new ArrayList<>(steps);
    all.addAll(more);
    return all;
  }

  private static List<FunctionStep> and(List<FunctionStep> steps, FunctionStep last) {
    List<FunctionStep> all = new ArrayList<>(steps);
    all.add(last);
    return all;
  }

  private static List<FunctionStep> tagSteps(FunctionDesired desired, Latest latest) {
    List<FunctionStep> steps = new ArrayList<>();
    TagChange change = TagChange.between(desired.tags(), latest.specTags());
    if (!change.set().isEmpty()) {
      steps.add(new FunctionStep.Tag(latest.arn(), change.set()));
    }
    if (!change.removed().isEmpty()) {
      steps.add(new FunctionStep.Untag(latest.arn(), change.removed()));
    }
    return steps;
  }
}
