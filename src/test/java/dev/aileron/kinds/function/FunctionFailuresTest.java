package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.FunctionCode;
import dev.aileron.api.FunctionSpec;
import dev.aileron.kernel.naming.Hashes;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.function.FunctionWorld.Variant;
import dev.aileron.kube.ExternalKind.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS reports long after it said yes. */
class FunctionFailuresTest {
  private static final Variant VARIANT =
      new Variant("x", 128, 3, Map.of(), "x86_64", false, "", Map.of());

  private final FunctionWorld world = new FunctionWorld();

  @Test
  void aFunctionThatNeverCameUpStallsWithTheReasonOfAws() {
    // Given
    world.lambda.failures.add("InvalidSubnet: no such subnet");
    world.apply(VARIANT);

    // When
    world.passes(5);

    // Then
    assertThat(world.condition("Stalled").reason()).isEqualTo("FunctionFailed");
    assertThat(world.condition("Stalled").message())
        .contains("shop-hello", "InvalidSubnet: no such subnet", "Change the spec");
    assertThat(world.lambda.writes).containsExactly("CreateFunction");
  }

  @Test
  void itIsDeletedAndMadeAnewOnceTheSpecChanges() {
    // Given
    world.lambda.failures.add("InvalidSubnet: no such subnet");
    world.apply(VARIANT);
    world.passes(2);
    world.lambda.writes.clear();

    // When
    world.converge(VARIANT.withMemory(512));

    // Then
    assertThat(world.lambda.writes)
        .startsWith("DeleteFailedFunction", "DeleteFunction", "CreateFunction");
    world.assertThatServedIs(VARIANT.withMemory(512));
  }

  @ParameterizedTest
  @ValueSource(strings = {"InternalError: try again", "EniLimitExceeded: none left", "Restoring"})
  void whatMayGoByItselfIsTriedAgain(String reason) {
    // Given
    world.lambda.failures.addAll(List.of(reason, reason));

    // When
    world.converge(VARIANT);

    // Then
    assertThat(world.lambda.writes).filteredOn("CreateFunction"::equals).hasSize(3);
    world.assertThatServedIs(VARIANT);
  }

