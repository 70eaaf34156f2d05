package dev.aileron.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.aileron.api.Release;
import dev.aileron.api.ServerlessFunction;
import io.fabric8.kubernetes.api.model.APIResource;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people and tools see of our kinds besides their rules. */
@ComponentTest
class CrdSurfaceTest {
  @Test
  void whatIsLeftOutOfAFunctionHasItsDefault(Schema schema) throws IOException {
    assertThat(spec(schema, Manifest.function("sample")))
        .isEqualTo(
            yaml(
                """
                runtime: python3.13
                handler: app.handler
                code: { inline: { app.py: "def handler(event, context): return 1" } }
                role: { arn: "arn:aws:iam::111122223333:role/shop" }
                architecture: x86_64
                memoryMB: 128
                timeoutSeconds: 3
                ephemeralStorageMB: 512
                tracing: PassThrough
                snapStart: None
                runtimeUpdates: Auto
                deletionPolicy: Delete
                adoptionPolicy: OwnedOnly
                driftPolicy: Correct
                suspend: false
                progressDeadlineSeconds: 900
                """));
  }

  @Test
  void whatIsLeftOutOfAWorkflowHasItsDefault(Schema schema) throws IOException {
    assertThat(spec(schema, Manifest.workflow("sample").with("release: {}")))
        .isEqualTo(
            yaml(
                """
                definition: { StartAt: Done, States: { Done: { Type: Succeed } } }
                role: { arn: "arn:aws:iam::111122223333:role/shop" }
                type: Standard
                tracing: false
                release: { alias: live }
                deletionPolicy: Drain
                suspend: false
                progressDeadlineSeconds: 900
                """));
  }

  @Test
  void aDefinitionKeepsEveryFieldAndNull(Schema schema) throws IOException {
    // Given
    String definition =
        "{ StartAt: A, States: { A: { Type: Pass, New: { deep: [ { x: null } ] }, End: true } } }";

    // When
    JsonNode kept = spec(schema, Manifest.workflow("sample").with("definition: " + definition));

    // Then
    assertThat(kept.get("definition")).isEqualTo(yaml(definition));
  }

  @Test
  void shortNamesAndTheCategoryAreServed(World world) {
    // When
    List<APIResource> resources =
        world.client().getApiResources("aileron.dev/v1alpha1").getResources();

    // Then
    assertThat(resources)
        .filteredOn(resource -> !resource.getName().contains("/"))
        .extracting(
            APIResource::getName,
            APIResource::getShortNames,
            APIResource::getCategories,
            APIResource::getNamespaced)
        .containsExactlyInAnyOrder(
            tuple("serverlessfunctions", List.of("slfn"), List.of("serverless"), true),
            tuple("workflows", List.of("swf"), List.of("serverless"), true),
            tuple("releases", List.of("rel"), List.of("serverless"), true));
    assertThat(resources)
        .extracting(APIResource::getName)
        .contains("serverlessfunctions/status", "workflows/status", "releases/status");
  }

  @Test
  void kubectlGetShowsWhatMatters(World world) {
    // Given
    world.startOperator();
    world.apply(Manifest.function("hello"));
    world.apply(Manifest.workflow("order"));
    world.awaitReady("hello");
    world.awaitReadyWorkflow("order");
    world.until(Release.class, "hello-function-1", release -> release.getStatus() != null);
    Schema schema = new Schema(world.client(), world.namespace());

    // Then
    JsonNode functions = schema.table("serverlessfunctions");
    assertThat(columns(functions, 0)).containsExactly("Name", "Ready", "Reason", "Version", "Age");
    assertThat(columns(functions, 1)).containsExactly("ARN", "Runtime", "Message");
    assertThat(cells(functions)).startsWith("hello", "True", "Available", "1");
    JsonNode workflows = schema.table("workflows");
    assertThat(columns(workflows, 0)).containsExactly("Name", "Ready", "Reason", "Version", "Age");
    assertThat(columns(workflows, 1)).containsExactly("ARN", "Type", "Message");
    assertThat(cells(workflows)).startsWith("order", "True", "Available", "1");
    JsonNode releases = schema.table("releases");
    assertThat(columns(releases, 0))
        .containsExactly("Name", "Owner", "Version", "Phase", "Weight", "Age");
    assertThat(columns(releases, 1)).containsExactly("Message");
    assertThat(cells(releases)).startsWith("hello-function-1", "hello", "1", "Promoted", "100");
  }

  @Test
  void twoToolsCanShareTheVariablesOfAFunction(World world) {
    // Given
    world.apply(Manifest.function("hello").with("env: [{ name: TABLE, value: orders }]"), "argocd");

    // When
    world.apply(
        Manifest.of(
            """
            apiVersion: aileron.dev/v1alpha1
            kind: ServerlessFunction
            metadata: { name: hello }
            spec: { env: [{ name: LEVEL, value: debug }] }
            """),
        "somebody");

    // Then
    assertThat(world.function("hello").getSpec().env())
        .extracting("name", "value")
        .containsExactlyInAnyOrder(tuple("TABLE", "orders"), tuple("LEVEL", "debug"));
  }

  @Test
  void theStatusIsASubresource(World world) {
    // Given
    world.apply(Manifest.function("hello"));

    // When
    world.patchFunction("hello", "{\"status\":{\"functionName\":\"forged\"}}");

    // Then
    ServerlessFunction object = world.function("hello");
    assertThat(object.getStatus()).isNull();
    assertThat(object.getMetadata().getGeneration()).isEqualTo(1);
  }

  private static JsonNode spec(Schema schema, Manifest manifest) {
    return schema.create(manifest.tree()).get("spec");
  }

  private static JsonNode yaml(String text) throws IOException {
    return new YAMLMapper().readTree(text);
  }

  private static List<String> columns(JsonNode table, int priority) {
    return table
        .get("columnDefinitions")
        .valueStream()
        .filter(column -> column.path("priority").asInt() == priority)
        .map(column -> column.path("name").asText())
        .toList();
  }

  private static List<String> cells(JsonNode table) {
    return table.at("/rows/0/cells").valueStream().map(JsonNode::asText).toList();
  }
}
