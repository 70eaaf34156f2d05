package dev.aileron.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must not change may hold no map list: the API server (seen with 1.36) takes a map list of
 * two or more entries for unequal to itself in CEL, so that {@code self == oldSelf} refuses every
 * write, also one of the status alone.
 */
class ImmutableFieldsTest {
  private static final Path CRDS =
      Path.of(System.getProperty("project.root", "..")).resolve("crds");

  @ParameterizedTest
  @ValueSource(strings = {"serverlessfunctions", "workflows", "releases"})
  void whatIsComparedWithItsOldSelfHoldsNoMapList(String plural) throws IOException {
    // Given
    JsonNode crd = new YAMLMapper().readTree(CRDS.resolve(plural + ".aileron.dev.yaml").toFile());

    // When
    var immutable =
        crd.findParents("x-kubernetes-validations").stream()
            .filter(ImmutableFieldsTest::isImmutable)
            .toList();

    // Then
    assertThat(immutable).isNotEmpty();
    assertThat(immutable)
        .allSatisfy(schema ->
            assertThat(schema.findValuesAsText("x-kubernetes-list-type")).doesNotContain("map"));
  }

  private static boolean isImmutable(JsonNode schema) {
    for (JsonNode rule : schema.get("x-kubernetes-validations")) {
      if (rule.path("rule").asText().equals("self == oldSelf")) {
        return true;
      }
    }
    return false;
  }
}
