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
    assertThat(world.cluster().raw("/metrics").lines())
        .filteredOn(line -> line.startsWith("apiserver_request_total{"))
        .describedAs("the API server counts its answers")
        .isNotEmpty()
        .filteredOn(line -> line.contains("code=\"403\""))
        .describedAs("what the API server forbade")
        .isEmpty();
  }

  @Test
  void theOperatorNeverComplained(World world) {
    assertThat(world.sandbox().operatorLog())
        .describedAs("starts and ends of the operator, and all between")
        .isNotEmpty()
        .noneMatch(Complaints::isOne);
  }
}
