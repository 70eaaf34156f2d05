package dev.aileron.e2e;

import static dev.aileron.e2e.world.Manifests.answering;
import static dev.aileron.e2e.world.Manifests.configMap;
import static dev.aileron.e2e.world.Manifests.constant;
import static dev.aileron.e2e.world.Manifests.functionWithCode;
import static dev.aileron.e2e.world.Manifests.workflow;
import static dev.aileron.e2e.world.Manifests.workflowCalling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aileron.e2e.world.EndToEnd;
import dev.aileron.e2e.world.Manifests;
import dev.aileron.e2e.world.Resource;
import dev.aileron.e2e.world.TestNamespace;
import dev.aileron.e2e.world.World;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a change costs: a version, or none, and never two. */
@EndToEnd
class ChangeTest {
  private static final String SUCCEEDS =
      "definition: { StartAt: Done, States: { Done: { Type: Succeed } } }";

  @Test
  void theSettingsOfAWorkflowAreSetAndTakenOutAgain(World world, TestNamespace namespace) {
    // given
    var key = "arn:aws:kms:eu-west-1:111122223333:key/0123";
    namespace.apply(
        workflow(
            "watched",
            SUCCEEDS,
            "tracing: true",
            "encryption: { kmsKeyARN: \"%s\", dataKeyReuseSeconds: 60 }".formatted(key)));
    var arn = namespace.awaitWorkflowServed("watched", "1").text("/status/stateMachineARN");
    var machine = world.aws().stepFunctions().describeStateMachine(it -> it.stateMachineArn(arn));
    assertThat(machine.tracingConfiguration().enabled()).isTrue();
    assertThat(machine.encryptionConfiguration().kmsKeyId()).isEqualTo(key);
    assertThat(machine.encryptionConfiguration().kmsDataKeyReusePeriodSeconds()).isEqualTo(60);

    // when
    namespace.apply(workflow("watched", SUCCEEDS));

    // then
    namespace.awaitWorkflowServed("watched", "2");
    var plain = world.aws().stepFunctions().describeStateMachine(it -> it.stateMachineArn(arn));
    assertThat(plain.tracingConfiguration().enabled()).isFalse();
    assertThat(plain.encryptionConfiguration().typeAsString()).isEqualTo("AWS_OWNED_KEY");
  }

  @Test
  void newCodeAnswersNewExecutionsWhileTheVersionBeforeStays(World world, TestNamespace namespace) {
    // given
    namespace.apply(answering("greeter", "old"), workflowCalling("greet", "greeter"));
    var before = namespace.awaitPinned("greet", "greeter", "1");
    var aliasArn = before.text("/status/aliasARN");
    assertThat(world.aws().run(aliasArn, "{}").path("greeter").asText()).isEqualTo("old");
    var oldVersion = world.aws().servedStateMachineVersion(aliasArn);

    // when
    namespace.apply(answering("greeter", "new"));

    // then
    var after = namespace.awaitPinned("greet", "greeter", "2");
    assertThat(after.text("/status/aliasARN")).isEqualTo(aliasArn);
    world
        .aws()
        .awaitRun(aliasArn, "{}", it -> assertThat(it.path("greeter").asText()).isEqualTo("new"));

    // and then
    var function = namespace.awaitServed("greeter", "2");
    var functionArn = function.text("/status/functionARN");
    assertThat(world.aws().invoke(functionArn + ":1").asText()).isEqualTo("old");
    world
        .aws()
        .awaitInvoke(
            function.text("/status/aliasARN"), it -> assertThat(it.asText()).isEqualTo("new"));
    assertThat(world.aws().stateMachineVersions(after.text("/status/stateMachineARN")))
        .hasSize(2)
        .contains(oldVersion);
    assertThat(world.aws().run(oldVersion, "{}").path("greeter").asText())
        .as("an execution of the version before calls the function of before")
        .isEqualTo("old");
    assertThat(
            world
                .aws()
                .stepFunctions()
                .describeStateMachine(it -> it.stateMachineArn(oldVersion))
                .definition())
        .contains(functionArn + ":1")
        .doesNotContain(functionArn + ":2");

    // and then
    assertThat(namespace.releases())
        .extracting(Resource::name, it -> it.text("/status/phase"))
        .containsExactlyInAnyOrder(
            tuple("greeter-function-1", "Retired"),
            tuple("greeter-function-2", "Promoted"),
            tuple("greet-workflow-1", "Retired"),
            tuple("greet-workflow-2", "Promoted"));
  }

  @Test
  void codeAndMemoryInOneApplyAreOneVersion(World world, TestNamespace namespace) {
    // given
    namespace.apply(
        answering("greeter", "old", "memoryMB: 128"), workflowCalling("greet", "greeter"));
    namespace.awaitPinned("greet", "greeter", "1");

    // when
    namespace.apply(answering("greeter", "new", "memoryMB: 256"));

    // then
    var workflow = namespace.awaitPinned("greet", "greeter", "2");
    namespace.awaitServed("greeter", "2");
    var name = namespace.awsName("greeter");
    assertThat(world.aws().functionVersions(name)).containsExactly("1", "2");
    assertThat(world.aws().servedVersion(name, "live")).isEqualTo("2");
    var second =
        world.aws().lambda().getFunctionConfiguration(it -> it.functionName(name).qualifier("2"));
    assertThat(second.memorySize()).isEqualTo(256);
    assertThat(world.aws().invoke(second.functionArn()).asText()).isEqualTo("new");
    assertThat(world.aws().stateMachineVersions(workflow.text("/status/stateMachineARN")))
        .describedAs("versions of the workflow: one change of the function, one new version")
        .hasSize(2);
  }

