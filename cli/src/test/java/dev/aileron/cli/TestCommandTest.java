package dev.aileron.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code aileron test} as people and pipelines use it: files in, text and exit code out. */
class TestCommandTest {
  private static final Path FILES = CommandRun.TOP.resolve("cli/src/test/resources/testing");

  private static CommandRun test(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "test";
    for (int i = 0; i < args.length; i++) {
      all[i + 1] = args[i].contains(".") ? FILES.resolve(args[i]).toString() : args[i];
    }
    return CommandRun.of(FILES, all);
  }

  private static void assertGolden(String name, String actual) throws IOException {
    CommandRun.assertGolden(FILES.resolve("golden").resolve(name), actual);
  }

  @Test
  void theExampleBesideTheShopPasses() {
    // When
    CommandRun run =
        CommandRun.of(
            CommandRun.TOP,
            "test",
            CommandRun.TOP.resolve("examples").toString(),
            "--min-coverage",
            "100");

    // Then
    assertThat(run.out()).contains("4 cases: 4 ok, 0 failed.");
    assertThat(run.code()).isZero();
  }

  @Test
  void callsOfEveryKindAreAnsweredAndTimeLimitsAreKept() throws IOException {
    // When
    CommandRun run = test("passing.asl-test.yaml", "--coverage");

    // Then
    assertGolden("passing.txt", run.out());
    assertThat(run.code()).isZero();
  }

