package dev.aileron.e2e;

import static dev.aileron.e2e.world.Manifests.answering;
import static dev.aileron.e2e.world.Manifests.workflowCalling;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.e2e.world.AwsRequest;
import dev.aileron.e2e.world.EndToEnd;
import dev.aileron.e2e.world.Resource;
import dev.aileron.e2e.world.TestNamespace;
import dev.aileron.e2e.world.World;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What Argo CD, Flux, Helm and kubectl see of an object, and what they must not see. */
@EndToEnd
class GitOpsTest {

  private static final String ARGO_CD = "argocd-controller";

  @Test
  void theSameManifestsAgainChangeNothingAnywhere(World world, TestNamespace namespace) {
    // given
    var manifests = List.of(answering("greeter", "hello"), workflowCalling("greet", "greeter"));
    manifests.forEach(it -> namespace.applyAs(ARGO_CD, it));
    var workflow = namespace.awaitPinned("greet", "greeter", "1");
    var function = namespace.awaitServed("greeter", "1");
    var mark = world.requests().now();

    // when
    var again = manifests.stream().map(it -> namespace.applyAs(ARGO_CD, it)).toList();

    // then
    assertThat(again).extracting(Resource::generation).containsExactly(1L, 1L);
    assertThat(again)
        .extracting(Resource::resourceVersion)
        .describedAs("nothing of the objects changed, their managed fields included")
        .containsExactly(function.resourceVersion(), workflow.resourceVersion());

    // and when
    // Something that does change, so that there is a moment by which all of it was seen.
    namespace.apply(answering("marker", "hello"));
    namespace.awaitServed("marker", "1");

    // then
    assertThat(namespace.requestsSince(mark))
        .filteredOn(AwsRequest::write)
        .filteredOn(it -> !it.resource().contains("marker"))
        .isEmpty();
    assertThat(namespace.function("greeter").resourceVersion())
        .isEqualTo(function.resourceVersion());
    assertThat(namespace.workflow("greet").resourceVersion()).isEqualTo(workflow.resourceVersion());
  }

  @Test
  void nobodyButTheirAuthorOwnsFieldsOfSpecs(World world, TestNamespace namespace) {
    // when
    namespace.applyAs(ARGO_CD, answering("greeter", "hello"));
    namespace.applyAs(ARGO_CD, workflowCalling("greet", "greeter"));
    var workflow = namespace.awaitPinned("greet", "greeter", "1");
    var function = namespace.awaitServed("greeter", "1");

    // then
    for (var object : List.of(workflow, function)) {
      assertThat(managers(object, "f:spec")).containsExactly(ARGO_CD);
      assertThat(managers(object, "f:status")).hasSize(1).doesNotContain(ARGO_CD);
      assertThat(object.generation()).isEqualTo(1);
    }
  }

  @Test
  void onItsWayToReadyNothingEverLooksFailed(World world, TestNamespace namespace) {
    // when
    namespace.apply(answering("greeter", "old"));
    namespace.awaitServed("greeter", "1");
    namespace.apply(answering("greeter", "new"));
    var function = namespace.awaitServed("greeter", "2");

    // then
    TestNamespace.patiently()
        .untilAsserted(() ->
            assertThat(world.statuses().statesOf(function))
                .extracting(Resource::resourceVersion)
                .contains(function.resourceVersion()));
    var states = world.statuses().statesOf(function);
    assertThat(states)
        .describedAs("one Degraded reading fails a whole sync of Argo CD")
        .allSatisfy(it -> {
          assertThat(it.status("Ready")).isIn("absent", "Unknown", "True");
          assertThat(it.status("Stalled")).isEqualTo("absent");
        });
    assertThat(states)
        .describedAs("between the two releases it says that it works, and that the old one serves")
        .anySatisfy(it -> {
          assertThat(it.observedGeneration()).isEqualTo(2);
          assertThat(it.status("Ready")).isEqualTo("Unknown");
          assertThat(it.status("Reconciling")).isEqualTo("True");
          assertThat(it.status("Available")).isEqualTo("True");
        });
  }

  @Test
  void whatIsReadySaysSoInTheTermsOfTools(World world, TestNamespace namespace) {
    // when
    namespace.apply(answering("greeter", "hello"), workflowCalling("greet", "greeter"));
    var workflow = namespace.awaitPinned("greet", "greeter", "1");
    var function = namespace.awaitServed("greeter", "1");

    // then
    for (var object : List.of(workflow, function)) {
      assertThat(object.observedGeneration()).isEqualTo(object.generation());
      assertThat(object.condition("Ready"))
          .hasValueSatisfying(it -> assertThat(it.reason()).isEqualTo("Available"));
      assertThat(object.status("Synced")).isEqualTo("True");
      assertThat(object.status("Available")).isEqualTo("True");
      assertThat(object.status("Reconciling")).isEqualTo("absent");
      assertThat(object.status("Stalled")).isEqualTo("absent");
      assertThat(object.text("/status/aliasARN")).endsWith(":live");
    }
    assertThat(world.cluster().events(function))
        .describedAs("kubectl describe tells what happened")
        .isNotEmpty();
  }