  @Test
  void settingsAloneAreAVersion(World world, TestNamespace namespace) {
    // given
    namespace.apply(answering("greeter", "hello"));
    namespace.awaitServed("greeter", "1");

    // when
    namespace.apply(
        answering(
            "greeter", "hello", "timeoutSeconds: 30", "env: [ { name: MODE, value: loud } ]"));

    // then
    namespace.awaitServed("greeter", "2");
    var name = namespace.awsName("greeter");
    assertThat(world.aws().functionVersions(name)).containsExactly("1", "2");
    var second =
        world.aws().lambda().getFunctionConfiguration(it -> it.functionName(name).qualifier("2"));
    assertThat(second.timeout()).isEqualTo(30);
    assertThat(second.environment().variables()).containsExactly(Map.entry("MODE", "loud"));
  }

  @Test
  void tagsAndDescriptionsAreNoVersion(World world, TestNamespace namespace) {
    // given
    namespace.apply(
        answering(
            "greeter", "hello", "tags: { team: red, floor: \"1\" }", "description: Says hello"),
        workflow("greet", definition(), "tags: { team: red }"));
    namespace.awaitPinned("greet", "greeter", "1");

    // when
    namespace.apply(
        answering("greeter", "hello", "tags: { team: blue }", "description: Greets"),
        workflow("greet", definition(), "tags: { team: blue }"));

    // then
    var function = observed(namespace.awaitFunction("greeter", ChangeTest::isReadyAtTwo));
    var workflow = observed(namespace.awaitWorkflow("greet", ChangeTest::isReadyAtTwo));
    assertThat(
            world
                .aws()
                .lambda()
                .listTags(it -> it.resource(function.text("/status/functionARN")))
                .tags())
        .containsEntry("team", "blue")
        .doesNotContainKey("floor");
    assertThat(
            world
                .aws()
                .lambda()
                .getFunctionConfiguration(it -> it.functionName(namespace.awsName("greeter")))
                .description())
        .isEqualTo("Greets");
    // Tags take AWS a moment.
    TestNamespace.patiently()
        .untilAsserted(() ->
            assertThat(
                    world
                        .aws()
                        .stepFunctions()
                        .listTagsForResource(
                            it -> it.resourceArn(workflow.text("/status/stateMachineARN")))
                        .tags())
                .anySatisfy(tag -> {
                  assertThat(tag.key()).isEqualTo("team");
                  assertThat(tag.value()).isEqualTo("blue");
                }));

    // and then
    assertThat(world.aws().functionVersions(namespace.awsName("greeter"))).containsExactly("1");
    assertThat(world.aws().stateMachineVersions(workflow.text("/status/stateMachineARN")))
        .hasSize(1);
    assertThat(namespace.releases())
        .extracting(Resource::name)
        .containsExactlyInAnyOrder("greeter-function-1", "greet-workflow-1");
  }

  @Test
  void aChangeOfAConfigMapIsAChangeOfWhatUsesIt(World world, TestNamespace namespace) {
    // given
    namespace.apply(
        configMap("code", "app.py", constant("one")),
        functionWithCode("greeter", "code: { configMapRef: { name: code } }"),
        configMap("definition", "greet.yaml", Manifests.calling("greeter")),
        workflow(
            "greet", "definitionFrom: { configMapKeyRef: { name: definition, key: greet.yaml } }"));
    namespace.awaitPinned("greet", "greeter", "1");

    // when
    namespace.apply(configMap("code", "app.py", constant("two")));

    // then
    var greet = namespace.awaitPinned("greet", "greeter", "2");
    var aliasArn = greet.text("/status/aliasARN");
    world
        .aws()
        .awaitRun(aliasArn, "{}", it -> assertThat(it.path("greeter").asText()).isEqualTo("two"));

    // and when
    namespace.apply(
        configMap(
            "definition", "greet.yaml", Manifests.calling("greeter") + "Comment: Says hello\n"));

    // then
    namespace.awaitWorkflow(
        "greet", it -> assertThat(it.text("/status/stable/version")).isEqualTo("3"));
    assertThat(world.aws().servedStateMachineVersion(aliasArn)).endsWith(":3");
    assertThat(
            world
                .aws()
                .stepFunctions()
                .describeStateMachine(
                    it -> it.stateMachineArn(greet.text("/status/stateMachineARN")))
                .definition())
        .contains("Says hello");
  }

  @Test
  void whatIsSuspendedIsLeftAlone(World world, TestNamespace namespace) {
    // given
    namespace.apply(answering("greeter", "old"));
    namespace.awaitServed("greeter", "1");
    var mark = world.requests().now();

    // when
    namespace.apply(answering("greeter", "new", "suspend: true"));

    // then
    namespace.awaitFunction("greeter", it -> assertThat(it.status("Paused")).isEqualTo("True"));
    assertThat(namespace.requestsSince(mark)).noneMatch(it -> it.write());
    assertThat(world.aws().functionVersions(namespace.awsName("greeter"))).containsExactly("1");

    // and when
    namespace.apply(answering("greeter", "new"));

    // then
    var greeter = namespace.awaitServed("greeter", "2");
    assertThat(greeter.status("Paused")).isNotEqualTo("True");
    world
        .aws()
        .awaitInvoke(
            greeter.text("/status/aliasARN"), it -> assertThat(it.asText()).isEqualTo("new"));
  }

  private static String definition() {
    return "definition:\n" + Manifests.calling("greeter").indent(2);
  }

  private static void isReadyAtTwo(Resource object) {
    assertThat(object.generation()).isEqualTo(2);
    assertThat(object.isReady()).isTrue();
  }

  private static Resource observed(Resource object) {
    assertThat(object.observedGeneration()).isEqualTo(object.generation());
    return object;
  }
}
