package dev.aileron.component;

import static dev.aileron.component.Manifest.calling;
import static dev.aileron.component.Manifest.function;
import static dev.aileron.component.Manifest.workflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aileron.api.Api;
import dev.aileron.api.Release;
import dev.aileron.api.ReleasePhase;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowStatus;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kinds.workflow.WorkflowContent;
import dev.aileron.kinds.workflow.WorkflowContent.Encryption;
import dev.aileron.kinds.workflow.WorkflowContent.Logging;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A workflow, its functions, and what becomes of it when they change. */
@ComponentTest
class WorkflowLifecycleTest {
  private static final String GROUP = "arn:aws:logs:eu-west-1:111122223333:log-group:order";
  private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/0123";

  @Test
  void settingsAreSetChangedAndTakenOutAgain(World world) {
    // Given
    world.startOperator();
    Manifest plain = workflow("order");
    world.apply(
        plain.with(
            """
            logging: { level: ALL, includeExecutionData: true, logGroupARN: "%s" }
            tracing: true
            encryption: { kmsKeyARN: "%s" }
            """
                .formatted(GROUP, KEY)));

    // When
    world.awaitReadyWorkflow("order");

    // Then
    WorkflowContent first = content(world);
    assertThat(first.logging()).isEqualTo(new Logging("ALL", true, GROUP + ":*"));
    assertThat(first.tracing()).isTrue();
    assertThat(first.encryption()).isEqualTo(new Encryption(KEY, 300));

    // When
    world.apply(
        plain.with(
            """
            logging: { logGroupARN: "%s:*" }
            encryption: { kmsKeyARN: "%s", dataKeyReuseSeconds: 60 }
            """
                .formatted(GROUP, KEY)));
    world.until(Workflow.class, "order", w -> Statuses.isReady(w) && serves(w, "2"));

    // Then
    WorkflowContent second = content(world);
    assertThat(second.logging()).isEqualTo(new Logging("ERROR", false, GROUP + ":*"));
    assertThat(second.tracing()).isFalse();
    assertThat(second.encryption()).isEqualTo(new Encryption(KEY, 60));

    // When
    world.apply(plain);
    world.until(Workflow.class, "order", w -> Statuses.isReady(w) && serves(w, "3"));

    // Then
    assertThat(content(world)).isEqualTo(WorkflowContent.of(first.definition(), first.roleARN()));
  }

  private static WorkflowContent content(World world) {
    return world.stepFunctions.served(world.nameInAWS("order"), "live").orElseThrow().content();
  }

  private static boolean serves(Workflow workflow, String version) {
    return workflow.getStatus().stable() != null
        && workflow.getStatus().stable().version().equals(version);
  }

  @Test
  void aWorkflowIsCreatedPublishedAndServed(World world) {
    // Given
    world.startOperator();

    // When
    world.apply(workflow("order"));
    Workflow object = world.awaitReadyWorkflow("order");

    // Then
    String name = world.nameInAWS("order");
    assertThat(world.stepFunctions.writes(name))
        .containsExactly("CreateStateMachine", "PublishVersion", "CreateAlias");
    assertThat(world.stepFunctions.served(name, "live")).get().extracting("number").isEqualTo("1");
    WorkflowStatus status = object.getStatus();
    assertThat(status.aliasARN()).endsWith(":stateMachine:" + name + ":live");
    assertThat(status.stable().version()).isEqualTo("1");
    assertThat(status.stable().release()).isEqualTo("order-workflow-1");
  }

  @Test
  void theFirstStatusIsWrittenBeforeAwsIsAsked(World world) {
    // Given
    List<Boolean> seenAtCalls = new CopyOnWriteArrayList<>();
    world.stepFunctions.before(
        world.nameInAWS("order"),
        call -> {
          Workflow now = world.workflow("order");
          // A pass over the generation before may still be reading.
          if (now.getMetadata().getGeneration() == 1 || call.write()) {
            seenAtCalls.add(Statuses.isCurrent(now));
          }
        });
    world.startOperator();

    // When
    world.apply(workflow("order"));
    world.awaitReadyWorkflow("order");
    world.apply(workflow("order").with("tags: { team: shop }"));
    world.awaitReadyWorkflow("order");

    // Then
    assertThat(seenAtCalls).isNotEmpty().doesNotContain(false);
  }

