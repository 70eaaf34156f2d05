package dev.aileron.kinds.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.Pin;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.workflow.WorkflowWorld.Crash;
import dev.aileron.kinds.workflow.WorkflowWorld.Form;
import dev.aileron.kinds.workflow.WorkflowWorld.Settings;
import dev.aileron.kinds.workflow.WorkflowWorld.Variant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Single cases beside the laws. */
class WorkflowPlannerTest {
  private static final Variant VARIANT =
      new Variant(1, "shop", Settings.NONE, List.of("charge"), Form.TREE, Map.of());

  private final WorkflowWorld world = new WorkflowWorld();

  @Test
  void anotherTypeThatIsInTheWayStallsAndIsLookedAtAgain() {
    // Given
    world.converge(VARIANT);
    Map<String, String> tags = world.machine().tags;
    world.sfn.somebodyCreates(WorkflowWorld.NAME, "EXPRESS", WorkflowContent.of("{}", "role"))
            .tags =
        tags;
    world.forgetCalls();

    // When
    world.pass();

    // Then
    Plan<WorkflowStep> plan = world.planNow();
    assertThat(world.sfn.writes).isEmpty();
    assertThat(plan.hold()).isInstanceOf(Hold.Stalled.class);
    assertThat(plan.hold().reason()).isEqualTo(Reason.InvalidSpec);
    assertThat(plan.hold().message())
        .startsWith("spec.type: the state machine shop-order is EXPRESS");
    assertThat(plan.hold().after()).isNotNull();
  }

  @Test
  void surplusTagsGoAndThoseOfAwsStay() {
    // Given
    world.converge(VARIANT);
    world.machine().tags = new HashMap<>(world.machine().tags);
    world.machine().tags.put("manual", "x");
    world.machine().tags.put("aws:cloudformation:stack", "y");

    // When
    world.converge(VARIANT.withTags(Map.of("team", "a")));

    // Then
    assertThat(world.machine().tags)
        .containsEntry("team", "a")
        .containsEntry("aws:cloudformation:stack", "y")
        .doesNotContainKey("manual");
  }

  @Test
  void anUpdateWhoseRevisionIsNotToldIsReadUntilItIsVisible() {
    // Given
    world.converge(VARIANT);
    world.sfn.keepRevisionsSecret();
    world.sfn.lag(1);
    world.apply(VARIANT.withSeconds(9));

    // When
    boolean done = world.pass();

    // Then
    assertThat(done).isFalse();
    assertThat(world.object.getStatus().conditions())
        .filteredOn(c -> c.type().equals("Ready"))
        .singleElement()
        .satisfies(c ->
            assertThat(c.message())
                .isEqualTo("The update of the state machine shop-order is not visible in AWS yet"));
    world.converge();
    assertThat(world.machine().versions).hasSize(2);
    world.assertThatAllIsAsDesired();
  }

  @Test
  void untilTheAliasHasMovedTheFunctionsOfBothVersionsArePinned() {
    // Given
    world.converge(VARIANT);
    world.apply(new Variant(1, "shop", Settings.NONE, List.of("ship"), Form.TREE, Map.of()));

    // When: published, and then AWS is busy
    world.crashes(List.of(Crash.NONE, Crash.NONE, Crash.THROTTLED));
    world.pass();

    // Then
    assertThat(world.object.getStatus().pins())
        .extracting(Pin::function)
        .containsExactly("charge", "ship");
    assertThat(world.object.getStatus().stable().version()).isEqualTo("1");
    assertThat(world.object.getStatus().published().version()).isEqualTo("2");
    world.converge();
    assertThat(world.object.getStatus().pins()).extracting(Pin::function).containsExactly("ship");
  }

  @Test
  void whatServesIsSaidWithWhatIsNotBound() {
    // Given
    world.object.setSpec(Workflows.calling("charge").spec());
    world.object.getMetadata().setGeneration(1L);
    world.converge();

    // When
    Facts facts = WorkflowAssessor.facts(world.object, world.desired(), null);

    // Then
    assertThat(facts.available()).isTrue();
    assertThat(facts.serving())
        .isEqualTo(
            "The alias live serves version 1. Warnings: state Call, Arguments.FunctionName: charge is"
                + " not bound to a version, so that running executions can meet new code");
  }

  @Test
  void beforeAnythingServesThatIsSaid() {
    // Given
    world.apply(VARIANT);

    // Then
    assertThat(WorkflowAssessor.facts(world.object, null, null))
        .isEqualTo(new Facts(false, "No version serves yet", false));
  }
}
