package dev.aileron.kernel.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.kernel.conditions.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker itself finds what it is there to find. */
class StatusRulesTest {
  @Test
  void aGoodStatusHasNoViolations() {
    assertThat(violations(ready("True", 3))).isEmpty();
  }

  @Test
  void everyRuleIsFound() {
    assertThat(violations()).contains("no Ready condition");
    assertThat(violations(ready("Unknown", 3)))
        .containsExactly("Ready=Unknown without Reconciling=True");
    assertThat(violations(ready("True", 3), of("Reconciling", "True", 3)))
        .containsExactly("Ready=True with Reconciling=True");
    assertThat(violations(ready("True", 3), of("Stalled", "True", 3)))
        .containsExactly("Stalled=True with Ready=True");
    assertThat(
            violations(ready("False", 3), of("Stalled", "True", 3), of("Reconciling", "True", 3)))
        .containsExactly("Stalled and Reconciling together");
    assertThat(violations(ready("False", 3), of("Paused", "False", 3)))
        .containsExactly("Paused present while False");
    assertThat(violations(ready("True", 2)))
        .containsExactly("Ready and the status speak of different generations");
    assertThat(violations(ready("False", 9))).containsExactly("Ready is ahead of generation 3");
    assertThat(violations(ready("False", 3), ready("False", 3))).containsExactly("Ready twice");
    assertThat(StatusRules.violations(4L, List.of(ready("False", 3)), 3))
        .containsExactly("observedGeneration 4 is ahead of 3");
  }

  @Test
  void tooManyConditionsAndEmptyReasonsAreFound() {
    // Given
    List<Condition> nine =
        List.of(
            ready("True", 3),
            of("A", "True", 3),
            of("B", "True", 3),
            of("C", "True", 3),
            of("D", "True", 3),
            of("E", "True", 3),
            of("F", "True", 3),
            of("G", "True", 3),
            new Condition("H", "True", 3L, "2026-01-01T00:00:00Z", "", ""));

    // Then
    assertThat(StatusRules.violations(3L, nine, 3))
        .containsExactlyInAnyOrder("9 conditions", "H has no reason or too long a message");
  }

  private static List<String> violations(Condition... conditions) {
    return StatusRules.violations(3L, List.of(conditions), 3);
  }

  private static Condition ready(String status, long generation) {
    return of("Ready", status, generation);
  }

  private static Condition of(String type, String status, long generation) {
    return new Condition(type, status, generation, "2026-01-01T00:00:00Z", "Because", "because");
  }
}
