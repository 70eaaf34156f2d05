package dev.aileron.component;

import static dev.aileron.component.Manifest.function;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.FunctionStatus;
import dev.aileron.api.ServerlessFunction;
import org.junit.jupiter.api.Test;

/** A function from its first status to a change of it. */
@ComponentTest
class FunctionLifecycleTest {
  @Test
  void aFunctionIsCreatedPublishedAndServed(World world) {
    // Given
    world.startOperator();

    // When
    world.apply(function("hello"));
    ServerlessFunction object = world.awaitReady("hello");

    // Then
    String name = world.nameInAWS("hello");
    assertThat(world.lambda.writes(name))
        .containsExactly("CreateFunction", "PublishVersion", "CreateAlias");
    FunctionStatus status = object.getStatus();
    assertThat(status.functionName()).isEqualTo(name);
    assertThat(status.aliasARN()).endsWith(":" + name + ":live");
    assertThat(status.stable().version()).isEqualTo("1");
    assertThat(status.published().generation()).isEqualTo(1);
  }
}
