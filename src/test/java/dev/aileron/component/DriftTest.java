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
  private static final Duration SHORT = Duration.ofMillis(200);

  @Test
  void aSweepFindsWhatSomebodyChangedAndWhatSomebodyDeleted(World world) {
    // Given nobody looks at objects in sync for an hour
    String changed = world.nameInAWS("changed");
    String deleted = world.nameInAWS("deleted");
    String left = world.nameInAWS("left");
    world.sweepEvery(SHORT);
    world.startOperator();
    world.apply(function("changed"));
    world.apply(function("deleted"));
    world.apply(function("left"));
    world.awaitReady("deleted");
    world.awaitReady("left");
    String ours = world.awaitReady("changed").getStatus().codeSHA256();

    // When
    world.lambda.recode(changed, "somebody-elses");
    world.lambda.somebodyDeletes(deleted);

    // Then
    world.awaitEvent("changed", "DriftCorrected");
    world.awaitEvent("deleted", "DriftCorrected");
    assertThat(world.lambda.function(changed).orElseThrow().codeSHA256()).isEqualTo(ours);
    assertThat(world.lambda.function(deleted)).isPresent();
    assertThat(world.lambda.writes(left)).as("those that made it").hasSize(2);
  }

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

  @Test
  void withReportNothingIsWrittenUntilTheSpecChanges(World world) {
    // Given
    String name = world.nameInAWS("hello");
    world.startOperator(world.client(), Duration.ofSeconds(1));
    world.apply(function("hello").with("driftPolicy: Report"));
    world.awaitReady("hello");
    int writes = world.lambda.writes(name).size();

    // When
    world.lambda.recode(name, "somebody-elses");

    // Then
    ServerlessFunction drifted =
        world.until(
            ServerlessFunction.class,
            "hello",
            f -> Statuses.condition(f, ConditionType.SYNCED).reason().equals("DriftDetected"));
    assertThat(Statuses.isReady(drifted)).as("the alias serves what was published").isTrue();
    assertThat(Statuses.condition(drifted, ConditionType.SYNCED).message())
        .contains("spec.driftPolicy is Report", "update the code of the function " + name);
    world.awaitEvent("hello", "DriftDetected");
    long looks = world.lambda.attempts(name, "GetFunction");
    World.patiently().until(() -> world.lambda.attempts(name, "GetFunction") >= looks + 2);
    assertThat(world.lambda.writes(name)).hasSize(writes);

    // When
    world.apply(function("hello").with("driftPolicy: Report").with("memoryMB: 256"));

    // Then
    world.until(
        ServerlessFunction.class,
        "hello",
        f -> Statuses.isReady(f) && f.getStatus().stable().version().equals("2"));
    assertThat(world.lambda.served(name, "live").orElseThrow().codeSHA256())
        .isNotEqualTo("somebody-elses");
  }
}
