package dev.aileron.component;

import static dev.aileron.component.Manifest.calling;
import static dev.aileron.component.Manifest.function;
import static dev.aileron.component.Manifest.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.Pin;
import dev.aileron.api.Release;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import dev.aileron.aws.AwsErrorSample;
import dev.aileron.kernel.conditions.ConditionType;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** How a workflow goes, and how it keeps the functions that it runs. */
@ComponentTest
class WorkflowDeletionTest {
  @Test
  void runningExecutionsAreWaitedFor(World world) {
    // Given
    String name = world.nameInAWS("order");
    world.startOperator();
    world.apply(workflow("order"));
    world.awaitReadyWorkflow("order");
    world.stepFunctions.run(name, 3);

    // When
    world.delete(Workflow.class, "order");
    Workflow draining = world.awaitWorkflowReason("order", "Draining");

    // Then
    assertThat(Statuses.message(draining)).contains("3 executions");
    assertThat(Statuses.condition(draining, ConditionType.RECONCILING).holds()).isTrue();
    assertThat(world.stepFunctions.writes(name)).doesNotContain("DeleteStateMachine");

    // When
    world.stepFunctions.run(name, 0);

    // Then
    world.awaitGone(Workflow.class, "order");
    assertThat(world.stepFunctions.exists(name)).isFalse();
    world.awaitGone(Release.class, "order-workflow-1");
  }

  @Test
  void deletionPolicyDeleteEndsThem(World world) {
    // Given
    String name = world.nameInAWS("order");
    world.startOperator();
    world.apply(workflow("order"));
    world.awaitReadyWorkflow("order");
    world.stepFunctions.run(name, 3);
    world.delete(Workflow.class, "order");
    world.awaitWorkflowReason("order", "Draining");

    // When
    world.patchWorkflow("order", "{\"spec\":{\"deletionPolicy\":\"Delete\"}}");

    // Then
    world.awaitGone(Workflow.class, "order");
    assertThat(world.stepFunctions.exists(name)).isFalse();
  }

  @Test
  void retainSetOnADeletedObjectFreesIt(World world) {
    // Given
    String name = world.nameInAWS("order");
    world.startOperator();
    world.apply(workflow("order"));
    world.awaitReadyWorkflow("order");
    world.stepFunctions.run(name, 3);
    world.delete(Workflow.class, "order");
    world.awaitWorkflowReason("order", "Draining");
    world.stepFunctions.before(
        name,
        call -> {
          throw new AssertionError("AWS was asked: " + call);
        });

    // When
    world.patchWorkflow("order", "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");

    // Then
    world.awaitGone(Workflow.class, "order");
    assertThat(world.stepFunctions.exists(name)).isTrue();
  }

  @Test
  void aFunctionThatAWorkflowRunsIsKept(World world) {
    // Given
    world.startOperator();
    world.apply(function("charge"));
    world.apply(calling("order", "charge"));
    world.awaitReadyWorkflow("order");

    // When
    world.delete(ServerlessFunction.class, "charge");
    ServerlessFunction kept = world.awaitReason("charge", "DeletionBlocked");

    // Then
    assertThat(Statuses.message(kept))
        .contains("Workflow " + world.namespace() + "/order")
        .contains("version 1");
    assertThat(Statuses.condition(kept, ConditionType.STALLED).holds()).isTrue();
    assertThat(world.lambda.served(world.nameInAWS("charge"), "live")).isPresent();

    // When
    world.delete(Workflow.class, "order");

    // Then
    world.awaitGone(Workflow.class, "order");
    world.awaitGone(ServerlessFunction.class, "charge");
    assertThat(world.lambda.function(world.nameInAWS("charge"))).isEmpty();
  }

