package dev.aileron.component;

import static dev.aileron.component.Manifest.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aileron.api.Release;
import dev.aileron.api.ReleasePhase;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.aws.AwsFailure;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kernel.conditions.Conditions;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;

/** The Release that tells about each published version. */
@ComponentTest
class ReleasesTest {
  @Test
  void eachVersionHasOneAndTheOlderOneIsRetired(World world) {
    // Given
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");

    // When
    world.apply(function("hello").with("memoryMB: 256"));
    ServerlessFunction owner = world.awaitReady("hello");

    // Then
    Release first = awaitPhase(world, "hello-function-1", ReleasePhase.Retired);
    Release second = awaitPhase(world, "hello-function-2", ReleasePhase.Promoted);
    assertThat(world.releases()).hasSize(2);
    assertThat(owner.getStatus().stable().release()).isEqualTo("hello-function-2");
    assertThat(first.getStatus().weight()).isZero();
    assertThat(second.getStatus().weight()).isEqualTo(100);
    assertThat(Conditions.holds(second.getStatus().conditions(), ConditionType.PROMOTED)).isTrue();
    assertThat(Conditions.holds(first.getStatus().conditions(), ConditionType.PROMOTED)).isFalse();
    assertThat(second.getSpec().previousVersion()).isEqualTo("1");
    assertThat(second.getSpec().versionARN())
        .isEqualTo(world.lambda.versions(world.nameInAWS("hello")).get(1).arn());
  }

  @Test
  void aVersionThatNeverServedHasOneToo(World world) {
    // Given
    String name = world.nameInAWS("hello");
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");
    world.lambda.fail(
        name,
        "UpdateAlias",
        () ->
            new AwsFailure(
                "lambda", "UpdateAlias", "AccessDeniedException", 403, "no", null, null));

    // When
    world.apply(function("hello").with("memoryMB: 256"));

    // Then
    awaitPhase(world, "hello-function-2", ReleasePhase.Pending);
    awaitPhase(world, "hello-function-1", ReleasePhase.Promoted);

    // When
    world.awaitReason("hello", "AccessDenied");
    world.lambda.heal(name);
    world.apply(function("hello").with("memoryMB: 512"));

    // Then
    awaitPhase(world, "hello-function-3", ReleasePhase.Promoted);
    awaitPhase(world, "hello-function-2", ReleasePhase.Superseded);
    awaitPhase(world, "hello-function-1", ReleasePhase.Retired);
  }

  @Test
  void itBelongsToItsFunctionAndGoesWithIt(World world) {
    // Given
    world.startOperator();
    world.apply(function("hello"));
    ServerlessFunction owner = world.awaitReady("hello");

    // When
    Release release = world.find(Release.class, "hello-function-1").orElseThrow();

    // Then
    assertThat(release.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(reference -> {
          assertThat(reference.getUid()).isEqualTo(owner.getMetadata().getUid());
          assertThat(reference.getKind()).isEqualTo("ServerlessFunction");
          assertThat(reference.getController()).isTrue();
        });
    assertThat(release.getMetadata().getLabels()).containsEntry("aileron.dev/function", "hello");

    // When
    world.delete(ServerlessFunction.class, "hello");

    // Then
    world.awaitGone(Release.class, "hello-function-1");
  }

  @Test
  void oneThatSomebodyDeletesIsMadeAgain(World world) {
    // Given
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");
    Release before = awaitPhase(world, "hello-function-1", ReleasePhase.Promoted);
    int writes = world.lambda.writes().size();

    // When
    world.delete(Release.class, "hello-function-1");

    // Then
    Release again =
        world.until(
            Release.class,
            "hello-function-1",
            r -> !r.getMetadata().getUid().equals(before.getMetadata().getUid()));
    assertThat(again.getSpec().versionARN()).isEqualTo(before.getSpec().versionARN());
    awaitPhase(world, "hello-function-1", ReleasePhase.Promoted);
    assertThat(world.lambda.writes()).hasSize(writes);
  }

  @Test
  void aFunctionThatIsMadeAgainHasReleasesOfItsOwn(World world) {
    // Given
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");
    world.delete(ServerlessFunction.class, "hello");
    world.awaitGone(ServerlessFunction.class, "hello");

    // When
    world.apply(function("hello"));
    ServerlessFunction again = world.awaitReady("hello");

    // Then
    String name = again.getStatus().stable().release();
    Release release = awaitPhase(world, name, ReleasePhase.Promoted);
    assertThat(release.getOwnerReferenceFor(again.getMetadata().getUid())).isPresent();
    world.awaitGone(Release.class, "hello-function-1");
  }

  @Test
  void whatItSaysOfAVersionCannotBeChanged(World world) {
    // Given
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");

    // Then
    assertThatThrownBy(
            () -> world.patch(Release.class, "hello-function-1", "{\"spec\":{\"version\":\"7\"}}"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec is immutable: it describes a version that is published");
  }

  private static Release awaitPhase(World world, String name, ReleasePhase phase) {
    return world.until(
        Release.class, name, r -> r.getStatus() != null && r.getStatus().phase() == phase);
  }
}
