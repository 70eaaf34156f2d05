package dev.aileron.kinds.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.Pin;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.workflow.WorkflowWorld.Crash;
import dev.aileron.kinds.workflow.WorkflowWorld.Form;
import dev.aileron.kinds.workflow.WorkflowWorld.Settings;
import dev.aileron.kinds.workflow.WorkflowWorld.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** What holds for every workflow, every change of it, and everything that goes wrong on the way. */
@PropertyDefaults(tries = 150)
class WorkflowLawsTest {
  private static final String FOREIGN =
      "{\"StartAt\":\"X\",\"States\":{\"X\":{\"Type\":\"Fail\"}}}";

  @Property
  void aNewWorkflowIsServedAfterFiveCalls(@ForAll("variants") Variant variant) {
    // Given
    WorkflowWorld world = new WorkflowWorld();

    // When
    world.converge(variant);

    // Then
    assertThat(world.sfn.writes)
        .containsExactly(
            "CreateStateMachine", "PublishStateMachineVersion", "CreateStateMachineAlias");
    assertThat(world.sfn.calls).hasSizeLessThanOrEqualTo(5);
    world.assertThatAllIsAsDesired();
  }

  @Property
  void whenEverythingIsAsDesiredNothingIsWritten(@ForAll("variants") Variant variant) {
    // Given
    WorkflowWorld world = new WorkflowWorld();
    world.converge(variant);
    world.forgetCalls();

    // When
    world.converge();

    // Then
    assertThat(world.sfn.writes).isEmpty();
    assertThat(world.sfn.calls)
        .containsExactly("DescribeStateMachine", "DescribeStateMachineAlias");
  }

  @Property
  void aChangePublishesOneVersionIfItMattersAndNoneIfNot(
      @ForAll("variants") Variant before, @ForAll("variants") Variant after) {
    // Given
    WorkflowWorld world = new WorkflowWorld();
    world.converge(before);

    // When
    world.converge(after);

    // Then
    assertThat(world.machine().versions).hasSize(before.sameContent(after) ? 1 : 2);
    world.assertThatAllIsAsDesired();
  }

  @Property
  void aChangeOfTheDefinitionCostsSixCalls(@ForAll("variants") Variant variant) {
    // Given
    WorkflowWorld world = new WorkflowWorld();
    world.converge(variant);
    world.forgetCalls();

    // When
    world.converge(variant.withSeconds(3000));

    // Then
    assertThat(world.sfn.writes)
        .containsExactly(
            "UpdateStateMachine", "PublishStateMachineVersion", "UpdateStateMachineAlias");
    assertThat(world.sfn.calls).hasSizeLessThanOrEqualTo(6);
    world.assertThatAllIsAsDesired();
  }

  @Property
  void whatGoesWrongAnywhereMakesNoSecondVersion(
      @ForAll("variants") Variant before,
      @ForAll("variants") Variant after,
      @ForAll("crashes") List<Crash> crashes) {
    // Given
    WorkflowWorld world = new WorkflowWorld();
    world.converge(before);

    // When
    world.crashes(crashes);
    world.converge(after);

    // Then
    assertThat(world.machine().versions).hasSize(before.sameContent(after) ? 1 : 2);
    world.assertThatAllIsAsDesired();
  }

  @Property
  void whatGoesWrongWhileCreatingMakesNoSecondVersion(
      @ForAll("variants") Variant variant, @ForAll("crashes") List<Crash> crashes) {
    // Given
    WorkflowWorld world = new WorkflowWorld();
    world.crashes(crashes);

    // When
    world.converge(variant);

    // Then
    assertThat(world.machine().versions).hasSize(1);
    world.assertThatAllIsAsDesired();
  }

  @Property
  void aStatusThatWasLostIsFoundAgainWithoutAVersion(@ForAll("variants") Variant variant) {
    // Given: the alias serves version 1, and the state machine was changed and put back since
    WorkflowWorld world = new WorkflowWorld();
    world.converge(variant);
    world.sfn.somebodyUpdates(WorkflowWorld.NAME, FOREIGN);
    world.converge();
    world.object.setStatus(null);

    // When
    world.converge();

    // Then
    assertThat(world.machine().versions).hasSize(1);
    world.assertThatAllIsAsDesired();
  }

  @Property
  void readsThatLagBehindMakeNoSecondVersion(
      @ForAll("variants") Variant before, @ForAll("variants") Variant after) {
    // Given
    WorkflowWorld world = new WorkflowWorld();
    world.sfn.lag(2);

    // When
    world.converge(before);
    world.converge(after);
    world.sfn.catchUp();
    world.converge();

    // Then
    assertThat(world.machine().versions).hasSize(before.sameContent(after) ? 1 : 2);
    world.assertThatAllIsAsDesired();
  }