  /** An execution that began on the older version keeps to it, and it may serve again. */
  @Test
  void aFunctionStaysWhileAnOlderVersionIsBoundToItAndGoesWithItsRelease(World world) {
    // Given
    world.startOperator();
    world.apply(function("charge"));
    world.apply(calling("order", "charge"));
    world.awaitReadyWorkflow("order");
    world.delete(ServerlessFunction.class, "charge");
    world.awaitReason("charge", "DeletionBlocked");

    // When
    world.apply(workflow("order"));

    // Then
    ServerlessFunction kept =
        world.until(
            ServerlessFunction.class,
            "charge",
            f -> Statuses.message(f).contains("Release order-workflow-1"));
    assertThat(Statuses.reason(kept)).isEqualTo("DeletionBlocked");
    assertThat(Statuses.message(kept))
        .contains("version 1 of Workflow " + world.namespace() + "/order")
        .contains("bound to its version 1");
    assertThat(Statuses.isReady(world.workflow("order"))).isTrue();
    assertThat(world.lambda.function(world.nameInAWS("charge"))).isPresent();

    // When
    world.delete(Release.class, "order-workflow-1");

    // Then
    world.awaitGone(ServerlessFunction.class, "charge");
    assertThat(world.lambda.function(world.nameInAWS("charge"))).isEmpty();
  }

  /** As Argo CD deletes. */
  @Test
  void aFunctionStaysWhileAWorkflowDrainsThatHasLostItsReleases(World world) {
    // Given
    String name = world.nameInAWS("order");
    world.startOperator();
    world.apply(function("charge"));
    world.apply(calling("order", "charge"));
    world.awaitReadyWorkflow("order");
    world.apply(workflow("order"));
    world.until(Workflow.class, "order", w -> w.getStatus().pins().isEmpty());
    world.stepFunctions.run(name, 1);
    world
        .client()
        .resources(Workflow.class)
        .inNamespace(world.namespace())
        .withName("order")
        .withPropagationPolicy(DeletionPropagation.FOREGROUND)
        .delete();
    world.awaitGone(Release.class, "order-workflow-1");

    // When
    world.delete(ServerlessFunction.class, "charge");

    // Then
    ServerlessFunction kept = world.awaitReason("charge", "DeletionBlocked");
    assertThat(Statuses.message(kept)).contains("/order is being deleted");

    // When
    world.stepFunctions.run(name, 0);

    // Then
    world.awaitGone(Workflow.class, "order");
    world.awaitGone(ServerlessFunction.class, "charge");
    assertThat(world.lambda.function(world.nameInAWS("charge"))).isEmpty();
  }

  @Test
  void retainFreesAFunctionThatAnOlderVersionIsBoundTo(World world) {
    // Given
    world.startOperator();
    world.apply(function("charge"));
    world.apply(calling("order", "charge"));
    world.awaitReadyWorkflow("order");
    world.apply(workflow("order"));
    world.until(Release.class, "order-workflow-2", _ -> true);
    world.delete(ServerlessFunction.class, "charge");
    world.awaitReason("charge", "DeletionBlocked");

    // When
    world.patchFunction("charge", "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");

    // Then
    world.awaitGone(ServerlessFunction.class, "charge");
    assertThat(world.lambda.function(world.nameInAWS("charge"))).isPresent();
  }

  @Test
  void whatAWorkflowNeedsIsKeptFromBeforeItsFirstStep(World world) {
    // Given: AWS does not come to creating it
    List<Pin> pins = new CopyOnWriteArrayList<>();
    world.stepFunctions.before(
        world.nameInAWS("order"),
        call -> {
          pins.addAll(world.workflow("order").getStatus().pins());
          throw AwsErrorSample.ALL.stream()
              .filter(sample -> sample.service().equals("sfn"))
              .filter(sample -> sample.code().equals("ThrottlingException"))
              .findFirst()
              .orElseThrow()
              .answer(call.operation());
        });
    world.startOperator();
    world.apply(function("charge"));
    world.apply(calling("order", "charge"));
    world.awaitWorkflowReason("order", "Throttled");

    // When
    world.delete(ServerlessFunction.class, "charge");

    // Then
    world.awaitReason("charge", "DeletionBlocked");
    assertThat(pins).isNotEmpty().extracting(Pin::function).containsOnly("charge");
    world.stepFunctions.heal(world.nameInAWS("order"));
  }

  @Test
  void everythingGoesWhenTheNamespaceGoes(World world) {
    // Given
    world.startOperator();
    world.apply(function("charge"));
    world.apply(calling("order", "charge"));
    world.awaitReadyWorkflow("order");

    // When
    world.client().namespaces().withName(world.namespace()).delete();

    // Then
    World.patiently()
        .untilAsserted(() ->
            assertThat(world.client().namespaces().withName(world.namespace()).get()).isNull());
    assertThat(world.lambda.names()).isEmpty();
    assertThat(world.stepFunctions.exists(world.nameInAWS("order"))).isFalse();
  }
}
