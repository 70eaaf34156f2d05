package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.function.FunctionWorld.Variant;
import dev.aileron.kube.Resolution;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionDesiredFactoryTest {
  private static final Variant VARIANT =
      new Variant("x", 128, 3, Map.of("TABLE", "orders"), "arm64", false, "", Map.of("team", "a"));

  private final FunctionWorld world = new FunctionWorld();

  @Test
  void theNameIsMadeOfPrefixNamespaceAndName() {
    // Given
    world.apply(VARIANT);
    world.environment = environment("prod-", Map.of());

    // Then
    assertThat(world.desired().functionName()).isEqualTo("prod-shop-hello");
  }

  @Test
  void theNameThatAFunctionHasInAwsStaysWhenNamesAreMadeOtherwise() {
    // Given
    world.converge(VARIANT);
    world.lambda.writes.clear();

    // When
    world.environment = environment("prod-", Map.of());
    world.converge();

    // Then
    assertThat(world.desired().functionName()).isEqualTo("shop-hello");
    assertThat(world.lambda.writes).isEmpty();
  }

  @Test
  void tagsOfTheEnvironmentAreWeakestAndThoseOfOwnershipStrongest() {
    // Given
    world.apply(VARIANT.withTags(Map.of("team", "a", "aileron.dev/name", "forged")));
    world.environment = environment("", Map.of("team", "platform", "cost-center", "42"));

    // Then
    assertThat(world.desired().tags())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "team", "a",
                "cost-center", "42",
                "aileron.dev/cluster", "test",
                "aileron.dev/namespace", "shop",
                "aileron.dev/name", "hello",
                "aileron.dev/uid", "uid-1"));
  }

  @Test
  void theHashIsOfAllThatMakesAVersionAndOfNothingElse() {
    // Given
    String hash = hash(VARIANT);

    // Then
    assertThat(hash).hasSize(16).isEqualTo(hash(VARIANT));
    assertThat(hash(VARIANT.withTags(Map.of()))).isEqualTo(hash);
    assertThat(hash(VARIANT.withDescription("other"))).isEqualTo(hash);
    assertThat(hash(VARIANT.withMemory(256))).isNotEqualTo(hash);
    assertThat(hash(new Variant("y", 128, 3, VARIANT.env(), "arm64", false, "", Map.of())))
        .isNotEqualTo(hash);
    assertThat(hash(new Variant("x", 128, 3, Map.of(), "arm64", false, "", Map.of())))
        .isNotEqualTo(hash);
    assertThat(hash(new Variant("x", 128, 3, VARIANT.env(), "x86_64", false, "", Map.of())))
        .isNotEqualTo(hash);
  }

  @Test
  void theDescriptionOfAVersionTellsSpecAndSource() {
    // Given
    world.apply(VARIANT);
    FunctionDesired desired = world.desired();

    // When
    String description = desired.versionDescription();

    // Then
    assertThat(description).hasSizeLessThanOrEqualTo(256);
    assertThat(VersionDescription.spec(description)).hasValue(desired.specHash());
    assertThat(VersionDescription.source(description)).hasValue(desired.code().source());
    assertThat(VersionDescription.spec("made by hand")).isEmpty();
    assertThat(VersionDescription.source("made by hand")).isEmpty();
  }

  @Test
  void aNamespaceWithoutAnEnvironmentStalls() {
    // Given
    world.apply(VARIANT);
    world.environment = null;

    // Then
    assertThat(world.resolve())
        .isInstanceOfSatisfying(
            Resolution.Held.class,
            invalid -> assertThat(invalid.hold().reason()).isEqualTo(Reason.NoEnvironment));
  }

  private String hash(Variant variant) {
    world.apply(variant);
    return world.desired().specHash();
  }

  private static AwsEnvironment environment(String prefix, Map<String, String> tags) {
    return new AwsEnvironment("eu-west-1", "111122223333", null, null, prefix, "test", tags);
  }
}