  @Test
  void itWaitsForItsFunctionsAndPinsTheirVersions(World world) {
    // Given
    world.startOperator();

    // When
    world.apply(calling("order", "charge", "ship"));
    Workflow waiting = world.awaitWorkflowReason("order", "DependencyNotReady");

    // Then
    assertThat(Statuses.message(waiting)).contains(world.namespace() + "/charge");
    assertThat(Statuses.condition(waiting, ConditionType.REFERENCES_RESOLVED).holds()).isFalse();
    assertThat(world.stepFunctions.calls(world.nameInAWS("order"))).isEmpty();

    // When
    world.apply(function("ship"));
    world.apply(function("charge"));
    Workflow ready = world.awaitReadyWorkflow("order");

    // Then
    assertThat(ready.getStatus().pins())
        .extracting("function", "version")
        .containsExactly(tuple("charge", "1"), tuple("ship", "1"));
    assertThat(served(world, "order"))
        .contains(versionARN(world, "charge", 1))
        .contains(versionARN(world, "ship", 1));
    Release release =
        world.until(
            Release.class,
            "order-workflow-1",
            r -> r.getStatus() != null && r.getStatus().phase() == ReleasePhase.Promoted);
    assertThat(release.getSpec().pins()).isEqualTo(ready.getStatus().pins());
  }

  @Test
  void aChangedFunctionFlowsIntoANewVersion(World world) {
    // Given
    world.startOperator();
    world.apply(function("charge"));
    world.apply(calling("order", "charge"));
    world.awaitReadyWorkflow("order");

    // When
    world.apply(function("charge").with("memoryMB: 512"));

    // Then
    Workflow moved = awaitVersion(world, "order", "2");
    assertThat(moved.getMetadata().getGeneration()).isEqualTo(1);
    assertThat(moved.getStatus().pins()).extracting("version").containsExactly("2");
    assertThat(served(world, "order")).contains(versionARN(world, "charge", 2));
    assertThat(world.stepFunctions.versions(world.nameInAWS("order")))
        .as("no version in between")
        .hasSize(2);
    world.until(
        Release.class,
        "order-workflow-1",
        r -> r.getStatus() != null && r.getStatus().phase() == ReleasePhase.Retired);
  }

  @Test
  void functionAndWorkflowChangedTogetherPublishOnce(World world) {
    // Given
    world.startOperator();
    world.apply(function("charge"));
    world.apply(calling("order", "charge"));
    world.awaitReadyWorkflow("order");

    // When
    world.lambda.freeze(world.nameInAWS("charge"));
    world.apply(function("charge").with("memoryMB: 512"));
    world.apply(calling("order", "charge").with("role: { arn: \"%s\" }".formatted(OTHER_ROLE)));
    world.awaitWorkflowReason("order", "DependencyNotReady");
    world.lambda.thaw(world.nameInAWS("charge"));

    // Then
    awaitVersion(world, "order", "2");
    assertThat(world.stepFunctions.versions(world.nameInAWS("order"))).hasSize(2);
    assertThat(served(world, "order")).contains(versionARN(world, "charge", 2));
    assertThat(
            world
                .stepFunctions
                .served(world.nameInAWS("order"), "live")
                .orElseThrow()
                .content()
                .roleARN())
        .isEqualTo(OTHER_ROLE);
  }

  @Test
  void aHalfAppliedSyncReachesNoVersion(World world) {
    // Given a world of one revision
    world.startOperator();
    world.apply(function("charge").annotated(Api.COHORT, "one"));
    world.apply(function("ship").annotated(Api.COHORT, "one"));
    Manifest order = calling("order", "charge", "ship");
    world.apply(order.annotated(Api.COHORT, "one"));
    world.awaitReadyWorkflow("order");

    // When one of three has come to the next one
    world.apply(function("charge").with("memoryMB: 512").annotated(Api.COHORT, "two"));

    // Then
    world.until(
        ServerlessFunction.class,
        "charge",
        f -> Statuses.isReady(f) && f.getStatus().stable().version().equals("2"));
    Workflow waiting = world.awaitWorkflowReason("order", "DependencyNotReady");
    assertThat(Statuses.message(waiting))
        .contains(
            "charge is of the cohort two, and this workflow of one (annotation aileron.dev/cohort)");

    // When the workflow follows, with nothing in it changed
    world.apply(order.annotated(Api.COHORT, "two"));

    // Then
    world.until(
        Workflow.class,
        "order",
        w -> Statuses.message(w).contains("ship is of the cohort one, and this workflow of two"));

    // When all have come
    world.apply(function("ship").with("memoryMB: 512").annotated(Api.COHORT, "two"));

    // Then
    world.until(Workflow.class, "order", w -> Statuses.isReady(w) && serves(w, "2"));
    assertThat(served(world, "order"))
        .contains(versionARN(world, "charge", 2), versionARN(world, "ship", 2));
    assertThat(world.stepFunctions.versions(world.nameInAWS("order"))).hasSize(2);
  }

