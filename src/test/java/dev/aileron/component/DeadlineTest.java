package dev.aileron.component;

import static dev.aileron.component.Manifest.function;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.ServerlessFunction;
import dev.aileron.kernel.conditions.ConditionType;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code spec.progressDeadlineSeconds}: trying for ever is said to be Stalled at some time. */
@ComponentTest
class DeadlineTest {
  @Test
  void whatAwsNeverFinishesIsStalledAndTriedOn(World world) {
    // Given
    String name = world.nameInAWS("hello");
    world.lambda.freeze(name);
    world.startOperator();
    world.apply(function("hello").with("progressDeadlineSeconds: 60"));
    world.until(
        ServerlessFunction.class,
        "hello",
        f -> f.getStatus() != null && f.getStatus().functionARN() != null);

    // When
    world.clock.advance(Duration.ofSeconds(61));

    // Then
    ServerlessFunction stalled = world.awaitReason("hello", "ProgressDeadlineExceeded");
    assertThat(Statuses.condition(stalled, ConditionType.STALLED).holds()).isTrue();
    assertThat(Statuses.message(stalled)).contains("progressDeadlineSeconds (60)").contains(name);

    // When
    world.lambda.thaw(name);
    world.apply(function("hello").with("progressDeadlineSeconds: 61"));

    // Then
    world.awaitReady("hello");
  }

  @Test
  void whatWaitsForAnEventIsStalledToo(World world) {
    // Given
    world.startOperator();

    // When
    world.apply(
        function("hello")
            .with("code: { configMapRef: { name: missing } }")
            .with("progressDeadlineSeconds: 10"));
    world.awaitReason("hello", "DependencyNotReady");

    // Then
    ServerlessFunction stalled = world.awaitReason("hello", "ProgressDeadlineExceeded");
    assertThat(Statuses.message(stalled)).contains("DependencyNotReady").contains("missing");

    // When
    world.configMap("missing", Map.of("app.py", "def handler(e, c): return 3"));

    // Then
    world.awaitReady("hello");
  }
}
