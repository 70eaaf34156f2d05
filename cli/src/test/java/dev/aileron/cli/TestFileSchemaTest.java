package dev.aileron.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.aileron.asl.text.Source;
import dev.aileron.asl.text.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema of test files says what the command says. */
class TestFileSchemaTest {
  private static final Path FILES = CommandRun.TOP.resolve("cli/src/test/resources/testing");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path dir;

  static Stream<Path> goodFiles() {
    return Stream.of(
        FILES.resolve("passing.asl-test.yaml"),
        FILES.resolve("failing.asl-test.yaml"),
        FILES.resolve("workflows.asl-test.yaml"),
        CommandRun.TOP.resolve("examples/shop/tests/place-order.asl-test.yaml"));
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(
            Files.readString(CommandRun.TOP.resolve("docs/schemas/aileron-test.schema.json")));
  }

  private boolean commandTakes(JsonNode document) throws IOException {
    Files.copy(
        FILES.resolve("everything.asl.yaml"),
        dir.resolve("m.asl.yaml"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Path file = dir.resolve("m.asl-test.json");
    Files.writeString(file, JSON.writeValueAsString(document));
    return CommandRun.of(dir, "test", file.toString()).code() != 2;
  }

  @ParameterizedTest
  @MethodSource("goodFiles")
  void everyFileThatTheCommandTakesIsValid(Path file) throws IOException {
    Schema schema = schema();
    List<Source> documents = SourceReader.readAll(Files.readString(file));

    assertThat(documents).isNotEmpty();
    for (Source document : documents) {
      assertThat(schema.validate(document.tree())).isEmpty();
    }
  }

  /** Pointers to every kind of object of a test file that has fields of ours. */
  @ParameterizedTest
  @CsvSource(
      value = {
        "''",
        "/cases/0",
        "/mocks/Price",
        "/cases/0/mocks/Save/0",
        "/cases/0/expect",
        "/cases/0/expect/calls/0"
      })
  void aFieldThatThereIsNotIsRefusedByBoth(String pointer) throws IOException {
    // Given
    JsonNode document = whole();
    assertThat(schema().validate(document)).isEmpty();
    assertThat(commandTakes(document)).isTrue();

    // When
    ((ObjectNode) document.at(pointer)).put("unknown", 1);

    // Then
    assertThat(schema().validate(document)).isNotEmpty();
    assertThat(commandTakes(document)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/definition|3",
        "/definition|``",
        "/workflow|true",
        "/substitutions|{'a': null}",
        "/type|'Standard'",
        "/seed|1.5",
        "/startTime|'tomorrow'",
        "/mocks|[]",
        "/mocks/Price|3",
        "/mocks/Price|{}",
        "/mocks/Price|{'result': 1, 'error': 'a'}",
        "/mocks/Price|{'result': 1, 'cause': 'a'}",
        "/mocks/Price|{'error': ''}",
        "/mocks/Price|[{'result': 1, 'times': 0}]",
        "/mocks/Price|[{'result': 1, 'times': 'twice'}]",
        "/mocks/Price|{'result': 1, 'iteration': -1}",
        "/mocks/Price|{'result': 1, 'delaySeconds': -0.5}",
        "/mocks/Price|{'result': 1, 'delaySeconds': 100000000}",
        "/mocks/Price|{'result': 1, 'heartbeatEverySeconds': 0}",
        "/mocks/All rows|{'items': {}}",
        "/cases|[]",
        "/cases|{}",
        "/cases/0|{}",
        "/cases/0/name|``",
        "/cases/0/expect|[]",
        "/cases/0/expect|{'status': 'RUNNING'}",
        "/cases/0/expect|{'output': 1, 'error': 'a'}",
        "/cases/0/expect|{'output': 1, 'status': 'FAILED'}",
        "/cases/0/expect|{'error': 'a', 'status': 'SUCCEEDED'}",
        "/cases/0/expect|{'path': 'A'}",
        "/cases/0/expect|{'path': [1]}",
        "/cases/0/expect|{'path': [{'A': [], 'B': []}]}",
        "/cases/0/expect|{'path': [{'A': ['B']}]}",
        "/cases/0/expect|{'retries': {'A': -1}}",
        "/cases/0/expect|{'calls': [{}]}",
        "/cases/0/expect|{'elapsedSeconds': 'long'}",
      })
  void aValueThatIsNotAsItShouldBeIsRefusedByBoth(String pointer, String value) throws IOException {
    // Given
    JsonNode document = whole();
    int slash = pointer.lastIndexOf('/');
    JsonNode holder = document.at(pointer.substring(0, slash));
    String last = pointer.substring(slash + 1);
    JsonNode wrong = value.isEmpty() ? JSON.readTree("\"\"") : json(value);

    // When
    if (holder.isArray()) {
      ((com.fasterxml.jackson.databind.node.ArrayNode) holder).set(Integer.parseInt(last), wrong);
    } else {
      ((ObjectNode) holder).set(last, wrong);
    }

    // Then
    assertThat(schema().validate(document)).isNotEmpty();
    assertThat(commandTakes(document)).isFalse();
  }

  @Test
  void theSchemaKnowsAllFieldsThatTheCommandNames() throws IOException {
    // Given
    JsonNode schema =
        JSON.readTree(
            Files.readString(CommandRun.TOP.resolve("docs/schemas/aileron-test.schema.json")));
    JsonNode document = whole();
    for (String pointer : List.of("", "/cases/0", "/mocks/Price", "/cases/0/expect")) {
      ((ObjectNode) document.at(pointer)).put("unknown", 1);
      Path file = dir.resolve("m.asl-test.json");
      Files.writeString(file, JSON.writeValueAsString(document));

      // When
      String told = CommandRun.of(dir, "test", file.toString()).err();
      document = whole();

      // Then
      String at =
          switch (pointer) {
            case "" -> "/properties";
            case "/cases/0" -> "/$defs/case/properties";
            case "/mocks/Price" -> "/$defs/answer/properties";
            default -> "/$defs/expect/properties";
          };
      List<String> names = schema.at(at).properties().stream().map(p -> p.getKey()).toList();
      String known = told.lines().findFirst().orElse("").replaceAll(".*there are | \\[.*", "");
      assertThat(names).containsExactlyInAnyOrder(known.split(", "));
    }
  }

  /** A document with an object of every kind in it. */
  private static JsonNode whole() throws IOException {
    return json(
        """
        {'definition': 'm.asl.yaml', 'substitutions': {'Queue': 'q'},
         'mocks': {'Price': {'result': 1}, 'All rows': {'items': []}},
         'cases': [{'name': 'a', 'mocks': {'Save': [{'error': 'Boom'}]},
                    'expect': {'calls': [{'state': 'Price'}]}}]}
        """);
  }

  private static JsonNode json(String text) throws IOException {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
