package dev.aileron.component;

import static dev.aileron.component.Manifest.function;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.ServerlessFunction;
import dev.aileron.aws.AwsFailure;
import dev.aileron.kernel.conditions.ConditionType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code spec.suspend}: nothing is written to AWS, whatever happens to the object. */
@ComponentTest
class SuspendTest {
  @Test
  void aNewObjectWaitsUntilItMayBegin(World world) {
    // Given
    world.startOperator();

    // When
    world.apply(function("hello").with("suspend: true"));
    ServerlessFunction paused = world.awaitReason("hello", "Suspended");

    // Then
    assertThat(Statuses.condition(paused, ConditionType.PAUSED).holds()).isTrue();
    assertThat(world.lambda.calls(world.nameInAWS("hello"))).isEmpty();

    // When
    world.apply(function("hello").with("suspend: false"));

    // Then
    world.awaitReady("hello");
  }

  @Test
  void aChangeWaitsUntilItIsTakenUpAgain(World world) {
    // Given
    String name = world.nameInAWS("hello");
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");
    int writes = world.lambda.writes(name).size();

    // When
    world.apply(function("hello").with("suspend: true"));
    ServerlessFunction idle =
        world.until(
            ServerlessFunction.class,
            "hello",
            f -> Statuses.isCurrent(f) && f.getMetadata().getGeneration() == 2);
    world.apply(function("hello").with("suspend: true").with("memoryMB: 512"));
    world.awaitReason("hello", "Suspended");

    // Then
    assertThat(Statuses.isReady(idle)).as("nothing waits for it yet").isTrue();
    assertThat(Statuses.condition(idle, ConditionType.PAUSED).holds()).isTrue();
    assertThat(world.lambda.writes(name)).hasSize(writes);

    // When
    world.apply(function("hello").with("memoryMB: 512"));

    // Then
    world.awaitReady("hello");
    assertThat(world.lambda.served(name, "live").orElseThrow().config().memoryMB()).isEqualTo(512);
  }

  @Test
  void whatCannotBeReadIsNotSaidToDiffer(World world) {
    // Given
    String name = world.nameInAWS("hello");
    world.startOperator(world.client(), Duration.ofSeconds(1));
    world.apply(function("hello").with("suspend: false"));
    world.awaitReady("hello");
    world.apply(function("hello").with("suspend: true"));
    world.until(
        ServerlessFunction.class,
        "hello",
        f -> Statuses.isReady(f) && f.getMetadata().getGeneration() == 2);

    // When
    world.lambda.before(
        name,
        call -> {
          throw new AwsFailure(
              "lambda", call.operation(), "ServiceException", 500, "down", null, null);
        });
    int calls = world.lambda.calls(name).size();
    World.patiently().until(() -> world.lambda.calls(name).size() >= calls + 2);

    // Then
    assertThat(Statuses.isReady(world.function("hello"))).isTrue();
  }

  @Test
  void aSuspendedObjectIsNotDeletedFromAws(World world) {
    // Given
    String name = world.nameInAWS("hello");
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");
    world.apply(function("hello").with("suspend: true"));

    // When
    world.delete(ServerlessFunction.class, "hello");

    // Then
    ServerlessFunction waiting = world.awaitReason("hello", "Suspended");
    assertThat(Statuses.message(waiting)).contains("spec.suspend").contains("Retain");
    assertThat(world.lambda.function(name)).isPresent();

    // When
    world.patchFunction("hello", "{\"spec\":{\"suspend\":false}}");

    // Then
    world.awaitGone(ServerlessFunction.class, "hello");
    assertThat(world.lambda.function(name)).isEmpty();
  }
}
