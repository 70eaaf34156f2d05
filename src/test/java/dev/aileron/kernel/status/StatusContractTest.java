package dev.aileron.kernel.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.conditions.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the status contract, row by row. */
class StatusContractTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Facts SERVING = new Facts(true, "The alias live serves version 3", true);

  static Stream<Arguments> rows() {
    return Stream.of(
        row(
            "first visit",
            new Situation.Working(Reason.Creating, "Seen"),
            Facts.none(),
            "Available=False NotServing, Ready=Unknown Creating, Reconciling=True Creating,"
                + " Synced=False Creating"),
        row(
            "update runs",
            new Situation.Working(Reason.Updating, "AWS is setting up"),
            SERVING,
            "Available=True Serving, Ready=Unknown Updating, Reconciling=True Updating,"
                + " ReferencesResolved=True Resolved, Synced=False Updating"),
        row(
            "canary waits for approval",
            new Situation.AwaitingApproval("Promote to go on"),
            SERVING,
            "Available=True Serving, Paused=True CanaryPaused, Ready=False CanaryPaused,"
                + " Reconciling=True CanaryPaused, ReferencesResolved=True Resolved,"
                + " Synced=False CanaryPaused"),
        row(
            "throttled",
            new Situation.Waiting(Reason.Throttled, "Rate exceeded"),
            SERVING,
            "Available=True Serving, Ready=False Throttled, Reconciling=True Throttled,"
                + " ReferencesResolved=True Resolved, Synced=False Throttled"),
        row(
            "dependency missing",
            new Situation.Waiting(Reason.DependencyNotReady, "The ConfigMap x does not exist"),
            Facts.none(),
            "Available=False NotServing, Ready=False DependencyNotReady,"
                + " Reconciling=True DependencyNotReady,"
                + " ReferencesResolved=False DependencyNotReady,"
                + " Synced=False DependencyNotReady"),
        row(
            "bad spec",
            new Situation.Stalled(Reason.InvalidSpec, "spec.env: too large"),
            Facts.none(),
            "Available=False NotServing, Ready=False InvalidSpec, Stalled=True InvalidSpec,"
                + " Synced=False InvalidSpec"),
        row(
            "rolled back",
            new Situation.Stalled(Reason.RolledBack, "Error rate 5 %"),
            SERVING,
            "Available=True Serving, Ready=False RolledBack, ReferencesResolved=True Resolved,"
                + " Stalled=True RolledBack, Synced=False RolledBack"),
        row(
            "in sync",
            new Situation.InSync("The alias live serves version 3"),
            SERVING,
            "Available=True Serving, Ready=True Available, ReferencesResolved=True Resolved,"
                + " Synced=True InSync"),
        row(
            "drift, reported only",
            new Situation.Drifted("memoryMB is 512"),
            SERVING,
            "Available=True Serving, Ready=True Available, ReferencesResolved=True Resolved,"
                + " Synced=False DriftDetected"),
        row(
            "suspended before anything was made",
            new Situation.Suspended(true),
            Facts.none(),
            "Available=False NotServing, Paused=True Suspended, Ready=Unknown Suspended,"
                + " Reconciling=True Suspended, Synced=False Suspended"),
        row(
            "deleting",
            new Situation.Deleting(Reason.Draining, "2 executions run"),
            SERVING,
            "Available=True Serving, Ready=False Draining, Reconciling=True Draining,"
                + " ReferencesResolved=True Resolved, Synced=False Draining"),
        row(
            "deletion blocked",
            new Situation.Deleting(Reason.DeletionBlocked, "Workflow shop/order runs it"),
            SERVING,
            "Available=True Serving, Ready=False DeletionBlocked,"
                + " ReferencesResolved=True Resolved, Stalled=True DeletionBlocked,"
                + " Synced=False DeletionBlocked"));
  }

  private static Arguments row(String name, Situation situation, Facts facts, String expected) {
    return Arguments.of(name, situation, facts, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void everySituationHasItsConditions(
      String name, Situation situation, Facts facts, String expected) {
    // When
    List<Condition> conditions = StatusContract.conditions(situation, facts, List.of(), 7, NOW);

    // Then
    assertThat(brief(conditions)).isEqualTo(expected);
    assertThat(StatusRules.violations(7L, conditions, 7)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void theRulesHoldFromEverySituationToEveryOther(
      String name, Situation situation, Facts facts, String expected) {
    for (Arguments before : rows().toList()) {
      // Given
      List<Condition> previous =
          StatusContract.conditions(
              (Situation) before.get()[1], (Facts) before.get()[2], List.of(), 6, NOW);

      // When
      List<Condition> conditions =
          StatusContract.conditions(situation, facts, previous, 7, NOW.plusSeconds(60));

      // Then
      assertThat(StatusRules.violations(7L, conditions, 7))
          .as("%s, then %s", before, name)
          .isEmpty();
    }
  }

  @Test
  void aSuspendedObjectKeepsWhatItWasWhenNothingIsToBeDone() {
    // Given
    List<Condition> ready =
        StatusContract.conditions(new Situation.InSync("ok"), SERVING, List.of(), 6, NOW);

    // When
    List<Condition> suspended =
        StatusContract.conditions(
            new Situation.Suspended(false), SERVING, ready, 7, NOW.plusSeconds(60));

    // Then
    assertThat(brief(suspended))
        .isEqualTo(
            "Available=True Serving, Paused=True Suspended, Ready=True Available,"
                + " ReferencesResolved=True Resolved, Synced=True InSync");
  }

  @Test
  void aSuspendedObjectStaysStalled() {
    // Given
    List<Condition> stalled =
        StatusContract.conditions(
            new Situation.Stalled(Reason.InvalidSpec, "bad"), SERVING, List.of(), 6, NOW);

    // When
    List<Condition> suspended =
        StatusContract.conditions(new Situation.Suspended(false), SERVING, stalled, 7, NOW);

    // Then
    assertThat(brief(suspended)).contains("Stalled=True InvalidSpec").contains("Paused=True");
    assertThat(StatusRules.violations(7L, suspended, 7)).isEmpty();
  }

  @Test
  void aTimeMovesOnlyWhenTheStatusFlips() {
    // Given
    List<Condition> working =
        StatusContract.conditions(
            new Situation.Working(Reason.Creating, "Seen"), Facts.none(), List.of(), 1, NOW);

    // When
    List<Condition> ready =
        StatusContract.conditions(
            new Situation.InSync("ok"), SERVING, working, 1, NOW.plusSeconds(5));
    List<Condition> readyAgain =
        StatusContract.conditions(
            new Situation.InSync("still ok"), SERVING, ready, 2, NOW.plusSeconds(50));

    // Then
    assertThat(time(ready, "Ready")).isEqualTo("2026-01-02T03:04:10Z");
    assertThat(time(readyAgain, "Ready")).isEqualTo("2026-01-02T03:04:10Z");
    assertThat(readyAgain).allSatisfy(c -> assertThat(c.observedGeneration()).isEqualTo(2));
  }

  @Test
  void aLongMessageIsCut() {
    // When
    List<Condition> conditions =
        StatusContract.conditions(
            new Situation.Stalled(Reason.RejectedByAWS, "x".repeat(5000)),
            SERVING,
            List.of(),
            1,
            NOW);

    // Then
    assertThat(conditions)
        .allSatisfy(c -> assertThat(c.message()).hasSizeLessThanOrEqualTo(Conditions.MAX_MESSAGE));
  }

  private static String time(List<Condition> conditions, String type) {
    return Conditions.find(conditions, type).orElseThrow().lastTransitionTime();
  }

  private static String brief(List<Condition> conditions) {
    Map<String, String> byType = new TreeMap<>();
    conditions.forEach(c -> byType.put(c.type(), c.type() + "=" + c.status() + " " + c.reason()));
    return byType.values().stream().collect(Collectors.joining(", "));
  }
}
