package dev.aileron.component;

import static dev.aileron.component.Manifest.function;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.ServerlessFunction;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kernel.conditions.Conditions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What nobody thought of. JOSDK alone tries five times within half a minute and then no more, says
 * nothing on the object, and after an Error never looks at the object again.
 */
@ComponentTest
class UnexpectedErrorTest {
  @Test
  void itStandsInTheStatusAndIsTriedAgain(World world) {
    // Given
    world.expectInternalErrors();
    String name = world.nameInAWS("hello");
    world.lambda.fail(name, "CreateFunction", () -> new IllegalStateException("secret-4711"));
    world.startOperator();

    // When
    world.apply(function("hello"));
    ServerlessFunction stalled = world.awaitReason("hello", "InternalError");

    // Then
    assertThat(Statuses.condition(stalled, ConditionType.STALLED).holds()).isTrue();
    assertThat(Statuses.message(stalled))
        .contains("IllegalStateException")
        .doesNotContain("secret-4711")
        .doesNotContain("\tat ");

    // When
    world.lambda.heal(name);

    // Then
    world.awaitReady("hello");
    assertThat(world.lambda.versions(name)).hasSize(1);
  }

  @Test
  void anErrorOfTheMachineIsTriedAgainToo(World world) {
    // Given
    world.expectInternalErrors();
    String name = world.nameInAWS("hello");
    world.lambda.before(
        name,
        _ -> {
          throw new StackOverflowError();
        });
    world.startOperator();

    // When
    world.apply(function("hello"));
    world.awaitReason("hello", "InternalError");
    world.lambda.heal(name);

    // Then
    world.awaitReady("hello");
  }

  @Test
  void aDeletionSaysItAndGoesOn(World world) {
    // Given
    world.expectInternalErrors();
    String name = world.nameInAWS("hello");
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");
    world.lambda.fail(name, "DeleteFunction", () -> new IllegalStateException("broken"));

    // When
    world.delete(ServerlessFunction.class, "hello");

    // Then
    ServerlessFunction stalled = world.awaitReason("hello", "InternalError");
    assertThat(Statuses.message(stalled)).contains("IllegalStateException");
    world.awaitEvent("hello", "InternalError");

    // When
    world.lambda.heal(name);

    // Then
    world.awaitGone(ServerlessFunction.class, "hello");
    assertThat(world.lambda.function(name)).isEmpty();
  }

  @Test
  void itIsTriedLongerThanJosdkWouldAndFurtherApart(World world) {
    // Given
    world.expectInternalErrors();
    String name = world.nameInAWS("hello");
    world.lambda.fail(name, "CreateFunction", () -> new IllegalStateException("broken"));
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReason("hello", "InternalError");

    // When
    long before = world.lambda.attempts(name, "CreateFunction");
    World.patiently().until(() -> world.lambda.attempts(name, "CreateFunction") >= before + 1);
    world.clock.advance(Duration.ofHours(1));
    World.patiently().until(() -> world.lambda.attempts(name, "CreateFunction") >= before + 2);

    // Then
    ServerlessFunction object = world.function("hello");
    assertThat(Statuses.reason(object)).isEqualTo("InternalError");
    assertThat(Conditions.find(object.getStatus().conditions(), ConditionType.RECONCILING))
        .isEmpty();
  }
}
