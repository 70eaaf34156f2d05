package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.function.FunctionWorld.Variant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a function goes. */
class FunctionDeletionTest {
  private static final Variant VARIANT =
      new Variant("x", 128, 3, Map.of(), "x86_64", false, "", Map.of());

  private final FunctionWorld world = new FunctionWorld();

  @Test
  void theFunctionIsDeletedAndWaitedFor() {
    // Given
    world.converge(VARIANT);

    // When
    Hold first = world.delete();

    // Then
    assertThat(first).isInstanceOf(Hold.Settling.class);
    assertThat(first.message()).isEqualTo("AWS is deleting the function shop-hello");
    assertThat(world.lambda.writes).endsWith("DeleteFunction");
    assertThat(world.delete()).isNull();
  }

  /** Reads can be behind the creation: believing the first one would leave the function behind. */
  @Test
  void aFunctionThatIsTooNewToBeShownIsLookedForAgain() {
    // Given
    world.converge(VARIANT);
    world.lambda.hide(1);

    // When
    Hold first = world.delete();

    // Then
    assertThat(first).isInstanceOf(Hold.Settling.class);
    assertThat(first.message()).startsWith("AWS does not show the function shop-hello");
    assertThat(first.after()).isNotNull();
    world.delete();
    assertThat(world.lambda.writes).endsWith("DeleteFunction");
    assertThat(world.delete()).isNull();
  }

  @Test
  void aFunctionThatTwoLooksDoNotFindIsGone() {
    // Given
    world.converge(VARIANT);
    world.lambda.somebodyDeletes();
    world.lambda.writes.clear();

    // Then
    assertThat(world.delete()).isNotNull();
    assertThat(world.delete()).isNull();
    assertThat(world.lambda.writes).isEmpty();
  }

  @Test
  void whileAwsDeletesItIsNotAskedAgain() {
    // Given
    world.converge(VARIANT);
    world.putLatestInState("Deleting");
    world.lambda.writes.clear();

    // Then
    assertThat(world.delete()).isInstanceOf(Hold.Settling.class);
    assertThat(world.lambda.writes).isEmpty();
  }

  @Test
  void aFunctionThatAWorkflowRunsIsKeptAndSaysWhy() {
    // Given
    world.converge(VARIANT);
    world.pinnedBy.add("Workflow shop/order runs its version 1");
    world.lambda.writes.clear();

    // When
    Hold hold = world.delete();

    // Then
    assertThat(hold).isInstanceOf(Hold.Stalled.class);
    assertThat(hold.reason()).isEqualTo(Reason.DeletionBlocked);
    assertThat(hold.message())
        .contains("Workflow shop/order runs its version 1", "spec.deletionPolicy: Retain");
    assertThat(hold.after()).isNotNull();
    assertThat(world.lambda.writes).isEmpty();
  }

  @Test
  void whatBelongsToSomebodyElseStays() {
    // Given
    world.converge(VARIANT);
    world.giveAway();
    world.lambda.writes.clear();

    // Then
    assertThat(world.delete()).isNull();
    assertThat(world.lambda.writes).isEmpty();
  }

  @Test
  void itIsFoundByItsNameInAwsAlsoWhenNamesAreMadeOtherwiseNow() {
    // Given
    world.converge(VARIANT);
    world.environment =
        new AwsEnvironment("eu-west-1", "111122223333", null, null, "prod-", "test", Map.of());

    // When
    Hold hold = world.delete();

    // Then
    assertThat(hold.message()).contains("shop-hello").doesNotContain("prod-");
    assertThat(world.lambda.current()).isNull();
  }

  @Test
  void withoutAStatusItIsFoundByItsDefaultName() {
    // Given: restored from a backup and deleted before anybody looked
    world.converge(VARIANT);
    world.forgetStatus();

    // When
    world.delete();

    // Then
    assertThat(world.lambda.current()).isNull();
  }

  @Test
  void withoutAnEnvironmentWhatWasMadeHoldsTheObject() {
    // Given
    world.converge(VARIANT);
    world.environment = null;

    // Then
    assertThat(world.delete()).extracting(Hold::reason).isEqualTo(Reason.NoEnvironment);
  }

  @Test
  void withoutAnEnvironmentAnObjectThatMadeNothingGoes() {
    // Given: a namespace that nobody configured must still be deletable
    world.apply(VARIANT);
    world.environment = null;

    // Then
    assertThat(world.delete()).isNull();
  }
}
