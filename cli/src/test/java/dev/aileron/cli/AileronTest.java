package dev.aileron.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as people and pipelines use it: arguments in, text and exit code out. */
class AileronTest {
  private static final Path FILES = CommandRun.TOP.resolve("cli/src/test/resources/lint");

  private static CommandRun aileron(String... args) {
    return CommandRun.of(FILES, args);
  }

  private static String file(String name) {
    return FILES.resolve(name).toString();
  }

  private static void assertGolden(String name, String actual) throws IOException {
    CommandRun.assertGolden(FILES.resolve("golden").resolve(name), actual);
  }

  @ParameterizedTest
  @CsvSource({"text,txt", "json,jsonl", "sarif,sarif", "github,github"})
  void findingsInEveryFormat(String format, String ending) throws IOException {
    // When
    CommandRun run =
        aileron(
            "lint",
            file("order.asl.json"),
            file("broken.asl.json"),
            file("clean.asl.yaml"),
            "-o",
            format);

    // Then
    assertGolden("machines." + ending, run.out());
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void jsonHasOneObjectALineWithAllThatIsPromised() throws IOException {
    // When
    List<String> lines =
        aileron("lint", "--output", "json", FILES.toString()).out().lines().toList();

    // Then
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      JsonNode finding = new ObjectMapper().readTree(line);
      assertThat(finding.properties())
          .extracting(java.util.Map.Entry::getKey)
          .containsExactly("file", "code", "severity", "pointer", "line", "message");
    }
  }

  @Test
  void manifestsAndWhatTheyReferTo() throws IOException {
    // When
    CommandRun run = aileron("lint", file("manifests"));

    // Then
    assertGolden("manifests.txt", run.out());
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void referencesAreNotLookedForWhenOneAsksNotTo() {
    assertThat(aileron("lint", "--no-references", file("manifests")).out())
        .doesNotContain("reference-missing")
        .contains("reference-self");
  }

  @Test
  void findingsCanBeLeftOut() {
    String machine = file("order.asl.json");

    CommandRun all = aileron("lint", machine, "--allow-placeholders");
    assertThat(all.out()).contains("[value-range]");
    CommandRun some =
        aileron("lint", machine, "--allow-placeholders", "--ignore", "value-range,field-unknown");
    assertThat(some.out()).doesNotContain("[value-range]");
    CommandRun unknown = aileron("lint", machine, "--ignore", "value-rang");
    assertThat(unknown.err()).contains("There is no finding value-rang");
    assertThat(unknown.code()).isEqualTo(2);
  }

  @Test
  void nothingFoundIsZero() {
    CommandRun run = aileron("lint", file("clean.asl.yaml"));

    assertThat(run.out()).isEqualTo("Nothing found in 1 file.\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void placeholdersAreFilledOrAllowed() {
    String machine = file("order.asl.json");

    assertThat(aileron("lint", machine).out()).contains("placeholder-unfilled");
    assertThat(aileron("lint", machine, "--substitute", "ChargeArn=f").out())
        .doesNotContain("placeholder-unfilled");
    assertThat(aileron("lint", machine, "--allow-placeholders").out())
        .doesNotContain("placeholder-unfilled");
  }

  @Test
  void theTypeOfMachinesCanBeSaid(@TempDir Path dir) throws IOException {
    // Given
    Path machine = dir.resolve("machine.json");
    Files.writeString(
        machine,
        """
        {"StartAt": "A", "States": {"A": {"Type": "Task",
          "Resource": "arn:aws:states:eu-west-1:111122223333:activity:a", "End": true}}}
        """);

    // Then
    assertThat(aileron("lint", machine.toString()).code()).isZero();
    assertThat(aileron("lint", "--type", "express", machine.toString()).out())
        .contains("express-activity");
  }

  @Test
  void warningsCanBeLetPass(@TempDir Path dir) throws IOException {
    // Given
    Path machine = dir.resolve("machine.asl.yml");
    Files.writeString(
        machine, "StartAt: A\nStates: {A: {Type: Task, Resource: \"foo:bar\", End: true}}\n");

    // Then
    assertThat(aileron("lint", machine.toString()).code()).isEqualTo(1);
    assertThat(aileron("lint", "--fail-on", "error", machine.toString()).code()).isZero();
  }

  @Test
  void directoriesOfOthersAreLeftAlone(@TempDir Path dir) throws IOException {
    // Given
    for (String folder : List.of("node_modules", ".git", "target", "mine")) {
      Files.createDirectories(dir.resolve(folder));
      Files.writeString(dir.resolve(folder).resolve("bad.asl.json"), "{");
    }
    Files.writeString(dir.resolve("deployment.yaml"), "apiVersion: apps/v1\nkind: Deployment\n");
    Files.writeString(dir.resolve("package.json"), "{\"name\": \"x\"}");

    // When
    CommandRun run = aileron("lint", dir.toString());

    // Then
    assertThat(run.out()).contains("mine/bad.asl.json:1:").contains("in 1 file.");
  }

  @Test
  void longLinesAreCutAroundTheCaret(@TempDir Path dir) throws IOException {
    // Given
    Path machine = dir.resolve("machine.asl.json");
    Files.writeString(
        machine,
        "{\"Comment\": \"%s\", \"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Nothing\"}}}"
            .formatted("x".repeat(300)));

    // When
    List<String> lines = aileron("lint", machine.toString()).out().lines().toList();

    // Then
    int caret = lines.get(2).indexOf('^');
    assertThat(lines.get(1).substring(caret)).startsWith("\"Type\"");
    assertThat(lines.get(1)).hasSizeLessThan(120);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lint",
        "lint no-such-file",
        "lint --output xml x",
        "lint --unknown x",
        "explain no-such-code",
        "completion fish",
        "nonsense"
      })
  void aWrongCommandIsTwo(String command) {
    CommandRun run = aileron(command.split(" "));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isNotBlank();
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aFolderWithNothingToCheckIsTwo(@TempDir Path dir) {
    assertThat(aileron("lint", dir.toString()).err())
        .startsWith("There is no state machine and no manifest in what was given");
  }

  @Test
  void noCommandShowsTheHelp() throws IOException {
    CommandRun run = aileron();

    assertThat(run.code()).isEqualTo(2);
    assertGolden("help.txt", run.out());
    assertGolden("help-lint.txt", aileron("lint", "--help").out());
    assertThat(aileron("--version").out()).startsWith("aileron ");
  }

  @Test
  void codesAreExplained() throws IOException {
    assertGolden("explain.txt", aileron("explain", "states-all-not-last").out());
    assertThat(aileron("explain", "reference-missing").out())
        .contains("is among the given manifests");
    assertThat(aileron("explain").out()).contains("value-range").contains("manifest-value");
  }

  @Test
  void completionIsAScript() {
    assertThat(aileron("completion", "bash").out())
        .contains("complete -F")
        .contains("--substitute");
    assertThat(aileron("completion", "zsh").out()).startsWith("autoload -U");
  }
}
