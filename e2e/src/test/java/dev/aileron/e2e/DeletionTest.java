package dev.aileron.e2e;

import static dev.aileron.e2e.world.Manifests.answering;
import static dev.aileron.e2e.world.Manifests.calling;
import static dev.aileron.e2e.world.Manifests.workflow;
import static dev.aileron.e2e.world.Manifests.workflowCalling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aileron.e2e.world.EndToEnd;
import dev.aileron.e2e.world.TestNamespace;
import dev.aileron.e2e.world.World;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/** What deletion takes away, what it waits for, and what it never touches. */
@EndToEnd
class DeletionTest {

  @Test
  void deletedObjectsLeaveNothingInAwsAndNothingInTheCluster(World world, TestNamespace namespace) {
    // given
    namespace.apply(answering("greeter", "hello"), workflowCalling("greet", "greeter"));
    namespace.awaitPinned("greet", "greeter", "1");
    namespace.apply(answering("greeter", "hello again"));
    var workflow = namespace.awaitPinned("greet", "greeter", "2");

    // when
    namespace.deleteWorkflow("greet");
    namespace.deleteFunction("greeter");

    // then
    namespace.awaitGone("Workflow", "greet");
    namespace.awaitGone("ServerlessFunction", "greeter");
    TestNamespace.patiently().until(() -> namespace.releases().isEmpty());
    assertNothingLeftInAws(world, namespace);
    // Versions and aliases of a function go with it.
    var name = namespace.awsName("greeter");
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> world.aws().functionVersions(name));
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> world.aws().lambda().listAliases(it -> it.functionName(name)));
    assertThatExceptionOfType(StateMachineDoesNotExistException.class)
        .isThrownBy(() ->
            world
                .aws()
                .stepFunctions()
                .describeStateMachine(
                    it -> it.stateMachineArn(workflow.text("/status/stateMachineARN"))));
    // Not asserted: versions and aliases of the state machine. AWS deletes them with it; the AWS of
    // the sandbox keeps them and gives them to the next state machine of that name.
  }

  @Test
  void aNamespaceGoesWithEverythingInIt(World world, TestNamespace namespace) {
    // given
    namespace.apply(
        answering("one", "hello"),
        answering("two", "hello"),
        workflowCalling("both", "one", "two"),
        workflowCalling("first", "one"));
    namespace.awaitPinned("both", "two", "1");
    namespace.awaitPinned("first", "one", "1");

    // when
    world.cluster().deleteNamespace(namespace.name());

    // then
    TestNamespace.patiently()
        .untilAsserted(() ->
            assertThat(world.cluster().hasNamespace(namespace.name()))
                .describedAs(world.cluster().namespaceStatus(namespace.name()))
                .isFalse());
    assertNothingLeftInAws(world, namespace);
  }

  @Test
  void aFunctionThatAWorkflowPinsStaysAndSaysForWhom(World world, TestNamespace namespace) {
    // given
    namespace.apply(answering("greeter", "hello"), workflowCalling("greet", "greeter"));
    var workflow = namespace.awaitPinned("greet", "greeter", "1");

    // when
    namespace.deleteFunction("greeter");

    // then
    namespace.awaitFunction(
        "greeter",
        it -> {
          assertThat(it.isBeingDeleted()).isTrue();
          assertThat(it.condition("Ready"))
              .hasValueSatisfying(ready -> {
                assertThat(ready.reason()).isEqualTo("DeletionBlocked");
                assertThat(ready.message()).contains("Workflow").contains("greet");
              });
        });
    assertThat(world.aws().run(workflow.text("/status/aliasARN"), "{}").path("greeter").asText())
        .isEqualTo("hello");

    // and when
    namespace.deleteWorkflow("greet");

    // then
    namespace.awaitGone("Workflow", "greet");
    namespace.awaitGone("ServerlessFunction", "greeter");
    assertNothingLeftInAws(world, namespace);
  }

  @Test
  void aBlockedFunctionIsFreedByRetaining(World world, TestNamespace namespace) {
    // given
    namespace.apply(answering("greeter", "hello"), workflowCalling("greet", "greeter"));
    namespace.awaitPinned("greet", "greeter", "1");
    namespace.deleteFunction("greeter");
    namespace.awaitFunction(
        "greeter",
        it ->
            assertThat(it.condition("Ready"))
                .hasValueSatisfying(
                    ready -> assertThat(ready.reason()).isEqualTo("DeletionBlocked")));
    var mark = world.requests().now();

    // when
    namespace.apply(answering("greeter", "hello", "deletionPolicy: Retain"));

    // then
    namespace.awaitGone("ServerlessFunction", "greeter");
    assertThat(world.aws().functions(namespace.name())).hasSize(1);
    assertThat(namespace.requestsSince(mark)).noneMatch(it -> it.write());
  }

  @Test
  void whatIsRetainedStaysInAwsAsItWas(World world, TestNamespace namespace) {
    // given
    namespace.apply(
        answering("greeter", "hello", "deletionPolicy: Retain"),
        workflow(
            "greet", "definition:\n" + calling("greeter").indent(2), "deletionPolicy: Retain"));
    var workflow = namespace.awaitPinned("greet", "greeter", "1");
    var mark = world.requests().now();

    // when
    namespace.deleteWorkflow("greet");
    namespace.awaitGone("Workflow", "greet");
    namespace.deleteFunction("greeter");
    namespace.awaitGone("ServerlessFunction", "greeter");

    // then
    assertThat(namespace.requestsSince(mark)).noneMatch(it -> it.write());
    assertThat(world.aws().run(workflow.text("/status/aliasARN"), "{}").path("greeter").asText())
        .isEqualTo("hello");
  }

  @Test
  void aDrainedWorkflowWaitsForItsExecutions(World world, TestNamespace namespace) {
    // given
    namespace.apply(
        workflow(
            "slow",
            """
            definition:
              StartAt: Sleep
              States:
                Sleep: { Type: Wait, Seconds: 3600, End: true }
            """,
            "deletionPolicy: Drain"));
    var workflow = namespace.awaitReadyWorkflow("slow");
    var execution =
        world
            .aws()
            .stepFunctions()
            .startExecution(it -> it.stateMachineArn(workflow.text("/status/aliasARN")))
            .executionArn();

    // when
    namespace.deleteWorkflow("slow");

    // then
    namespace.awaitWorkflow(
        "slow",
        it -> {
          assertThat(it.isBeingDeleted()).isTrue();
          assertThat(it.condition("Ready"))
              .hasValueSatisfying(ready -> assertThat(ready.message()).contains("execution"));
        });
    assertThat(world.aws().stateMachines(namespace.name())).hasSize(1);
    assertThat(namespace.requests()).noneMatch(it -> it.operation().equals("DeleteStateMachine"));

    // and when
    world.aws().stepFunctions().stopExecution(it -> it.executionArn(execution));

    // then
    namespace.awaitGone("Workflow", "slow");
    assertNothingLeftInAws(world, namespace);
  }

  @Test
  void whatIsMadeAgainAfterItsDeletionWorks(World world, TestNamespace namespace) {
    // given
    namespace.apply(answering("greeter", "before"));
    namespace.awaitServed("greeter", "1");
    namespace.deleteFunction("greeter");
    namespace.awaitGone("ServerlessFunction", "greeter");
    TestNamespace.patiently().until(() -> namespace.releases().isEmpty());

    // when
    namespace.apply(answering("greeter", "after"));

    // then
    // Its version's number is not asserted: AWS goes on counting, the sandbox's AWS begins at 1.
    var greeter = namespace.awaitReadyFunction("greeter");
    assertThat(world.aws().invoke(greeter.text("/status/aliasARN")).asText()).isEqualTo("after");
  }

  @Test
  void functionsOfOthersAreNeitherTakenOverNorDeleted(World world, TestNamespace namespace) {
    // given
    var name = namespace.awsName("greeter");
    world
        .aws()
        .lambda()
        .createFunction(it ->
            it.functionName(name)
                .runtime(Runtime.PYTHON3_13)
                .handler("app.handler")
                .role("arn:aws:iam::111122223333:role/functions")
                .code(
                    code -> code.zipFile(SdkBytes.fromByteArray(Archives.of("app.py", "x = 1")))));
    var theirs = world.aws().lambda().getFunctionConfiguration(it -> it.functionName(name));
    var mark = world.requests().now();

    // when
    namespace.apply(answering("greeter", "ours"));

    // then
    namespace.awaitFunction(
        "greeter",
        it ->
            assertThat(it.condition("Stalled"))
                .hasValueSatisfying(stalled -> assertThat(stalled.message()).contains(name)));

    // and when
    namespace.deleteFunction("greeter");

    // then
    namespace.awaitGone("ServerlessFunction", "greeter");
    // A create that AWS refuses, because there is one of that name, is no harm and saves a look.
    assertThat(namespace.requestsSince(mark)).noneMatch(it -> it.write() && it.status() < 300);
    assertThat(
            world.aws().lambda().getFunctionConfiguration(it -> it.functionName(name)).codeSha256())
        .isEqualTo(theirs.codeSha256());
  }

  private static void assertNothingLeftInAws(World world, TestNamespace namespace) {
    assertThat(world.aws().functions(namespace.name())).isEmpty();
    assertThat(world.aws().stateMachines(namespace.name())).isEmpty();
  }
}
