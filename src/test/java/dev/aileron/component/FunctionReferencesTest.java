package dev.aileron.component;

import static dev.aileron.component.Manifest.function;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.ServerlessFunction;
import dev.aileron.kernel.conditions.ConditionType;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** ConfigMaps and Secrets that a function refers to. */
@ComponentTest
class FunctionReferencesTest {
  private static final Manifest FROM_CONFIG_MAP =
      function("hello").with("code: { configMapRef: { name: code } }");
  private static final Manifest WITH_SECRET =
      function("hello")
          .with("env: [{ name: KEY, valueFrom: { secretKeyRef: { name: card, key: apiKey } } }]");

  @Test
  void aMissingConfigMapIsWaitedFor(World world) {
    // Given
    world.startOperator();

    // When
    world.apply(FROM_CONFIG_MAP);
    ServerlessFunction waiting = world.awaitReason("hello", "DependencyNotReady");

    // Then
    assertThat(Statuses.message(waiting))
        .contains("spec.code.configMapRef")
        .contains(world.namespace() + "/code");
    assertThat(Statuses.condition(waiting, ConditionType.REFERENCES_RESOLVED).holds()).isFalse();
    assertThat(Statuses.condition(waiting, ConditionType.RECONCILING).holds()).isTrue();
    assertThat(world.lambda.calls(world.nameInAWS("hello"))).isEmpty();

    // When
    world.configMap("code", Map.of("app.py", "def handler(e, c): return 1"));

    // Then
    ServerlessFunction ready = world.awaitReady("hello");
    assertThat(Statuses.condition(ready, ConditionType.REFERENCES_RESOLVED).holds()).isTrue();
  }

  @Test
  void aChangedConfigMapPublishesOneVersion(World world) {
    // Given
    String name = world.nameInAWS("hello");
    world.startOperator();
    world.configMap("code", Map.of("app.py", "def handler(e, c): return 1"));
    world.apply(FROM_CONFIG_MAP);
    world.awaitReady("hello");

    // When
    world.configMap("code", Map.of("app.py", "def handler(e, c): return 2"));

    // Then
    world.until(
        ServerlessFunction.class,
        "hello",
        f -> Statuses.isReady(f) && f.getStatus().stable().version().equals("2"));
    assertThat(world.lambda.versions(name)).hasSize(2);
    assertThat(world.function("hello").getMetadata().getGeneration()).isEqualTo(1);
  }

  @Test
  void aConfigMapThatNobodyNamesWakesNobody(World world) {
    // Given
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");
    int calls = world.lambda.calls(world.nameInAWS("hello")).size();

    // When
    world.configMap("code", Map.of("app.py", "x"));
    world.apply(function("later"));
    world.awaitReady("later");

    // Then
    assertThat(world.lambda.calls(world.nameInAWS("hello"))).hasSize(calls);
  }

  @Test
  void aMissingSecretIsPolledFor(World world) {
    // Given
    world.startOperator();

    // When
    world.apply(WITH_SECRET);
    ServerlessFunction waiting = world.awaitReason("hello", "DependencyNotReady");
    world.secret("card", Map.of("apiKey", "s3cr3t-canary"));

    // Then
    assertThat(Statuses.message(waiting)).contains("spec.env[KEY]").contains("card");
    world.awaitReady("hello");
  }

  @Test
  void aChangedSecretIsSeenAtTheResyncAndItsValueNowhere(World world) {
    // Given
    String name = world.nameInAWS("hello");
    world.secret("card", Map.of("apiKey", "s3cr3t-canary-one"));
    world.startOperator(world.client(), Duration.ofSeconds(1));
    world.apply(WITH_SECRET);
    world.awaitReady("hello");
    assertThat(world.lambda.served(name, "live").orElseThrow().config().variables().values())
        .containsEntry("KEY", "s3cr3t-canary-one");

    // When
    world.secret("card", Map.of("apiKey", "s3cr3t-canary-two"));

    // Then
    ServerlessFunction changed =
        world.until(
            ServerlessFunction.class,
            "hello",
            f -> Statuses.isReady(f) && f.getStatus().stable().version().equals("2"));
    assertThat(world.lambda.served(name, "live").orElseThrow().config().variables().values())
        .containsEntry("KEY", "s3cr3t-canary-two");
    assertThat(World.yaml(changed)).doesNotContain("s3cr3t");
    assertThat(world.statusesOfFunction("hello")).noneMatch(s -> s.toString().contains("s3cr3t"));
    assertThat(world.events("hello")).noneMatch(event -> event.contains("s3cr3t"));
    assertThat(world.releases()).hasSize(2).noneMatch(r -> World.yaml(r).contains("s3cr3t"));
    assertThat(world.lambda.versions(name))
        .noneMatch(version -> version.description().contains("s3cr3t"));
  }

  /** Any kind will do: a function's own status is one that the operator may read anyway. */
  @Test
  void aFieldOfAnyObjectIsWaitedForAndPassedOn(World world) {
    // Given
    world.startOperator();
    world.apply(
        function("hello")
            .with(
                "env: [{ name: OTHER, valueFrom: { resourceRef: { apiVersion: aileron.dev/v1alpha1,"
                    + " kind: ServerlessFunction, name: other, fieldPath: .status.aliasARN } } }]"));
    ServerlessFunction waiting = world.awaitReason("hello", "DependencyNotReady");
    assertThat(Statuses.message(waiting))
        .contains("spec.env[OTHER]", "the ServerlessFunction " + world.namespace() + "/other");

    // When
    world.apply(function("other"));
    String alias = world.awaitReady("other").getStatus().aliasARN();

    // Then
    world.awaitReady("hello");
    assertThat(world.lambda.served(world.nameInAWS("hello"), "live").orElseThrow())
        .extracting(version -> version.config().variables().values())
        .isEqualTo(Map.of("OTHER", alias));
  }
}
