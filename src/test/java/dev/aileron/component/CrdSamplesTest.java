package dev.aileron.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the API server takes and what it refuses, by the files in {@code test/resources/crds}. A
 * file with two documents is an object and a change of it. Refused ones say at their top what the
 * user must be told.
 */
@ComponentTest
class CrdSamplesTest {
  private static final Path SAMPLES = Path.of("test/resources/crds");
  private static final String EXPECT = "# expect: ";
  private static final YAMLMapper YAML = new YAMLMapper();

  /** One file. */
  record Sample(Path file, List<JsonNode> documents, List<String> expected) {
    boolean isChange() {
      return documents.size() == 2;
    }

    @Override
    public String toString() {
      return SAMPLES.relativize(file).toString();
    }
  }

  @ParameterizedTest
  @MethodSource("valid")
  void whatIsValidIsTaken(Sample sample, Schema schema) {
    assertThatCode(() -> submit(sample, schema)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void whatIsNotIsRefusedWithAUsefulMessage(Sample sample, Schema schema) {
    assertThatThrownBy(() -> submit(sample, schema))
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            refused ->
                assertThat(refused.getStatus().getMessage())
                    .contains(sample.expected())
                    .satisfies(message -> assertThat(refused.getCode()).isIn(400, 422)));
  }

  @Test
  void everyRuleHasASample() {
    // Given
    List<String> expected =
        samples("invalid-").flatMap(sample -> sample.expected().stream()).toList();

    // Then
    assertThat(Schema.rules()).isNotEmpty().isSubsetOf(expected);
  }

  private static void submit(Sample sample, Schema schema) {
    JsonNode first = sample.documents().getFirst();
    if (sample.isChange()) {
      schema.change(first, sample.documents().getLast());
    } else {
      schema.create(first);
    }
  }

  static Stream<Sample> valid() {
    return samples("valid-");
  }

  static Stream<Sample> invalid() {
    return samples("invalid-");
  }

  static Stream<Sample> samples(String prefix) {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .map(CrdSamplesTest::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample read(Path file) {
    try {
      String text = Files.readString(file);
      List<JsonNode> documents = new ArrayList<>();
      YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).forEachRemaining(documents::add);
      List<String> expected =
          text.lines()
              .filter(line -> line.startsWith(EXPECT))
              .map(line -> line.substring(EXPECT.length()))
              .toList();
      return new Sample(file, documents, expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
