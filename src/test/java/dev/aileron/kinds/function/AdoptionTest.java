package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.FunctionSpec;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.status.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a function that exists already. */
class AdoptionTest {
  private static final FunctionSpec SPEC =
      Specs.of(
          """
          runtime: python3.13
          handler: app.handler
          code: { inline: { app.py: x = 1 } }
          role: { arn: 'arn:aws:iam::111122223333:role/shop' }
          """);
  private static final Map<String, String> NOBODYS = Map.of("team", "other");
  private static final Map<String, String> SOMEBODYS =
      Map.of(
          "aileron.dev/cluster", "test",
          "aileron.dev/namespace", "shop",
          "aileron.dev/name", "another");

  private final FunctionWorld world = new FunctionWorld();

  @ParameterizedTest
  @CsvSource({
    "OwnedOnly, nobody, false",
    "OwnedOnly, somebody, false",
    "Unowned, nobody, true",
    "Unowned, somebody, false",
    "Any, nobody, true",
    "Any, somebody, true"
  })
  void thePolicySaysWhatIsTakenOver(String policy, String owner, boolean takenOver) {
    // Given
    existing(owner.equals("nobody") ? NOBODYS : SOMEBODYS);

    // When
    FunctionSpec spec = Specs.with(SPEC, "adoptionPolicy: " + policy + "\nmemoryMB: 512");
    world.apply(spec);
    world.passes(12);

    // Then
    if (takenOver) {
      world.assertThatServedIsDesired();
      assertThat(world.lambda.writes).startsWith("CreateFunction", "Tag");
    } else {
      assertThat(world.condition("Stalled").reason()).isEqualTo("NotOwned");
      assertThat(world.lambda.writes).containsExactly("CreateFunction");
      assertThat(world.lambda.current().config().memoryMB()).isEqualTo(128);
    }
  }

  @Test
  void theRefusalNamesThePolicyThatWouldTakeItOver() {
    // Given
    existing(SOMEBODYS);
    world.apply(SPEC);

    // When
    world.passes(3);

    // Then
    Hold hold = world.planNow().hold();
    assertThat(hold.reason()).isEqualTo(Reason.NotOwned);
    assertThat(hold.message()).endsWith("take it over with spec.adoptionPolicy: Any");
  }

  @Test
  void whatHasOurTagsIsOursAgainWithoutAnyWrite() {
    // Given: deleted with Retain, or restored from a backup
    world.converge(SPEC);
    world.lambda.writes.clear();
    world.forgetStatus();

    // When
    world.converge();

    // Then
    assertThat(world.lambda.writes).containsExactly("CreateFunction");
    world.assertThatServedIsDesired();
  }

  /** A function of these tags, and an object that knows nothing of it. */
  private void existing(Map<String, String> tags) {
    world.converge(SPEC);
    world.lambda.replaceLatest(world.lambda.current().withTags(tags));
    world.lambda.somebodyDeletesAlias("live");
    world.forgetStatus();
    world.lambda.writes.clear();
  }
}
