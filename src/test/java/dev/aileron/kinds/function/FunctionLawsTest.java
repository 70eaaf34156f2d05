package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.FunctionStatus;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.function.FunctionWorld.Crash;
import dev.aileron.kinds.function.FunctionWorld.Variant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every function, every change of it, and every crash on the way. */
class FunctionLawsTest {
  @Property
  void aNewFunctionIsServedAfterFourCalls(@ForAll("variants") Variant variant) {
    // Given
    FunctionWorld world = new FunctionWorld();

    // When
    world.converge(variant);

    // Then
    assertThat(world.lambda.writes).containsExactly("CreateFunction", "CreateAlias");
    assertThat(world.lambda.calls).isEqualTo(4);
    assertThat(world.served()).isEqualTo("1");
  }

  @Property
  void newCodeIsServedAfterSixCalls(@ForAll("variants") Variant variant) {
    // Given
    FunctionWorld world = new FunctionWorld();
    world.converge(variant);
    world.lambda.writes.clear();
    world.lambda.calls = 0;

    // When
    world.converge(variant.withCode("another"));

    // Then
    assertThat(world.lambda.writes).containsExactly("UpdateCode", "PublishVersion", "UpdateAlias");
    assertThat(world.lambda.calls).isEqualTo(6);
  }

  @Property
  void whenEverythingIsAsDesiredNothingIsWritten(@ForAll("variants") Variant variant) {
    // Given
    FunctionWorld world = new FunctionWorld();
    world.converge(variant);
    world.lambda.writes.clear();

    // When
    world.converge();
    world.forgetStatus();

    // Then
    assertThat(world.planAfterReadingEverything().isSatisfied()).isTrue();
    assertThat(world.lambda.writes).isEmpty();
  }

  @Property
  void aChangePublishesOneVersionIfItMattersAndNoneIfNot(
      @ForAll("variants") Variant before, @ForAll("variants") Variant after) {
    // Given
    FunctionWorld world = new FunctionWorld();
    world.converge(before);

    // When
    world.converge(after);

    // Then
    int expected = before.sameContent(after) ? 1 : 2;
    assertThat(world.lambda.versions()).hasSize(expected);
    assertThat(world.served()).isEqualTo(String.valueOf(expected));
    world.assertThatServedIs(after);
  }

  @Property
  void whatGoesWrongAnywhereMakesNoSecondVersion(
      @ForAll("variants") Variant before,
      @ForAll("variants") Variant after,
      @ForAll("crashes") List<Crash> crashes) {
    // Given
    FunctionWorld world = new FunctionWorld();
    world.converge(before);

    // When
    world.crashes(crashes);
    world.converge(after);

    // Then
    assertThat(world.lambda.versions()).hasSize(before.sameContent(after) ? 1 : 2);
    world.assertThatServedIs(after);
  }

  @Property
  void whatGoesWrongWhileCreatingMakesNoSecondVersion(
      @ForAll("variants") Variant variant, @ForAll("crashes") List<Crash> crashes) {
    // Given
    FunctionWorld world = new FunctionWorld();
    world.crashes(crashes);

    // When
    world.converge(variant);

    // Then
    assertThat(world.lambda.versions()).hasSize(1);
    world.assertThatServedIs(variant);
  }

  @Property
  void tagsAndDescriptionChangeInPlace(
      @ForAll("variants") Variant variant,
      @ForAll("tags") Map<String, String> before,
      @ForAll("tags") Map<String, String> after,
      @ForAll("crashes") List<Crash> crashes) {
    // Given
    FunctionWorld world = new FunctionWorld();
    world.converge(variant.withTags(before));
    world.lambda.writes.clear();

    // When
    world.crashes(crashes);
    Variant changed = variant.withDescription("another").withTags(after);
    world.converge(changed);

    // Then
    assertThat(world.lambda.versions()).hasSize(1);
    assertThat(world.lambda.writes).doesNotContain("UpdateAlias", "UpdateCode");
    world.assertThatServedIs(changed);
  }

  @Property(tries = 50)
  void aWriteOfSomebodyElseBetweenUpdateAndPublishIsNoticed(@ForAll("variants") Variant variant) {
    // Given
    FunctionWorld world = new FunctionWorld();
    world.converge(variant);
    world.after(
        FunctionStep.UpdateConfiguration.class, () -> world.lambda.somebodyUpdatesCode("theirs"));

    // When
    world.converge(variant.withMemory(512));

    // Then
    assertThat(world.lambda.versions())
        .hasSize(2)
        .noneMatch(version -> version.codeSHA256().equals("theirs"));
    world.assertThatServedIs(variant.withMemory(512));
  }

