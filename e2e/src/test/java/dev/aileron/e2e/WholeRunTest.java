package dev.aileron.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.e2e.world.Complaints;
import dev.aileron.e2e.world.EndToEnd;
import dev.aileron.e2e.world.World;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Looks back, after all other suites, at everything they made the operator do. */
@EndToEnd
@Order(Integer.MAX_VALUE)
class WholeRunTest {

  @Test
  void theChartAllowsWhatTheOperatorDoes(World world) {
    // The operator lives by the rights of the chart's ServiceAccount, and so it is counted here
    // what
    // somebody asked and RBAC had no rule for. Other answers 403 are none of RBAC's: nobody may
    // make
    // an Event in a namespace that is going.
    var attempts =
        world
            .cluster()
            .raw("/metrics")
            .lines()
            .filter(line -> line.startsWith("authorization_attempts_total{"))
            .toList();
    assertThat(attempts).anyMatch(line -> line.contains("result=\"allowed\""));
    assertThat(attempts)
        .noneMatch(line -> line.matches(".*result=\"(no-opinion|denied)\"} [^0].*"));
  }

  @Test
  void theOperatorNeverComplained(World world) {
    var log = world.sandbox().operatorLog();
    assertThat(log).describedAs("what the operator said").isNotEmpty();
    assertThat(Complaints.in(log))
        .describedAs("complaints, from the operator's first start to now")
        .isEmpty();
  }
}