  @Test
  void aWorkflowRunsAnotherThroughItsAlias(World world) {
    // Given
    world.startOperator();

    // When
    world.apply(
        workflow("order")
            .with(
                """
                definition:
                  StartAt: Refund
                  States:
                    Refund:
                      Type: Task
                      Resource: "arn:aws:states:::states:startExecution"
                      Parameters: { StateMachineArn: "${workflow:refund}" }
                      End: true
                """));
    world.awaitWorkflowReason("order", "DependencyNotReady");
    world.apply(workflow("refund"));
    Workflow child = world.awaitReadyWorkflow("refund");
    world.awaitReadyWorkflow("order");

    // Then
    assertThat(served(world, "order")).contains(child.getStatus().aliasARN());
  }

  @Test
  void aDefinitionFromAConfigMapIsWaitedForAndFollowed(World world) {
    // Given
    world.startOperator();

    // When
    world.apply(
        workflow("order")
            .without("definition")
            .with("definitionFrom: { configMapKeyRef: { name: order, key: asl.yaml } }"));
    Workflow waiting = world.awaitWorkflowReason("order", "DependencyNotReady");
    world.configMap("order", Map.of("asl.yaml", "StartAt: A\nStates: { A: { Type: Succeed } }"));

    // Then
    assertThat(Statuses.message(waiting)).contains("spec.definitionFrom.configMapKeyRef");
    world.awaitReadyWorkflow("order");

    // When
    world.configMap("order", Map.of("asl.yaml", "StartAt: B\nStates: { B: { Type: Succeed } }"));

    // Then
    awaitVersion(world, "order", "2");
    assertThat(served(world, "order")).contains("\"B\"");
  }

  @Test
  void whatCannotWorkIsStalledWithItsPlace(World world) {
    // Given
    world.startOperator();

    // When
    world.apply(
        workflow("order")
            .with(
                """
                definition:
                  StartAt: Done
                  States: { Done: { Type: Pass, Result: "${Tabel}", End: true } }
                """));
    Workflow stalled = world.awaitWorkflowReason("order", "InvalidSpec");

    // Then
    assertThat(Statuses.condition(stalled, ConditionType.STALLED).holds()).isTrue();
    assertThat(Statuses.message(stalled)).contains("spec.definition").contains("${Tabel}");
    assertThat(world.stepFunctions.calls(world.nameInAWS("order"))).isEmpty();
  }

  @Test
  void aLookAtWhatIsInSyncWritesNothing(World world) {
    // Given
    world.startOperator(world.client(), Duration.ofSeconds(1));
    world.apply(function("charge"));
    world.apply(calling("order", "charge"));
    Workflow ready = world.awaitReadyWorkflow("order");
    String name = world.nameInAWS("order");
    int writes = world.stepFunctions.writes(name).size();
    long looks = world.stepFunctions.attempts(name, "DescribeStateMachine");

    // When
    World.patiently()
        .until(() -> world.stepFunctions.attempts(name, "DescribeStateMachine") >= looks + 2);

    // Then
    assertThat(world.stepFunctions.writes(name)).hasSize(writes);
    assertThat(world.workflow("order").getMetadata().getResourceVersion())
        .isEqualTo(ready.getMetadata().getResourceVersion());
  }

  private static final String OTHER_ROLE = "arn:aws:iam::111122223333:role/other";

  private static Workflow awaitVersion(World world, String name, String version) {
    return world.until(
        Workflow.class,
        name,
        w -> Statuses.isReady(w) && w.getStatus().stable().version().equals(version));
  }

  private static String served(World world, String workflow) {
    return world
        .stepFunctions
        .served(world.nameInAWS(workflow), "live")
        .orElseThrow()
        .content()
        .definition();
  }

  private static String versionARN(World world, String function, int version) {
    ServerlessFunction object = world.function(function);
    return object.getStatus().functionARN() + ":" + version;
  }
}
