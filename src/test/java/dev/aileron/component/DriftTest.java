package dev.aileron.component;

import static dev.aileron.component.Manifest.function;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.ServerlessFunction;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kernel.conditions.Conditions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What somebody else changes in AWS is put back, and what serves goes on being Ready meanwhile. */
@ComponentTest
class DriftTest {
  @Test
  void aForeignUpdateIsPutBackWhileTheAliasServes(World world) {
    // Given
    String name = world.nameInAWS("hello");
    world.startOperator(world.client(), Duration.ofSeconds(1));
    world.apply(function("hello"));
    String ours = world.awaitReady("hello").getStatus().codeSHA256();
    world.lambda.freeze(name);

    // When
    world.lambda.recode(name, "somebody-elses");

    // Then
    ServerlessFunction drifted =
        world.until(
            ServerlessFunction.class,
            "hello",
            f -> Statuses.condition(f, ConditionType.SYNCED).reason().equals("DriftDetected"));
    assertThat(Statuses.isReady(drifted)).isTrue();

    // When
    world.lambda.thaw(name);

    // Then
    world.until(
        ServerlessFunction.class,
        "hello",
        f -> Statuses.condition(f, ConditionType.SYNCED).reason().equals("InSync"));
    world.awaitEvent("hello", "DriftCorrected");
    assertThat(world.lambda.function(name).orElseThrow().codeSHA256()).isEqualTo(ours);
    assertThat(world.lambda.versions(name)).as("nothing new to publish").hasSize(1);
    assertThat(world.statusesOfFunction("hello"))
        .as("after it was Ready once")
        .filteredOn(status -> status.stable() != null)
        .allSatisfy(status ->
            assertThat(Conditions.holds(status.conditions(), ConditionType.READY)).isTrue());
  }
}
