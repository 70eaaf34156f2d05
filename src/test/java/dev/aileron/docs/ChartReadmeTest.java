package dev.aileron.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.aileron.docs.ChartValues.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The chart's README tells of every value. With {@code -Dcrds.write=true} (make crds) its table is
 * written anew instead.
 */
class ChartReadmeTest {
  private static final Path CHART = MarkdownFile.ROOT.resolve("helm/aileron");
  private static final Path PAGE = CHART.resolve("README.md");
  private static final String FROM = "<!-- values -->\n\n";
  private static final String TO = "\n<!-- /values -->\n";

  @Test
  void theTableIsWhatTheValuesSay() throws IOException {
    // Given
    String before = Files.readString(PAGE);

    // When
    String table = ChartValues.table(values());
    String generated =
        before.substring(0, before.indexOf(FROM) + FROM.length())
            + table
            + before.substring(before.indexOf(TO));
    if (Boolean.getBoolean("crds.write")) {
      Files.writeString(PAGE, generated);
    }

    // Then
    assertThat(Files.readString(PAGE))
        .as("helm/aileron/README.md differs from values.yaml: run make crds")
        .isEqualTo(generated);
  }

  @Test
  void everyValueIsExplained() throws IOException {
    assertThat(values()).isNotEmpty().allSatisfy(value -> assertThat(value.meaning()).isNotBlank());
  }

  @Test
  void theTableMissesNoValue() throws IOException {
    // Given
    JsonNode yaml = new YAMLMapper().readTree(CHART.resolve("values.yaml").toFile());

    // When
    Set<String> leaves = new TreeSet<>();
    leaves("", yaml, leaves);

    // Then
    assertThat(values()).extracting(Value::path).hasSameElementsAs(leaves);
  }

  @Test
  void everyValueHasItsSchema() throws IOException {
    // Given
    JsonNode yaml = new YAMLMapper().readTree(CHART.resolve("values.yaml").toFile());
    JsonNode schema = new JsonMapper().readTree(CHART.resolve("values.schema.json").toFile());

    // Then
    known("", yaml, schema);
  }

  private static void known(String path, JsonNode values, JsonNode schema) {
    for (var value : values.properties()) {
      JsonNode property = schema.path("properties").path(value.getKey());
      String at = path + "/" + value.getKey();
      assertThat(property.isMissingNode()).as("%s has no schema", at).isFalse();
      if (property.has("properties")) {
        known(at, value.getValue(), property);
      }
    }
  }

  private static void leaves(String path, JsonNode node, Set<String> leaves) {
    for (var entry : node.properties()) {
      String below = path + (path.isEmpty() ? "" : ".") + entry.getKey().replace(".", "\\.");
      if (entry.getValue().isObject() && !entry.getValue().isEmpty()) {
        leaves(below, entry.getValue(), leaves);
      } else {
        leaves.add(below);
      }
    }
  }

  private static List<Value> values() throws IOException {
    return ChartValues.of(Files.readString(CHART.resolve("values.yaml")));
  }
}
