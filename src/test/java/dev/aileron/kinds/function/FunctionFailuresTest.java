package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.function.FunctionWorld.Variant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What AWS reports long after it said yes. */
class FunctionFailuresTest {
  private static final Variant VARIANT =
      new Variant("x", 128, 3, Map.of(), "x86_64", false, "", Map.of());

  private final FunctionWorld world = new FunctionWorld();

  @Test
  void aFunctionThatNeverCameUpStallsWithTheReasonOfAws() {
    // Given
    world.converge(VARIANT);
    world.putLatestInState("Failed", "InvalidSubnet: no such subnet", "");

    // When
    Plan<FunctionStep> plan = world.planNow(VARIANT);

    // Then
    assertThat(plan.hold()).extracting(Hold::reason).isEqualTo(Reason.FunctionFailed);
    assertThat(plan.hold().message()).contains("InvalidSubnet: no such subnet");
  }

  @Test
  void itIsDeletedAndMadeAnewOnceTheSpecChanges() {
    // Given
    world.converge(VARIANT);
    world.putLatestInState("Failed", "InvalidSubnet", "");
    world.lambda.writes.clear();

    // When
    world.converge(VARIANT.withMemory(512));

    // Then
    assertThat(world.lambda.writes)
        .startsWith("DeleteFailedFunction", "DeleteFunction", "CreateFunction");
    world.assertThatServedIs(VARIANT.withMemory(512));
  }

  @Test
  void aFailedUpdateStallsAndTheOldVersionServes() {
    // Given
    world.converge(VARIANT);
    world.putLatestInState("Active", "", "Failed");

    // When
    Plan<FunctionStep> plan = world.planNow(VARIANT);

    // Then
    assertThat(plan.hold()).extracting(Hold::reason).isEqualTo(Reason.UpdateFailed);
    assertThat(world.served()).isEqualTo("1");
  }

  @Test
  void aChangedSpecIsTriedAfterAFailedUpdate() {
    // Given
    world.converge(VARIANT);
    world.putLatestInState("Active", "", "Failed");

    // When
    world.converge(VARIANT.withMemory(512));

    // Then
    assertThat(world.served()).isEqualTo("2");
  }

  @Test
  void weightsThatSomebodyPutOnTheAliasAreCleared() {
    // Given
    world.converge(VARIANT);
    world.lambda.weigh("live", Map.of("1", 0.1));

    // When
    Plan<FunctionStep> plan = world.planNow(VARIANT);

    // Then
    assertThat(plan.steps()).hasOnlyElementsOfType(FunctionStep.UpdateAlias.class).hasSize(1);
  }

  @Test
  void surplusTagsGoAndThoseOfAwsStay() {
    // Given
    world.converge(VARIANT);
    world.lambda.tag(Map.of("manual", "x", "aws:cloudformation:stack", "y"));

    // When
    Plan<FunctionStep> plan = world.planNow(VARIANT);

    // Then
    assertThat(plan.steps())
        .singleElement()
        .isInstanceOfSatisfying(
            FunctionStep.Untag.class, step -> assertThat(step.keys()).containsExactly("manual"));
  }
}