  @Property
  void aWriteOfSomebodyElseBetweenUpdateAndPublishIsNoticed(@ForAll("variants") Variant variant) {
    // Given
    WorkflowWorld world = new WorkflowWorld();
    world.converge(variant);
    world.after(
        WorkflowStep.UpdateStateMachine.class,
        () -> world.sfn.somebodyUpdates(WorkflowWorld.NAME, FOREIGN));

    // When
    world.converge(variant.withSeconds(3000));

    // Then
    assertThat(world.machine().versions)
        .hasSize(2)
        .noneMatch(published -> published.version().content().definition().equals(FOREIGN));
    world.assertThatAllIsAsDesired();
  }

  @Property
  void aWriteOfSomebodyElseBetweenCreateAndPublishIsNoticed(@ForAll("variants") Variant variant) {
    // Given
    WorkflowWorld world = new WorkflowWorld();
    world.after(
        WorkflowStep.CreateStateMachine.class,
        () -> world.sfn.somebodyUpdates(WorkflowWorld.NAME, FOREIGN));

    // When
    world.converge(variant);

    // Then
    assertThat(world.machine().versions).hasSize(1);
    world.assertThatAllIsAsDesired();
  }

  @Property
  void everyFunctionIsPinnedToAVersionAndItsNextVersionFlowsIn(
      @ForAll("variants") Variant variant) {
    // Given
    WorkflowWorld world = new WorkflowWorld();
    world.converge(variant);
    world.forgetCalls();

    // When
    world.publishFunction("charge", 7);
    world.converge();

    // Then
    boolean pinned = variant.functions().contains("charge");
    assertThat(world.machine().versions).hasSize(pinned ? 2 : 1);
    assertThat(world.sfn.calls).hasSizeLessThanOrEqualTo(5);
    assertThat(world.object.getStatus().pins())
        .extracting(Pin::function)
        .isEqualTo(variant.functions().stream().sorted().toList());
    for (Pin pin : world.object.getStatus().pins()) {
      int version = pin.function().equals("charge") ? 7 : 1;
      assertThat(pin.arn()).isEqualTo(WorkflowWorld.functionARN(pin.function(), version));
      assertThat(world.served().version().content().definition()).contains('"' + pin.arn() + '"');
    }
    assertThat(world.served().version().content().definition()).doesNotContain("${");
    world.assertThatAllIsAsDesired();
  }

  @Property(tries = 50)
  void whatItNeedsIsSaidBeforeTheFirstStep(@ForAll("variants") Variant variant) {
    // Given
    WorkflowWorld world = new WorkflowWorld();
    world.apply(variant);

    // When
    world.crashes(List.of(Crash.STATUS_NOT_WRITTEN));
    world.pass();

    // Then
    assertThat(world.object.getStatus().stateMachineARN()).isNull();
    assertThat(world.object.getStatus().pins())
        .extracting(Pin::function)
        .isEqualTo(variant.functions().stream().sorted().toList());
  }

  @Property(tries = 20)
  void whatIsOtherwiseByNowThanTheCacheHasItIsNotBoundTo(@ForAll("variants") Variant variant) {
    // Given
    ServerlessFunction going = WorkflowWorld.function("charge", 1);
    going.getMetadata().setDeletionTimestamp("2026-01-02T03:04:05Z");
    ServerlessFunction changed = WorkflowWorld.function("charge", 1);
    changed.getMetadata().setGeneration(2L);
    ServerlessFunction published = WorkflowWorld.function("charge", 7);

    for (Optional<ServerlessFunction> now :
        List.of(
            Optional.<ServerlessFunction>empty(),
            Optional.of(going),
            Optional.of(changed),
            Optional.of(published))) {
      WorkflowWorld world = new WorkflowWorld();
      world.apply(variant);
      world.objects.live.put("charge", now);

      // When
      world.pass();

      // Then
      boolean needed = variant.functions().contains("charge");
      assertThat(world.sfn.writes.isEmpty()).isEqualTo(needed);
      if (needed) {
        assertThat(world.object.getStatus().conditions())
            .filteredOn(c -> c.type().equals("Ready"))
            .extracting(c -> c.reason())
            .containsExactly(Reason.DependencyNotReady.name());
      }
    }
  }

  @Property
  void tagsChangeInPlace(
      @ForAll("variants") Variant variant,
      @ForAll("tags") Map<String, String> tags,
      @ForAll("crashes") List<Crash> crashes) {
    // Given
    WorkflowWorld world = new WorkflowWorld();
    world.converge(variant);
    world.forgetCalls();

    // When
    world.crashes(crashes);
    world.converge(variant.withTags(tags));

    // Then
    assertThat(world.sfn.writes)
        .doesNotContain("UpdateStateMachine", "UpdateStateMachineAlias", "DeleteStateMachine");
    world.assertThatAllIsAsDesired();
  }

