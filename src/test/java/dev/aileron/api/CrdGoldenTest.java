package dev.aileron.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.model.annotation.Plural;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The CRDs in {@code crds/} are what the records in this package say. With {@code
 * -Dcrds.write=true} (make crds) the files are written anew instead.
 */
class CrdGoldenTest {
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .build())
          .build();
  private static final Path GOLDEN =
      Path.of(System.getProperty("project.root", "..")).resolve("crds");

  @ParameterizedTest
  @ValueSource(classes = {ServerlessFunction.class, Workflow.class, Release.class})
  void generatedCrdEqualsTheCommittedOne(Class<?> kind, @TempDir Path out) throws IOException {
    // Given
    String file = kind.getAnnotation(Plural.class).value() + ".aileron.dev";
    Path golden = GOLDEN.resolve(file + ".yaml");

    // When
    new CRDGenerator()
        .customResourceClasses(List.of(ServerlessFunction.class, Workflow.class, Release.class))
        .forCRDVersions("v1")
        .inOutputDir(out.toFile())
        .detailedGenerate();
    JsonNode generated =
        GeneratedCrd.corrected(YAML.readTree(out.resolve(file + "-v1.yml").toFile()), kind);
    if (Boolean.getBoolean("crds.write")) {
      Files.writeString(golden, YAML.writeValueAsString(generated));
    }

    // Then
    assertThat(YAML.readTree(golden.toFile()).toPrettyString())
        .as("crds/%s.yaml differs from the records: run make crds and review the change", file)
        .isEqualTo(generated.toPrettyString());
    assertThat(Files.size(golden)).as("size, for plain kubectl apply").isLessThan(256 * 1024);
  }
}
