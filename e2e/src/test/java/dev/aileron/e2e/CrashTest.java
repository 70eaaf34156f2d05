package dev.aileron.e2e;

import static dev.aileron.e2e.world.Manifests.answering;
import static dev.aileron.e2e.world.Manifests.workflowCalling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aileron.e2e.world.AwsRequest;
import dev.aileron.e2e.world.EndToEnd;
import dev.aileron.e2e.world.Resource;
import dev.aileron.e2e.world.TestNamespace;
import dev.aileron.e2e.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * The operator ends, with a warning and without, and comes back. Late in the run: what the other
 * suites have left is what it comes back to.
 */
@EndToEnd
@Order(Integer.MAX_VALUE - 1)
class CrashTest {

  @Test
  void aRestartWithNothingChangedWritesNothing(World world, TestNamespace namespace) {
    // given
    namespace.apply(
        answering("one", "hello"),
        answering("two", "hello", "memoryMB: 256", "tags: { team: red }"),
        workflowCalling("both", "one", "two"));
    namespace.awaitPinned("both", "two", "1");
    // A RevisionId moves once more when a version was published; another look takes note of that.
    restart(world, namespace, "marker-1");
    awaitRevisions(world, namespace, "one", "two");
    var workflow = namespace.workflow("both");
    var one = namespace.function("one");
    var two = namespace.function("two");
    var releases = namespace.releases();

    // when
    var mark = restart(world, namespace, "marker-2");

    // then
    // Everything of all suites so far is looked at, not only what this test has made.
    assertThat(world.requests().since(mark))
        .filteredOn(AwsRequest::write)
        .filteredOn(it -> !namespace.awsName("marker-2").equals(it.resource()))
        .isEmpty();
    assertThat(
            List.of(
                namespace.workflow("both"), namespace.function("one"), namespace.function("two")))
        .extracting(Resource::resourceVersion)
        .describedAs("nor is anything written in the cluster")
        .containsExactly(workflow.resourceVersion(), one.resourceVersion(), two.resourceVersion());
    assertThat(namespace.releases())
        .filteredOn(it -> !it.name().startsWith("marker-2"))
        .extracting(Resource::resourceVersion)
        .containsExactlyElementsOf(releases.stream().map(Resource::resourceVersion).toList());
  }

  @Test
  void killedAgainAndAgainWhileItMakesTwentyFunctionsItMakesEachOnce(
      World world, TestNamespace namespace) {
    // given
    var functions = IntStream.rangeClosed(1, 20).mapToObj("f%02d"::formatted).toList();

    // when
    for (var function : functions) {
      namespace.apply(answering(function, function));
    }
    killOnceAsked(world, namespace, "CreateFunction", 4);
    world.sandbox().startOperator();
    killOnceAsked(world, namespace, "GetFunction", 7);
    world.sandbox().startOperator();
    killOnceAsked(world, namespace, "CreateAlias", 13);
    world.sandbox().startOperator();

    // then
    functions.forEach(namespace::awaitReadyFunction);
    assertThat(world.aws().functions(namespace.name())).hasSize(functions.size());
    for (var function : functions) {
      var name = namespace.awsName(function);
      assertThat(world.aws().functionVersions(name))
          .describedAs("versions of " + function)
          .containsExactly("1");
      assertThat(world.aws().servedVersion(name, "live")).isEqualTo("1");
      var configuration =
          world.aws().lambda().getFunctionConfiguration(it -> it.functionName(name));
      assertThat(configuration.state()).isEqualTo(State.ACTIVE);
      assertThat(configuration.lastUpdateStatus()).isNotEqualTo(LastUpdateStatus.IN_PROGRESS);
      assertThat(namespace.function(function).status("Reconciling")).isEqualTo("absent");
    }
    assertThat(namespace.releases())
        .extracting(Resource::name)
        .containsExactlyInAnyOrderElementsOf(
            functions.stream().map(it -> it + "-function-1").toList());
    assertThat(world.aws().invoke(namespace.function("f13").text("/status/aliasARN")).asText())
        .isEqualTo("f13");
  }

  @Test
  void whatChangedMeanwhileBecomesOneVersionOfTheWorkflow(World world, TestNamespace namespace) {
    // given
    namespace.apply(
        answering("one", "old"), answering("two", "old"), workflowCalling("both", "one", "two"));
    namespace.awaitPinned("both", "two", "1");
    world.sandbox().stopOperator();

    // when
    namespace.apply(answering("one", "new"), answering("two", "new"));
    world.sandbox().startOperator();

    // then
    namespace.awaitPinned("both", "one", "2");
    var workflow = namespace.awaitPinned("both", "two", "2");
    assertThat(world.aws().stateMachineVersions(workflow.text("/status/stateMachineARN")))
        .describedAs("never a version with one function new and the other old")
        .hasSize(2);
    world
        .aws()
        .awaitRun(
            workflow.text("/status/aliasARN"),
            "{}",
            it -> assertThat(it.toString()).isEqualTo("{\"one\":\"new\",\"two\":\"new\"}"));
  }

  @Test
  void whatWasDeletedMeanwhileGoes(World world, TestNamespace namespace) {
    // given
    namespace.apply(answering("greeter", "hello"), workflowCalling("greet", "greeter"));
    namespace.awaitPinned("greet", "greeter", "1");
    world.sandbox().killOperator();

    // when
    namespace.deleteFunction("greeter");
    namespace.deleteWorkflow("greet");
    world.sandbox().startOperator();

    // then
    namespace.awaitGone("Workflow", "greet");
    namespace.awaitGone("ServerlessFunction", "greeter");
    assertThat(world.aws().functions(namespace.name())).isEmpty();
    assertThat(world.aws().stateMachines(namespace.name())).isEmpty();
  }

  /** Kills the operator as soon as AWS was asked for something so many times. */
  private static void killOnceAsked(
      World world, TestNamespace namespace, String operation, int times) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(() ->
            assertThat(namespace.requests())
                .filteredOn(it -> it.operation().equals(operation))
                .hasSizeGreaterThanOrEqualTo(times));
    world.sandbox().killOperator();
  }

  /** Waits until the statuses say what AWS says; with many objects a look may have to wait. */
  private static void awaitRevisions(World world, TestNamespace namespace, String... functions) {
    for (var name : functions) {
      var revision =
          world
              .aws()
              .lambda()
              .getFunction(it -> it.functionName(namespace.awsName(name)))
              .configuration()
              .revisionId();
      namespace.awaitFunction(
          name, it -> assertThat(it.text("/status/revisionID")).isEqualTo(revision));
    }
  }

  /**
   * Restarts the operator and waits until it has looked at everything.
   *
   * @return the moment before it came back
   */
  private static Instant restart(World world, TestNamespace namespace, String marker) {
    world.sandbox().stopOperator();
    var mark = world.requests().now();
    world.sandbox().startOperator();
    awaitLookedAt(namespace, mark, Set.of("one", "two", "both"));
    // By the time that this one is served, what a look at the others would have led to is done.
    namespace.apply(answering(marker, "hello"));
    namespace.awaitServed(marker, "1");
    return mark;
  }

  /** Waits until AWS was asked about each of the objects. */
  private static void awaitLookedAt(TestNamespace namespace, Instant mark, Set<String> objects) {
    TestNamespace.patiently()
        .untilAsserted(() -> {
          var unseen = new HashSet<>(objects);
          namespace
              .requestsSince(mark)
              .forEach(request ->
                  unseen.removeIf(it -> request.resource().contains(namespace.awsName(it))));
          assertThat(unseen).describedAs("not looked at yet").isEmpty();
        });
  }
}