  @Property
  void whatSomebodyDoesToTheAliasIsUndoneWithoutAVersion(@ForAll("variants") Variant variant) {
    // Given
    WorkflowWorld world = new WorkflowWorld();
    world.converge(variant);
    world.converge(variant.withSeconds(3000));
    String first = world.machine().versions.getFirst().version().arn();
    String second = world.machine().versions.getLast().version().arn();

    // When: rolled back by hand, shared by hand, deleted by hand
    for (Map<String, Integer> routing :
        List.of(Map.of(first, 100), Map.of(first, 10, second, 90), Map.<String, Integer>of())) {
      if (routing.isEmpty()) {
        world.machine().aliases.clear();
      } else {
        world.machine().aliases.put("live", routing);
      }
      world.converge();

      // Then
      assertThat(world.machine().versions).hasSize(2);
      world.assertThatAllIsAsDesired();
    }
  }

  @Property
  void aStateMachineThatSomebodyDeletedIsMadeAnew(@ForAll("variants") Variant variant) {
    // Given
    WorkflowWorld world = new WorkflowWorld();
    world.converge(variant);
    world.sfn.somebodyDeletes(WorkflowWorld.NAME);

    // When: the first pass only gets as far as creating it
    world.crashes(List.of(Crash.NONE, Crash.THROTTLED));
    world.pass();

    // Then
    assertThat(world.object.getStatus().published()).isNull();
    assertThat(world.object.getStatus().aliasARN()).isNull();
    world.converge();
    assertThat(world.machine().versions).hasSize(1);
    world.assertThatAllIsAsDesired();
  }

  @Property(tries = 50)
  void whatBelongsToSomebodyElseIsLeftAlone(@ForAll("variants") Variant variant) {
    // Given: an identical one, which AWS answers a creation with
    WorkflowWorld world = new WorkflowWorld();
    world.apply(variant);
    WorkflowDesired desired = world.desired();
    world.sfn.somebodyCreates(WorkflowWorld.NAME, desired.type(), desired.content());

    // When
    world.pass();
    boolean done = world.pass();

    // Then: it was asked for once, and not told of as done
    assertThat(done).isFalse();
    assertThat(world.sfn.writes).containsExactly("CreateStateMachine");
    assertThat(world.sfn.calls).doesNotContain("DescribeStateMachineAlias");
    assertThat(world.told).isEmpty();
    assertThat(world.object.getStatus().conditions())
        .filteredOn(c -> c.type().equals("Stalled"))
        .singleElement()
        .satisfies(c -> {
          assertThat(c.reason()).isEqualTo(Reason.NotOwned.name());
          assertThat(c.message()).contains("shop-order", "no ownership tags", "stateMachineName");
        });
    assertThat(world.object.getStatus().stateMachineARN()).isNull();
    assertThat(world.object.getStatus().definitionSHA256()).isNull();
  }

  @Property(tries = 50)
  void theRoleOfAnIdenticalOneOfOursIsPutRight(@ForAll("variants") Variant variant) {
    // Given: creating it again succeeds, and ignores that the role is another
    WorkflowWorld world = new WorkflowWorld();
    world.converge(variant.withRole("elsewhere"));
    world.object.setStatus(null);

    // When
    world.converge(variant);

    // Then
    assertThat(world.machine().versions).hasSize(2);
    world.assertThatAllIsAsDesired();
  }

  @Property(tries = 20)
  void whileItIsBeingDeletedNothingIsDone(@ForAll("variants") Variant variant) {
    // Given
    WorkflowWorld world = new WorkflowWorld();
    world.converge(variant);
    world.machine().deleting = true;

    // When
    Plan<WorkflowStep> plan = world.planNow();

    // Then
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.hold()).isInstanceOf(Hold.Settling.class);
    assertThat(plan.hold().message()).contains("shop-order is DELETING");
    world.converge();
    world.assertThatAllIsAsDesired();
  }

  @Provide
  Arbitrary<Variant> variants() {
    return Combinators.combine(
            Arbitraries.of(1, 2),
            Arbitraries.of("shop", "other"),
            Arbitraries.of(Settings.values()),
            Arbitraries.of(
                List.of(
                    List.<String>of(),
                    List.of("charge"),
                    List.of("ship"),
                    List.of("charge", "ship"))),
            Arbitraries.of(Form.values()),
            tags())
        .as(Variant::new);
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
