package dev.aileron.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.aileron.kernel.fields.Impact;
import dev.aileron.kinds.function.FunctionField;
import dev.aileron.kinds.workflow.WorkflowField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/api.md} is what the CRDs say. With {@code -Dcrds.write=true} (make crds) the page is
 * written anew instead.
 */
class ApiReferenceTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Path PAGE = MarkdownFile.ROOT.resolve("docs/api.md");
  private static final List<String> PLURALS =
      List.of("serverlessfunctions", "workflows", "releases");
  private static final Map<String, Map<String, Impact>> COSTS =
      Map.of(
          "ServerlessFunction",
              Arrays.stream(FunctionField.values())
                  // Part of a field that is there as a whole.
                  .filter(field -> !field.path().contains("."))
                  .collect(Collectors.toMap(FunctionField::path, FunctionField::impact)),
          "Workflow",
              Arrays.stream(WorkflowField.values())
                  .collect(Collectors.toMap(WorkflowField::path, WorkflowField::impact)));

  @Test
  void thePageIsWhatTheCrdsSay() throws IOException {
    // When
    String generated = ApiReference.of(crds(), COSTS);
    if (Boolean.getBoolean("crds.write")) {
      Files.writeString(PAGE, generated);
    }

    // Then
    assertThat(Files.readString(PAGE))
        .as("docs/api.md differs from crds/ and the field tables: run make crds")
        .isEqualTo(generated);
  }

  @Test
  void everyCrdIsOnThePage() throws IOException {
    try (var files = Files.list(MarkdownFile.ROOT.resolve("crds"))) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".yaml")))
          .containsExactlyInAnyOrderElementsOf(
              PLURALS.stream().map(plural -> plural + ".aileron.dev.yaml").toList());
    }
  }

  @Test
  void everyFieldOfASpecSaysWhatAChangeCosts() throws IOException {
    for (JsonNode crd : crds()) {
      Map<String, Impact> costs = COSTS.get(crd.path("spec").path("names").path("kind").asText());
      if (costs == null) {
        // A Release never changes.
        continue;
      }
      List<String> fields = new ArrayList<>();
      crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties")
          .fieldNames()
          .forEachRemaining(fields::add);
      assertThat(costs.keySet()).containsExactlyInAnyOrderElementsOf(fields);
    }
  }

  private static List<JsonNode> crds() throws IOException {
    List<JsonNode> crds = new ArrayList<>();
    for (String plural : PLURALS) {
      Path file = MarkdownFile.ROOT.resolve("crds").resolve(plural + ".aileron.dev.yaml");
      crds.add(YAML.readTree(file.toFile()));
    }
    return crds;
  }
}
