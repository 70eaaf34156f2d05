package dev.aileron.component;

import static dev.aileron.component.Manifest.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aileron.api.FunctionStatus;
import dev.aileron.api.ServerlessFunction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A function from its first status to its changes. */
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
    assertThat(world.lambda.writes(name)).containsExactly("CreateFunction", "CreateAlias");
    FunctionStatus status = object.getStatus();
    assertThat(status.functionName()).isEqualTo(name);
    assertThat(status.aliasARN()).endsWith(":" + name + ":live");
    assertThat(status.stable().version()).isEqualTo("1");
    assertThat(status.published().generation()).isEqualTo(1);
    assertThat(world.lambda.served(name, "live")).get().extracting("number").isEqualTo("1");
  }

  @Test
  void anAliasThatSomebodyPointedAtLatestIsPutRight(World world) {
    // Given
    String name = world.nameInAWS("hello");
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");
    world.lambda.point(name, "live", "$LATEST");

    // When
    world.apply(function("hello").with("tags: { team: shop }"));

    // Then
    World.patiently()
        .untilAsserted(() -> assertThat(world.lambda.served(name, "live")).isPresent());
    world.awaitReady("hello");
    assertThat(world.lambda.versions(name)).hasSize(1);
    assertThat(world.releases()).hasSize(1);
  }

  @Test
  void theFirstStatusIsWrittenBeforeAwsIsAsked(World world) {
    // Given
    List<Long> observedAtCalls = new CopyOnWriteArrayList<>();
    world.lambda.before(
        world.nameInAWS("hello"),
        call -> {
          ServerlessFunction now = world.function("hello");
          FunctionStatus status = now.getStatus();
          boolean seen = status != null && Statuses.isCurrent(now);
          // A pass over the generation before may still be reading.
          if (now.getMetadata().getGeneration() == 1 || call.write()) {
            observedAtCalls.add(seen ? status.observedGeneration() : -1);
          }
        });
    world.startOperator();

    // When
    world.apply(function("hello"));
    world.awaitReady("hello");
    world.apply(function("hello").with("memoryMB: 256"));
    world.awaitReady("hello");

    // Then
    assertThat(observedAtCalls).contains(1L, 2L).doesNotContain(-1L).isSorted();
    assertThat(world.statusesOfFunction("hello").getFirst().conditions())
        .extracting("type", "status", "reason")
        .contains(tuple("Ready", "Unknown", "Creating"), tuple("Reconciling", "True", "Creating"));
  }

  @Test
  void codeAndConfigurationInOneApplyPublishOneVersion(World world) {
    // Given
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");
    String name = world.nameInAWS("hello");

    // When
    world.apply(
        function("hello")
            .with("code: { inline: { app.py: 'def handler(e, c): return 2' } }")
            .with("memoryMB: 512"));
    ServerlessFunction object = world.awaitReady("hello");

    // Then
    assertThat(world.lambda.versions(name)).hasSize(2);
    assertThat(world.lambda.served(name, "live").orElseThrow().config().memoryMB()).isEqualTo(512);
    assertThat(object.getStatus().stable().version()).isEqualTo("2");
    assertThat(object.getStatus().published().generation()).isEqualTo(2);
  }

  @Test
  void tagsAndDescriptionPublishNothing(World world) {
    // Given
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");
    String name = world.nameInAWS("hello");

    // When
    world.apply(function("hello").with("description: greets").with("tags: { team: shop }"));
    ServerlessFunction object = world.awaitReady("hello");

    // Then
    assertThat(world.lambda.versions(name)).hasSize(1);
    assertThat(world.lambda.function(name).orElseThrow().tags()).containsEntry("team", "shop");
    assertThat(world.lambda.function(name).orElseThrow().description()).isEqualTo("greets");
    assertThat(object.getStatus().published().generation())
        .as("version 1 has what generation 2 asks for")
        .isEqualTo(2);
  }

  @Test
  void theSameManifestAppliedAgainChangesNothing(World world) {
    // Given
    world.startOperator();
    world.apply(function("hello"));
    ServerlessFunction before = world.awaitReady("hello");
    int calls = world.lambda.calls(world.nameInAWS("hello")).size();

    // When
    world.apply(function("hello"), "argocd-controller");
    world.apply(function("hello"), "argocd-controller");
    world.apply(function("another"));
    world.awaitReady("another");

    // Then
    ServerlessFunction after = world.function("hello");
    assertThat(after.getMetadata().getGeneration()).isEqualTo(before.getMetadata().getGeneration());
    assertThat(after.getStatus()).isEqualTo(before.getStatus());
    assertThat(world.lambda.calls(world.nameInAWS("hello"))).hasSize(calls);
  }

  @Test
  void aLookAtWhatIsInSyncWritesNothing(World world) {
    // Given
    world.startOperator(world.client(), Duration.ofSeconds(1));
    world.apply(function("hello"));
    world.awaitReady("hello");
    String name = world.nameInAWS("hello");
    // Publishing moved the revision of $LATEST; the next look finds out where to.
    world.until(
        ServerlessFunction.class,
        "hello",
        f -> f.getStatus().revisionID().equals(world.lambda.function(name).get().revisionID()));
    String resourceVersion = world.function("hello").getMetadata().getResourceVersion();
    int writes = world.lambda.writes(name).size();
    long looks = world.lambda.attempts(name, "GetFunction");

    // When
    World.patiently().until(() -> world.lambda.attempts(name, "GetFunction") >= looks + 2);

    // Then
    assertThat(world.lambda.writes(name)).hasSize(writes);
    assertThat(world.function("hello").getMetadata().getResourceVersion())
        .isEqualTo(resourceVersion);
  }

  @Test
  void aReplyThatWasLostCreatesNothingTwice(World world) {
    // Given
    String name = world.nameInAWS("hello");
    world.lambda.loseReply(name, "CreateFunction");
    world.startOperator();

    // When
    world.apply(function("hello"));
    world.awaitReady("hello");

    // Then
    assertThat(world.lambda.writes(name))
        .containsExactly("CreateFunction", "PublishVersion", "CreateAlias");
    assertThat(world.statusesOfFunction("hello"))
        .anySatisfy(status ->
            assertThat(status.conditions()).extracting("reason").contains("AwsUnavailable"));
  }
}
