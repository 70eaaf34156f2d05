package dev.aileron.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.aileron.api.FunctionSpec;
import dev.aileron.api.ReleaseSpec;
import dev.aileron.api.WorkflowSpec;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests that the pages show are ones that people can copy. */
class ManifestsInPagesTest {
  private static final String OURS = "aileron.dev/v1alpha1";
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final Map<String, Class<?>> SPECS =
      Map.of(
          "ServerlessFunction", FunctionSpec.class,
          "Workflow", WorkflowSpec.class,
          "Release", ReleaseSpec.class);

  static Stream<Arguments> manifests() throws IOException {
    List<Arguments> manifests = new ArrayList<>();
    for (MarkdownFile page : MarkdownFile.all()) {
      for (String block : page.blocks("yaml")) {
        if (block.contains("apiVersion: aileron.dev/")) {
          documents(block).stream()
              .filter(document -> document.path("apiVersion").asText().startsWith("aileron.dev/"))
              .forEach(document -> manifests.add(Arguments.of(page, document)));
        }
      }
    }
    return manifests.stream();
  }

  private static List<JsonNode> documents(String block) throws IOException {
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(block)) {
      return documents.readAll();
    }
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("manifests")
  void aManifestHasOnlyFieldsThatThereAre(MarkdownFile page, JsonNode manifest) throws IOException {
    // Given
    assertThat(manifest.path("apiVersion").asText()).isEqualTo(OURS);
    assertThat(SPECS).containsKey(manifest.path("kind").asText());
    assertThat(manifest.properties())
        .extracting(Map.Entry::getKey)
        .isSubsetOf("apiVersion", "kind", "metadata", "spec");

    // When
    ObjectMeta metadata = STRICT.treeToValue(manifest.path("metadata"), ObjectMeta.class);
    Object spec =
        STRICT.treeToValue(manifest.path("spec"), SPECS.get(manifest.path("kind").asText()));

    // Then
    assertThat(metadata.getName()).isNotBlank();
    assertThat(metadata.getAdditionalProperties()).isEmpty();
    assertThat(spec).isNotNull();
  }

  @Test
  void theReadmeShowsTheSmallestExample() throws IOException {
    // Given
    String example = Files.readString(MarkdownFile.ROOT.resolve("examples/hello/hello.yaml"));

    // When
    String shown = MarkdownFile.of("README.md").blocks("yaml").getFirst();

    // Then
    assertThat(documents(shown)).isEqualTo(documents(example));
  }
}