  @Test
  void aFailedFunctionThatHasVersionsIsNeverDeleted() {
    // Given: callers and workflows hold its versions
    world.converge(VARIANT);
    world.putLatestInState("Failed", "ImageDeleted: gone", "");

    // When
    Plan<FunctionStep> plan = world.planNow(VARIANT.withMemory(512));

    // Then
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.hold()).isInstanceOf(Hold.Stalled.class);
    assertThat(plan.hold().reason()).isEqualTo(Reason.FunctionFailed);
    assertThat(plan.hold().message()).contains("ImageDeleted: gone", "version 1");
    assertThat(plan.hold().after()).isNotNull();
  }

  @Test
  void aFailedFunctionThatHasVersionsIsKeptAlsoWithoutItsAlias() {
    // Given
    world.converge(VARIANT);
    world.lambda.somebodyDeletesAlias("live");
    world.putLatestInState("Failed", "ImageDeleted: gone", "");

    // When
    Plan<FunctionStep> plan = world.planNow(VARIANT.withMemory(512));

    // Then
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.hold().reason()).isEqualTo(Reason.FunctionFailed);
    assertThat(plan.hold().message()).contains("ImageDeleted: gone", "version 1");
  }

  /** AWS does not say which of both a function shows after an update that failed. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFailedUpdateIsAskedForOnceAndStalls(boolean showsWhatWasBefore) {
    // Given
    world.converge(VARIANT);
    if (showsWhatWasBefore) {
      world.lambda.showWhatWasBeforeAFailure();
    }
    world.lambda.failures.addAll(Collections.nCopies(20, "InvalidSecurityGroup: sg-1"));
    world.lambda.writes.clear();
    world.apply(VARIANT.withMemory(512));

    // When
    world.passes(5);
    world.restart();
    world.passes(5);

    // Then
    assertThat(world.lambda.writes).containsExactly("UpdateConfiguration");
    assertThat(world.condition("Stalled").reason()).isEqualTo("UpdateFailed");
    assertThat(world.condition("Stalled").message()).contains("InvalidSecurityGroup: sg-1");
    assertThat(world.served()).isEqualTo("1");

    // When: taken back, changed
    world.lambda.failures.clear();
    world.converge(VARIANT);
    assertThat(world.served()).isEqualTo("1");
    world.converge(VARIANT.withMemory(1024));

    // Then
    world.assertThatServedIs(VARIANT.withMemory(1024));
    assertThat(world.lambda.versions()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFailedUpdateThatMayGoByItselfIsRepeatedAtABoundedPace(boolean showsWhatWasBefore) {
    // Given
    world.converge(VARIANT);
    if (showsWhatWasBefore) {
      world.lambda.showWhatWasBeforeAFailure();
    }
    world.lambda.failures.addAll(Collections.nCopies(1000, "InternalError: try again"));
    world.lambda.writes.clear();
    world.outcomes.clear();
    world.apply(VARIANT.withMemory(512));

    // When: ten minutes
    world.passes(120);

    // Then: after 10 s, 20 s, 40 s, … up to 320 s
    assertThat(world.lambda.writes).hasSizeBetween(5, 7).containsOnly("UpdateConfiguration");
    assertThat(world.outcomes.getFirst()).isEqualTo(Outcome.DONE);
    assertThat(world.outcomes.subList(1, world.outcomes.size())).containsOnly(Outcome.REPEATED);
    assertThat(world.condition("Ready").message())
        .contains("could not update the function shop-hello: InternalError: try again");

    // When
    world.lambda.failures.clear();
    world.converge();

    // Then
    world.assertThatServedIs(VARIANT.withMemory(512));
  }

  @Test
  void aFunctionThatDoesNotComeUpIsMadeAnewAtABoundedPace() {
    // Given
    world.lambda.failures.addAll(Collections.nCopies(1000, "EniLimitExceeded: none left"));
    world.apply(VARIANT);

    // When: ten minutes
    world.passes(120);

    // Then
    assertThat(world.lambda.writes).filteredOn("CreateFunction"::equals).hasSizeBetween(5, 7);
    assertThat(world.outcomes.getFirst()).isEqualTo(Outcome.DONE);
    assertThat(world.outcomes.subList(1, world.outcomes.size())).containsOnly(Outcome.REPEATED);
  }

  @Test
  void aFailedUpdateStallsAndTheOldVersionServes() {
    // Given
    world.converge(VARIANT);
    world.lambda.failures.add("InvalidSecurityGroup: sg-1");
    world.apply(VARIANT.withMemory(512));

    // When
    world.passes(5);

    // Then
    assertThat(world.condition("Stalled").reason()).isEqualTo("UpdateFailed");
    assertThat(world.condition("Stalled").message()).contains("InvalidSecurityGroup: sg-1");
    assertThat(world.condition("Available").holds()).isTrue();
    assertThat(world.served()).isEqualTo("1");
    assertThat(world.object.getStatus().published().generation()).isEqualTo(1);
  }

  @Test
  void aFailedUpdateThatMayGoByItselfIsTriedAgain() {
    // Given
    world.converge(VARIANT);
    world.lambda.failures.add("InternalError: try again");

    // When
    world.converge(VARIANT.withMemory(512));

    // Then
    assertThat(world.lambda.versions()).hasSize(2);
    world.assertThatServedIs(VARIANT.withMemory(512));
  }

  @Test
  void aChangedSpecIsTriedAfterAFailedUpdate() {
    // Given
    world.converge(VARIANT);
    world.lambda.failures.add("InvalidSubnet");
    world.apply(VARIANT.withMemory(512));
    world.passes(3);

    // When
    world.converge(VARIANT.withMemory(1024));

    // Then
    assertThat(world.served()).isEqualTo("2");
    world.assertThatServedIs(VARIANT.withMemory(1024));
  }

  @Test
  void aVersionThatIsBeingSetUpIsServedAndBoundOnlyWhenItIsActive() {
    // Given
    world.lambda.publishInState("Pending");
    world.apply(VARIANT);

    // When
    world.passes(3);

    // Then
    assertThat(world.lambda.served("live")).isNull();
    assertThat(world.object.getStatus().published()).isNull();
    assertThat(world.condition("Ready").message()).contains("version 1 (Pending)");
    assertThat(world.lambda.writes).containsExactly("CreateFunction");
    world.lambda.publishInState("Active");
    world.converge();
    assertThat(world.lambda.versions()).hasSize(1);
    world.assertThatServedIs(VARIANT);
  }

  @Test
  void aVersionThatCannotBeSetUpStalls() {
    // Given
    world.lambda.publishInState("Failed");
    world.apply(VARIANT);

    // When
    world.passes(3);

    // Then
    assertThat(world.condition("Stalled").reason()).isEqualTo("FunctionFailed");
    assertThat(world.condition("Stalled").message()).contains("could not set up version 1");
    assertThat(world.object.getStatus().published()).isNull();
  }

  @Test
  void anArchiveWithAnotherHashIsRefusedAndNotUploadedAgain() {
    // Given
    FunctionCode.S3Code wrong =
        new FunctionCode.S3Code("bucket", "code.zip", null, "A".repeat(43) + "=");
    world.apply(VARIANT);
    world.object.setSpec(
        withCode(world.object.getSpec(), new FunctionCode(null, null, wrong, null)));

    // When
    world.passes(5);

    // Then
    assertThat(world.lambda.writes).containsExactly("CreateFunction");
    assertThat(world.condition("Stalled").reason()).isEqualTo("InvalidSpec");
    assertThat(world.condition("Stalled").message())
        .startsWith("spec.code.s3.sha256: the archive s3://bucket/code.zip has the hash ")
        .contains(world.lambda.current().codeSHA256());
  }

  @Test
  void anArchiveWithTheRightHashIsServed() {
    // Given
    String hash = Hashes.base64("code.zipnull".getBytes(StandardCharsets.UTF_8));
    FunctionCode.S3Code right = new FunctionCode.S3Code("bucket", "code.zip", null, hash);
    world.apply(VARIANT);
    world.object.setSpec(
        withCode(world.object.getSpec(), new FunctionCode(null, null, right, null)));

    // When
    world.converge();

    // Then
    assertThat(world.lambda.versions())
        .singleElement()
        .satisfies(version -> assertThat(version.codeSHA256()).isEqualTo(hash));
  }

  @Test
  void whatItIsBusyWithIsSaid() {
    // Given
    world.converge(VARIANT);
    world.putLatestInState("Pending", "Restoring: from idle", "Successful");

    // When
    Plan<FunctionStep> plan = world.planNow(VARIANT);

    // Then
    assertThat(plan.hold()).isInstanceOf(Hold.Settling.class);
    assertThat(plan.hold().message())
        .isEqualTo("AWS is setting up the function shop-hello (Pending, Restoring: from idle)");
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

  private static FunctionSpec withCode(FunctionSpec spec, FunctionCode code) {
    return Specs.with(spec, "code", code);
  }
}
