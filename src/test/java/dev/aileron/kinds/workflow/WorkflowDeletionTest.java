package dev.aileron.kinds.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.WorkflowDeletionPolicy;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.status.Reason;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a workflow goes. */
class WorkflowDeletionTest {
  private final WorkflowWorld world = new WorkflowWorld();

  @BeforeEach
  void served() {
    serve(Workflows.waiting());
  }

  private void serve(Workflows workflow) {
    world.object.setSpec(workflow.spec());
    world.object.getMetadata().setGeneration(1L);
    world.converge();
    world.forgetCalls();
  }

  /** A first look that finds no execution. */
  private void drained() {
    assertThat(world.delete()).extracting(Hold::reason).isEqualTo(Reason.Draining);
    assertThat(world.sfn.writes).isEmpty();
  }

  @Test
  void itIsDeletedAndWaitedFor() {
    // When
    drained();
    Hold hold = world.delete();

    // Then
    assertThat(hold).isInstanceOf(Hold.Settling.class);
    assertThat(hold.message()).isEqualTo("AWS is deleting the state machine shop-order");
    assertThat(world.sfn.writes).containsExactly("DeleteStateMachine");

    // and not asked again
    assertThat(world.delete()).isInstanceOf(Hold.Settling.class);
    assertThat(world.sfn.writes).hasSize(1);
    world.sfn.settle();
    assertThat(world.delete()).isNull();
  }

  @Test
  void drainWaitsUntilNoExecutionRuns() {
    // Given
    world.machine().running = 2;

    // When
    Hold hold = world.delete();

    // Then
    assertThat(hold).isInstanceOf(Hold.Waiting.class);
    assertThat(hold.reason()).isEqualTo(Reason.Draining);
    assertThat(hold.message())
        .isEqualTo("2 executions still run. Set spec.deletionPolicy: Delete to end them");
    assertThat(hold.after()).isNotNull();
    assertThat(world.sfn.writes).isEmpty();
    world.machine().running = 0;
    drained();
    world.delete();
    assertThat(world.sfn.writes).containsExactly("DeleteStateMachine");
  }

  /** ListExecutions is eventually consistent. */
  @Test
  void anExecutionThatTheFirstLookMissedIsWaitedFor() {
    // Given
    drained();
    world.machine().running = 1;

    // Then
    assertThat(world.delete().message()).startsWith("1 executions still run");
    world.machine().running = 0;
    drained();
    world.delete();
    assertThat(world.sfn.writes).containsExactly("DeleteStateMachine");
  }

  /** So is DescribeStateMachine. */
  @Test
  void aStateMachineThatIsTooNewToBeShownIsLookedForAgain() {
    // Given
    world.object.setSpec(Workflows.waiting().deletion(WorkflowDeletionPolicy.Delete).spec());
    world.machine().hide(1);

    // Then
    assertThat(world.delete()).isInstanceOf(Hold.Settling.class);
    assertThat(world.delete().message()).startsWith("AWS is deleting");
    assertThat(world.sfn.writes).containsExactly("DeleteStateMachine");
  }

  @Test
  void deleteDoesNotWaitForExecutions() {
    // Given
    world.machine().running = 2;
    world.object.setSpec(Workflows.waiting().deletion(WorkflowDeletionPolicy.Delete).spec());

    // When
    world.delete();

    // Then
    assertThat(world.sfn.calls).doesNotContain("ListExecutions").contains("DeleteStateMachine");
  }

  @Test
  void executionsOfExpressCannotBeAskedFor() {
    // Given
    WorkflowWorld express = new WorkflowWorld();
    express.object.setSpec(Workflows.waiting().express().spec());
    express.object.getMetadata().setGeneration(1L);
    express.converge();

    // When
    express.delete();

    // Then
    assertThat(express.sfn.calls).doesNotContain("ListExecutions").contains("DeleteStateMachine");
  }

  @Test
  void whatBelongsToSomebodyElseStays() {
    // Given
    world.machine().tags = Map.of("aileron.dev/name", "other");

    // Then
    assertThat(world.delete()).isNull();
    assertThat(world.sfn.writes).isEmpty();
  }

  @Test
  void whatIsGoneAlreadyIsNoError() {
    // Given
    world.sfn.somebodyDeletes(WorkflowWorld.NAME);

    // Then
    assertThat(world.delete()).isNotNull();
    assertThat(world.delete()).isNull();
  }

  @Test
  void itIsFoundByItsNameInAwsAlsoWhenNamesAreMadeOtherwiseNow() {
    // Given
    world.environment =
        new AwsEnvironment("eu-west-1", null, null, null, "prod-", "test", Map.of());

    // When
    drained();
    world.delete();

    // Then
    assertThat(world.machine().deleting).isTrue();
  }

  @Test
  void withoutAStatusItIsFoundByItsDefaultName() {
    // Given: restored from a backup and deleted before anybody looked
    world.object.setStatus(null);

    // When
    drained();
    world.delete();

    // Then
    assertThat(world.machine().deleting).isTrue();
  }

  @Test
  void withoutAnEnvironmentWhatWasMadeHoldsTheObjectAndNothingElseDoes() {
    // Given
    world.environment = null;

    // Then
    assertThat(world.delete()).extracting(Hold::reason).isEqualTo(Reason.NoEnvironment);
    world.object.setStatus(null);
    assertThat(world.delete()).isNull();
  }
}
