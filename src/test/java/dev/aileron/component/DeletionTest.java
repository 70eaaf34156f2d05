package dev.aileron.component;

import static dev.aileron.component.Manifest.function;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.ServerlessFunction;
import dev.aileron.aws.AwsFailure;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a function goes, and what keeps it. */
@ComponentTest
class DeletionTest {
  @Test
  void aDeletedFunctionIsGoneFromAws(World world) {
    // Given
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");

    // When
    world.delete(ServerlessFunction.class, "hello");

    // Then
    world.awaitGone(ServerlessFunction.class, "hello");
    assertThat(world.lambda.function(world.nameInAWS("hello"))).isEmpty();
    assertThat(world.lambda.writes(world.nameInAWS("hello"))).endsWith("DeleteFunction");
  }

  @Test
  void aFunctionCanBeDeletedWhileAwsSetsItUp(World world) {
    // Given
    String name = world.nameInAWS("hello");
    world.lambda.freeze(name);
    world.startOperator();
    world.apply(function("hello"));
    world.until(
        ServerlessFunction.class,
        "hello",
        f -> f.getStatus() != null && f.getStatus().functionARN() != null);

    // When
    world.delete(ServerlessFunction.class, "hello");

    // Then
    world.awaitGone(ServerlessFunction.class, "hello");
    assertThat(world.lambda.function(name)).isEmpty();
  }

  @Test
  void retainLeavesEverythingAndAsksNothing(World world) {
    // Given
    world.startOperator();
    world.apply(function("hello").with("deletionPolicy: Retain"));
    world.awaitReady("hello");
    String name = world.nameInAWS("hello");
    int calls = world.lambda.calls(name).size();

    // When
    world.delete(ServerlessFunction.class, "hello");

    // Then
    world.awaitGone(ServerlessFunction.class, "hello");
    assertThat(world.lambda.calls(name)).hasSize(calls);
    assertThat(world.lambda.served(name, "live")).isPresent();
    world.awaitEvent("hello", "Retained");
  }

  @Test
  void retainSetOnADeletedObjectFreesIt(World world) {
    // Given
    String name = world.nameInAWS("hello");
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");
    world.lambda.fail(
        name,
        "DeleteFunction",
        () ->
            new AwsFailure(
                "lambda", "DeleteFunction", "AccessDeniedException", 403, "no", null, null));
    world.delete(ServerlessFunction.class, "hello");
    world.awaitReason("hello", "AccessDenied");
    int calls = world.lambda.calls(name).size();

    // When
    world.patchFunction("hello", "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");

    // Then
    world.awaitGone(ServerlessFunction.class, "hello");
    assertThat(world.lambda.calls(name)).hasSize(calls);
    assertThat(world.lambda.function(name)).isPresent();
  }

  @Test
  void aFunctionCanBeMadeAgainUnderItsOldName(World world) {
    // Given
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");
    String name = world.nameInAWS("hello");

    // When
    world.delete(ServerlessFunction.class, "hello");
    world.awaitGone(ServerlessFunction.class, "hello");
    world.apply(function("hello"));
    world.awaitReady("hello");

    // Then
    assertThat(world.lambda.writes(name))
        .containsExactly(
            "CreateFunction", "CreateAlias", "DeleteFunction", "CreateFunction", "CreateAlias");
  }

  @Test
  void aFunctionOfSomebodyElseIsNeitherChangedNorDeleted(World world) {
    // Given
    String name = world.nameInAWS("hello");
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");
    world.lambda.retag(name, Map.of("team", "other"));
    int writes = world.lambda.writes(name).size();

    // When
    world.apply(function("hello").with("memoryMB: 512"));

    // Then
    ServerlessFunction refused = world.awaitReason("hello", "NotOwned");
    assertThat(Statuses.message(refused)).contains(name).contains("no ownership tags");

    // When
    world.delete(ServerlessFunction.class, "hello");

    // Then
    world.awaitGone(ServerlessFunction.class, "hello");
    assertThat(world.lambda.writes(name)).hasSize(writes);
    assertThat(world.lambda.function(name)).isPresent();
  }

  @Test
  void aNamespaceCanBeDeletedWithEverythingInIt(World world) {
    // Given
    world.startOperator();
    world.apply(function("hello"));
    world.apply(function("another"));
    world.awaitReady("hello");
    world.awaitReady("another");

    // When
    world.client().namespaces().withName(world.namespace()).delete();

    // Then
    World.patiently()
        .untilAsserted(() -> {
          Namespace left = world.client().namespaces().withName(world.namespace()).get();
          assertThat(left).isNull();
        });
    assertThat(world.lambda.names()).isEmpty();
  }
}