  @Property(tries = 50)
  void whatSomebodyDoesToTheAliasIsUndoneWithoutAVersion(@ForAll("variants") Variant variant) {
    // Given
    FunctionWorld world = new FunctionWorld();
    world.converge(variant);
    Variant second = variant.withMemory(512);
    world.converge(second);
    List<Runnable> doings =
        List.of(
            () -> world.lambda.somebodyPoints("live", "1"),
            () -> world.lambda.somebodyPoints("live", "$LATEST"),
            () -> {
              world.lambda.somebodyPoints("live", "$LATEST");
              world.lambda.weigh("live", Map.of("1", 0.1));
            },
            () -> world.lambda.weigh("live", Map.of("1", 0.1)),
            () -> world.lambda.somebodyDeletesAlias("live"));

    for (Runnable doing : doings) {
      // When
      doing.run();
      world.pass();
      assertThat(world.object.getStatus().stable()).extracting("version").isEqualTo("2");
      world.converge();

      // Then
      assertThat(world.lambda.versions()).hasSize(2);
      world.assertThatServedIs(second);
    }
  }

  @Property(tries = 50)
  void aFunctionThatSomebodyDeletedIsMadeAnew(@ForAll("variants") Variant variant) {
    // Given
    FunctionWorld world = new FunctionWorld();
    world.converge(variant);
    world.lambda.somebodyDeletes();

    // When
    world.pass();

    // Then: nobody is told any more of a version that is gone
    assertThat(world.object.getStatus().published()).isNull();
    assertThat(world.object.getStatus().stable()).isNull();
    assertThat(world.object.getStatus().aliasARN()).isNull();
    world.converge();
    assertThat(world.served()).isEqualTo("2");
    world.assertThatServedIs(variant);
  }

  @Property(tries = 20)
  void anUnknownStateMeansNotReadyYet(@ForAll("variants") Variant variant) {
    // Given
    FunctionWorld world = new FunctionWorld();
    world.converge(variant);
    world.putLatestInState("SomethingNew");

    // When
    Plan<FunctionStep> plan = world.planNow(variant);

    // Then
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.hold()).isInstanceOf(Hold.Settling.class);
  }

  @Property(tries = 20)
  void whatBelongsToSomebodyElseIsLeftAlone(@ForAll("variants") Variant variant) {
    // Given
    FunctionWorld world = new FunctionWorld();
    world.converge(variant);
    world.giveAway();
    world.lambda.writes.clear();

    // When
    Plan<FunctionStep> plan = world.planNow(variant.withMemory(9000));

    // Then
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.hold()).extracting(Hold::reason).isEqualTo(Reason.NotOwned);
    assertThat(plan.hold().message()).contains("shop-hello").contains("no ownership tags");
    assertThat(plan.hold().after()).isNotNull();
  }

  @Property(tries = 20)
  void whatIsInTheWayIsAskedForOnceAndLookedAtFromThenOn(@ForAll("variants") Variant variant) {
    // Given: somebody else's function of the same name, and an object that knows nothing of it
    FunctionWorld world = new FunctionWorld();
    world.converge(variant);
    world.giveAway();
    world.forgetStatus();
    world.lambda.writes.clear();

    // When
    world.passes(3);
    world.restart();
    world.passes(3);

    // Then
    assertThat(world.condition("Stalled").reason()).isEqualTo("NotOwned");
    assertThat(world.lambda.writes).containsExactly("CreateFunction");
  }

  @Property(tries = 20)
  void theStatusNamesTheVersionOfItsGeneration(
      @ForAll("variants") Variant before, @ForAll("variants") Variant after) {
    // Given
    FunctionWorld world = new FunctionWorld();
    ServerlessFunction object = world.converge(before);
    FunctionStatus first = object.getStatus();

    // When
    FunctionStatus second = world.converge(after).getStatus();

    // Then
    assertThat(first.published()).isNotNull();
    assertThat(second.published()).isNotNull();
    assertThat(second.published().generation()).isEqualTo(2);
    assertThat(second.published().arn()).endsWith(":" + world.served());
    assertThat(second.stable().version()).isEqualTo(world.served());
  }

  @Provide
  Arbitrary<Variant> variants() {
    return Combinators.combine(
            Arbitraries.of("def handler(e, c): return 1", "def handler(e, c): return 2"),
            Arbitraries.of(128, 256),
            Arbitraries.of(3, 30),
            Arbitraries.of(List.of(Map.<String, String>of(), Map.of("TABLE", "orders"))),
            Arbitraries.of("x86_64", "arm64"),
            Arbitraries.of(true, false))
        .as((code, memory, timeout, env, architecture, s3) ->
            new Variant(code, memory, timeout, env, architecture, s3, "", Map.of()));
  }

  @Provide
  Arbitrary<Map<String, String>> tags() {
    return Arbitraries.maps(Arbitraries.of("team", "stage"), Arbitraries.of("a", "b"));
  }

  @Provide
  Arbitrary<List<Crash>> crashes() {
    return Arbitraries.of(Crash.values()).list().ofMaxSize(12);
  }
}