  @Test
  void kubectlGetPrintsWhatOneLooksFor(World world, TestNamespace namespace) {
    // given
    namespace.apply(answering("greeter", "hello"), workflowCalling("greet", "greeter"));
    namespace.awaitPinned("greet", "greeter", "1");
    namespace.awaitServed("greeter", "1");

    // when
    var functions = world.cluster().table("serverlessfunctions", namespace.name());
    var workflows = world.cluster().table("workflows", namespace.name());
    var releases = world.cluster().table("releases", namespace.name());

    // then
    assertThat(columns(functions, 0)).containsExactly("Name", "Ready", "Reason", "Version", "Age");
    assertThat(columns(functions, 1)).containsExactly("ARN", "Runtime", "Message");
    assertThat(cells(functions, 0)).startsWith("greeter", "True", "Available", "1");
    assertThat(columns(workflows, 0)).containsExactly("Name", "Ready", "Reason", "Version", "Age");
    assertThat(columns(workflows, 1)).containsExactly("ARN", "Type", "Message");
    assertThat(cells(workflows, 0)).startsWith("greet", "True", "Available", "1");
    assertThat(columns(releases, 0))
        .containsExactly("Name", "Owner", "Version", "Phase", "Weight", "Age");
    assertThat(cells(releases, 0)).startsWith("greet-workflow-1", "greet", "1", "Promoted", "100");
    assertThat(cells(releases, 1))
        .startsWith("greeter-function-1", "greeter", "1", "Promoted", "100");
  }

  @Test
  void releasesStandUnderTheirOwners(World world, TestNamespace namespace) {
    // given
    namespace.apply(answering("greeter", "hello"), workflowCalling("greet", "greeter"));

    // when
    var workflow = namespace.awaitPinned("greet", "greeter", "1");
    var function = namespace.awaitServed("greeter", "1");

    // then
    assertThat(function.text("/status/stable/release")).isEqualTo("greeter-function-1");
    assertThat(workflow.text("/status/stable/release")).isEqualTo("greet-workflow-1");
    var ofFunction = release(namespace, "greeter-function-1");
    var ofWorkflow = release(namespace, "greet-workflow-1");
    assertOwned(ofFunction, function);
    assertOwned(ofWorkflow, workflow);
    assertThat(ofFunction.text("/spec/versionARN"))
        .isEqualTo(function.text("/status/functionARN") + ":1");
    assertThat(ofFunction.text("/spec/codeSHA256"))
        .isEqualTo(function.text("/status/codeSHA256"))
        .isEqualTo(
            world
                .aws()
                .lambda()
                .getFunctionConfiguration(it -> it.functionName(namespace.awsName("greeter")))
                .codeSha256());
    assertThat(ofWorkflow.text("/spec/versionARN"))
        .isEqualTo(world.aws().servedStateMachineVersion(workflow.text("/status/aliasARN")));
    assertThat(ofWorkflow.json().at("/spec/pins/0/arn").asText())
        .isEqualTo(function.text("/status/functionARN") + ":1");
  }

  private static Resource release(TestNamespace namespace, String name) {
    return namespace.releases().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no Release " + name));
  }

  private static void assertOwned(Resource release, Resource owner) {
    assertThat(release.json().at("/metadata/ownerReferences")).hasSize(1);
    assertThat(release.text("/metadata/ownerReferences/0/uid")).isEqualTo(owner.uid());
    assertThat(release.text("/metadata/ownerReferences/0/kind")).isEqualTo(owner.kind());
    assertThat(release.text("/metadata/ownerReferences/0/controller")).isEqualTo("true");
    assertThat(release.text("/spec/owner/name")).isEqualTo(owner.name());
    assertThat(release.text("/spec/owner/kind")).isEqualTo(owner.kind());
  }

  private static List<String> managers(Resource object, String field) {
    return elements(object.json().at("/metadata/managedFields"))
        .filter(it -> it.path("fieldsV1").has(field))
        .map(it -> it.path("manager").asText())
        .distinct()
        .toList();
  }

  private static List<String> columns(JsonNode table, int priority) {
    return elements(table.path("columnDefinitions"))
        .filter(it -> it.path("priority").asInt() == priority)
        .map(it -> it.path("name").asText())
        .toList();
  }

  private static List<String> cells(JsonNode table, int row) {
    return elements(table.path("rows").path(row).path("cells")).map(JsonNode::asText).toList();
  }

  private static java.util.stream.Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