  @Test
  void workflowsAreFilledAsTheOperatorFillsThem() throws IOException {
    CommandRun run = test("workflows.asl-test.yaml");

    assertThat(run.out()).contains("3 cases: 3 ok, 0 failed.");
    assertThat(run.code()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"text,txt", "json,jsonl", "junit,xml"})
  void whatIsNotAsExpectedInEveryFormat(String format, String ending) throws IOException {
    // When
    CommandRun run = test("failing.asl-test.yaml", "--output", format, "--coverage");

    // Then
    assertGolden("failing." + ending, run.out());
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void jsonIsOneObjectALine() throws IOException {
    List<String> lines = test("failing.asl-test.yaml", "-o", "json").out().lines().toList();

    assertThat(lines).hasSize(14);
    for (String line : lines) {
      JsonNode one = new ObjectMapper().readTree(line);
      assertThat(one.path("type").asText()).isEqualTo("case");
      assertThat(one.path("ok").asBoolean()).isEqualTo(one.path("failures").isEmpty());
    }
  }

  @Test
  void junitIsXmlWhateverIsInIt(@TempDir Path dir) throws Exception {
    // Given
    Files.copy(FILES.resolve("order.asl.json"), dir.resolve("order.asl.json"));
    Path file = dir.resolve("odd.asl-test.yaml");
    Files.writeString(
        file,
        """
        definition: order.asl.json
        cases: [{name: "<&>\\u0001", mocks: {Charge: {error: "]]>\\u0002"}}}]
        """);

    // When
    CommandRun run = test(file.toString(), "-o", "junit");

    // Then
    var xml =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(run.out().getBytes(StandardCharsets.UTF_8)));
    var one = xml.getElementsByTagName("testcase").item(0).getAttributes();
    assertThat(one.getNamedItem("name").getNodeValue()).isEqualTo("<&>?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "misnamed"})
  void mistakesInTestFilesAreShownWithTheirLinesAndTheOthersRun(String name) throws IOException {
    // When
    CommandRun run = test(name + ".asl-test.yaml", "passing.asl-test.yaml");

    // Then
    assertGolden(name + ".txt", run.err());
    assertThat(run.out()).contains("10 cases: 10 ok, 0 failed.").doesNotContain(name);
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void expectedStatesMustBeThere(@TempDir Path dir) throws IOException {
    // Given
    Files.copy(FILES.resolve("order.asl.json"), dir.resolve("order.asl.json"));
    Path file = dir.resolve("states.asl-test.yaml");
    Files.writeString(
        file,
        """
        definition: order.asl.json
        cases:
        - name: misspelt
          mocks: {Charge: {error: Declined}}
          expect:
            error: Declined
            path: [Charge, Shipp, {Charge: [[Nope]]}]
            retries: {Charg: 1}
            calls: [{state: Charge}, {state: Pay}]
        """);

    // When
    CommandRun run = test(file.toString());

    // Then
    assertThat(run.err())
        .contains("there is no state Shipp", "there is no state Nope", "there is no state Charg;")
        .contains("there is no state Pay; there are Charge, Enough?, Refuse, Ship")
        .contains("4 errors");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void answersThatNobodyAskedForAreToldOf(@TempDir Path dir) throws IOException {
    // Given
    Files.copy(FILES.resolve("order.asl.json"), dir.resolve("order.asl.json"));
    Path file = dir.resolve("left.asl-test.yaml");
    Files.writeString(
        file,
        """
        definition: order.asl.json
        cases:
        - name: charged once
          input: {euros: 12}
          mocks: {Charge: [{payload: {receipt: r1}}, {error: Declined, times: 2}]}
        """);

    // Then
    CommandRun run = test(file.toString());
    assertThat(run.out())
        .contains("warning: 1 of the 2 answers of state Charge was not used up")
        .contains("1 case: 1 ok, 0 failed.");
    assertThat(run.code()).isZero();
    for (String format : List.of("json", "junit")) {
      assertThat(test(file.toString(), "-o", format).out()).contains("was not used up");
    }
  }

  @Test
  void theWayOfACaseIsDrawn() throws IOException {
    CommandRun run = test("passing.asl-test.yaml", "--diagram", "--case", "called off");

    assertGolden("diagram.txt", run.out());
    assertThat(test("passing.asl-test.yaml", "--diagram", "-o", "json", "--case", "off").out())
        .contains("\"diagram\":\"stateDiagram-v2");
    assertThat(test("passing.asl-test.yaml", "--diagram", "-o", "junit", "--case", "off").out())
        .contains("stateDiagram-v2");
  }

  @Test
  void tooLittleCoverageFails() {
    CommandRun run = test("failing.asl-test.yaml", "--case", "as expected", "--min-coverage", "72");

    assertThat(run.out()).contains("1 case: 1 ok, 0 failed.").contains("not reached: Refuse");
    assertThat(run.err())
        .isEqualTo("The coverage of a state machine is 71 %, and 72 % was asked for.\n");
    assertThat(run.code()).isEqualTo(1);
    assertThat(
            test("failing.asl-test.yaml", "--case", "as expected", "--min-coverage", "71").code())
        .isZero();
  }

  @Test
  void pathsThatAreLongAreCut(@TempDir Path dir) throws IOException {
    // Given
    Files.writeString(
        dir.resolve("loop.asl.json"),
        """
        {"StartAt": "Count", "States": {
          "Count": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "Next": "On?"},
          "On?": {"Type": "Choice", "Default": "Done", "Choices": [
            {"Variable": "$.n", "NumericLessThan": 100, "Next": "Count"}]},
          "Done": {"Type": "Succeed"}}}
        """);
    Path file = dir.resolve("loop.asl-test.yaml");
    Files.writeString(
        file,
        """
        definition: loop.asl.json
        cases:
        - {name: an end, input: {n: 0}, expect: {output: {n: 100}}}
        - {name: no end, input: {n: -100000}}
        """);

    // When
    CommandRun run = test(file.toString());

    // Then
    assertThat(run.out())
        .contains("→ … 161 more … →")
        .contains("States.Runtime: The execution reached the maximum number of history events");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test",
        "test no-such-file",
        "test --output xml x",
        "test --min-coverage 101 .",
        "test --min-coverage many .",
        "test --unknown x"
      })
  void aWrongCommandIsTwo(String command) {
    CommandRun run = CommandRun.of(FILES, command.split(" "));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isNotBlank();
    assertThat(run.out()).isEmpty();
  }

  @Test
  void nothingToRunIsTwo(@TempDir Path dir) {
    assertThat(test(dir.resolve(".").toString()).err())
        .startsWith("There is no test file (*.asl-test.yaml) in what was given");
    assertThat(test("passing.asl-test.yaml", "--case", "nothing like it").err())
        .startsWith("There is no case with nothing like it in its name");
  }

  @Test
  void directoriesAreSearched(@TempDir Path dir) throws IOException {
    // Given
    for (String folder : List.of("node_modules", ".git", "mine")) {
      Files.createDirectories(dir.resolve(folder));
      Files.copy(FILES.resolve("order.asl.json"), dir.resolve(folder).resolve("order.asl.json"));
      Files.copy(
          FILES.resolve("failing.asl-test.yaml"), dir.resolve(folder).resolve("a.asl-test.yml"));
      Files.copy(FILES.resolve("unfit.asl.json"), dir.resolve(folder).resolve("unfit.asl.json"));
    }

    // When
    CommandRun run = CommandRun.of(dir, "test", dir.toString());

    // Then
    assertThat(run.out()).startsWith("mine/a.asl-test.yml").contains("14 cases: 1 ok, 13 failed.");
  }

  @Test
  void theHelpTeaches() throws IOException {
    assertGolden("help.txt", CommandRun.of(FILES, "test", "--help").out());
    assertThat(CommandRun.of(FILES, "completion", "bash").out()).contains("--min-coverage");
  }
}
