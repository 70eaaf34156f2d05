package dev.aileron.kernel.status;

import static dev.aileron.kernel.conditions.Condition.FALSE;
import static dev.aileron.kernel.conditions.Condition.TRUE;
import static dev.aileron.kernel.conditions.Condition.UNKNOWN;
import static dev.aileron.kernel.conditions.ConditionType.AVAILABLE;
import static dev.aileron.kernel.conditions.ConditionType.PAUSED;
import static dev.aileron.kernel.conditions.ConditionType.READY;
import static dev.aileron.kernel.conditions.ConditionType.RECONCILING;
import static dev.aileron.kernel.conditions.ConditionType.REFERENCES_RESOLVED;
import static dev.aileron.kernel.conditions.ConditionType.STALLED;
import static dev.aileron.kernel.conditions.ConditionType.SYNCED;

import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kernel.conditions.Conditions.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From a situation to conditions that Argo CD, Flux, Helm 4 and {@code kubectl wait} read alike
 * (kstatus). Reconciling, Stalled and Paused are there only while True; Stalled goes with
 * Ready=False, Ready=Unknown with Reconciling=True. {@link StatusRules} checks what comes out.
 */
public final class StatusContract {
  private StatusContract() {}

  /**
   * The conditions of an object.
   *
   * @param previous the conditions it has now: their times live on, and a suspended object keeps
   *     its Ready
   * @param generation the generation that the situation is about
   */
  public static List<Condition> conditions(
      Situation situation, Facts facts, List<Condition> previous, long generation, Instant now) {
    List<Finding> findings = new ArrayList<>(of(situation, previous));
    findings.add(available(facts));
    resolved(situation, facts, previous).ifPresent(findings::add);
    return Conditions.merge(previous, findings, generation, now);
  }

  private static List<Finding> of(Situation situation, List<Condition> previous) {
    return switch (situation) {
      case Situation.Working s ->
          List.of(
              finding(READY, UNKNOWN, s.reason(), s.message()),
              finding(RECONCILING, TRUE, s.reason(), s.message()),
              finding(SYNCED, FALSE, s.reason(), s.message()));
      case Situation.Waiting s ->
          List.of(
              finding(READY, FALSE, s.reason(), s.message()),
              finding(RECONCILING, TRUE, s.reason(), s.message()),
              finding(SYNCED, FALSE, s.reason(), s.message()));
      case Situation.AwaitingApproval s ->
          List.of(
              finding(READY, FALSE, Reason.CanaryPaused, s.message()),
              finding(RECONCILING, TRUE, Reason.CanaryPaused, s.message()),
              finding(PAUSED, TRUE, Reason.CanaryPaused, s.message()),
              finding(SYNCED, FALSE, Reason.CanaryPaused, s.message()));
      case Situation.Stalled s ->
          List.of(
              finding(READY, FALSE, s.reason(), s.message()),
              finding(STALLED, TRUE, s.reason(), s.message()),
              finding(SYNCED, FALSE, s.reason(), s.message()));
      case Situation.InSync s ->
          List.of(
              finding(READY, TRUE, Reason.Available, s.message()),
              finding(SYNCED, TRUE, Reason.InSync, "AWS has what the spec says"));
      case Situation.Drifted s ->
          List.of(
              finding(READY, TRUE, Reason.Available, s.message()),
              finding(SYNCED, FALSE, Reason.DriftDetected, s.message()));
      case Situation.Suspended s -> suspended(s.differs(), previous);
      case Situation.Deleting s ->
          s.reason() == Reason.DeletionBlocked
              ? of(new Situation.Stalled(s.reason(), s.message()), previous)
              : of(new Situation.Waiting(s.reason(), s.message()), previous);
    };
  }

  /** A suspended object keeps its last Ready unless there would be work to do. */
  private static List<Finding> suspended(boolean differs, List<Condition> previous) {
    String message = "spec.suspend is true: nothing is written to AWS";
    List<Finding> findings = new ArrayList<>();
    findings.add(finding(PAUSED, TRUE, Reason.Suspended, message));
    boolean wasReady = Conditions.holds(previous, READY);
    boolean wasStalled = Conditions.holds(previous, STALLED);
    if (differs || !(wasReady || wasStalled)) {
      String pending = message + "; there are changes that wait for it";
      findings.add(finding(READY, UNKNOWN, Reason.Suspended, pending));
      findings.add(finding(RECONCILING, TRUE, Reason.Suspended, pending));
      findings.add(finding(SYNCED, FALSE, Reason.Suspended, pending));
    } else {
      for (String kept : List.of(READY, STALLED, SYNCED)) {
        Conditions.find(previous, kept).ifPresent(c -> findings.add(keep(c)));
      }
    }
    return findings;
  }

  private static Finding keep(Condition c) {
    return new Finding(c.type(), c.status(), c.reason(), c.message());
  }

  private static Finding available(Facts facts) {
    return facts.available()
        ? finding(AVAILABLE, TRUE, Reason.Serving, facts.serving())
        : finding(AVAILABLE, FALSE, Reason.NotServing, facts.serving());
  }

  /** What was found out about references in this pass, or else the last time. */
  private static Optional<Finding> resolved(
      Situation situation, Facts facts, List<Condition> previous) {
    if (situation instanceof Situation.Waiting(Reason reason, String message)
        && reason == Reason.DependencyNotReady) {
      return Optional.of(finding(REFERENCES_RESOLVED, FALSE, reason, message));
    }
    if (facts.resolved()) {
      String message = "Everything that the spec refers to was found";
      return Optional.of(finding(REFERENCES_RESOLVED, TRUE, Reason.Resolved, message));
    }
    return Conditions.find(previous, REFERENCES_RESOLVED).map(StatusContract::keep);
  }

  private static Finding finding(String type, String status, Reason reason, String message) {
    return new Finding(type, status, reason.name(), message);
  }
}
