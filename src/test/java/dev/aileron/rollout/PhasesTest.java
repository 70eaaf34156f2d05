package dev.aileron.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.ReleasePhase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhasesTest {
  @ParameterizedTest(name = "version {0}, {1} until now, {2} served: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "3, -, -, Pending",
        "3, -, 3, Promoted",
        "3, Pending, 3, Promoted",
        "3, Pending, 2, Pending",
        "3, Pending, 4, Superseded",
        "9, Pending, 10, Superseded",
        "3, -, 4, Superseded",
        "3, Promoted, 4, Retired",
        "3, Retired, 4, Retired",
        "3, Retired, 3, Promoted",
        "3, Superseded, 4, Superseded",
        "3, Promoted, -, Retired",
      })
  void aPhaseFollowsFromTheVersionServed(
      String version, ReleasePhase before, String served, ReleasePhase expected) {
    assertThat(Phases.of(version, before, served)).isEqualTo(expected);
  }
}
