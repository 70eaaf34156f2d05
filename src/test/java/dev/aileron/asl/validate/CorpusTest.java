package dev.aileron.asl.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.asl.validate.Corpus.Case;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Judges the validator by definitions that others have labelled, and by what AWS took. */
class CorpusTest {
  private static final Path DECISION =
      Corpus.TOP.resolve("docs/decisions/0100-asl-corpus-disagreements.md");

  /** The part of each label that must be judged as labelled. */
  private static final Map<String, Double> LEAST =
      Map.of("real-sample", 0.99, "valid", 0.97, "invalid", 0.95);

  @BeforeAll
  static void corpusIsThere() {
    Corpus.assumeThere("asl");
  }

  @Test
  void judgesAsLabelledButForTheDisagreementsThatAreWrittenDown() {
    // Given
    String decision = Corpus.read(DECISION);
    Map<String, int[]> table = new TreeMap<>();
    List<String> disagreements = new ArrayList<>();

    // When
    for (Case each : Corpus.labelled()) {
      boolean accepted =
          Validator.text(each.text(), Options.STANDARD.allowingPlaceholders()).accepted();
      boolean asLabelled = accepted != each.label().equals("invalid");
      int[] row = table.computeIfAbsent(each.label(), l -> new int[2]);
      row[0]++;
      if (asLabelled) {
        row[1]++;
      } else {
        disagreements.add(each.path());
      }
    }

    // Then
    table.forEach((label, row) ->
        System.out.printf(
            "corpus/asl %-12s %3d of %3d as labelled (%.1f %%)%n",
            label, row[1], row[0], 100.0 * row[1] / row[0]));
    assertThat(disagreements)
        .as("disagreements with the corpus, against those that docs/decisions lists")
        .containsExactlyInAnyOrderElementsOf(listed(decision));
    table.forEach((label, row) ->
        assertThat((double) row[1] / row[0]).as(label).isGreaterThanOrEqualTo(LEAST.get(label)));
  }

  private static List<String> listed(String decision) {
    return Pattern.compile("`(asl/[^`]+)`")
        .matcher(decision)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void takesEveryDefinitionWhoseExecutionWasRecorded() throws IOException {
    Corpus.assumeThere("asl-executions");
    List<String> refused = new ArrayList<>();
    int all = 0;

    // When
    for (Path file : Corpus.executions()) {
      JsonNode definition = new ObjectMapper().readTree(file.toFile()).path("definition");
      // The recordings have blanked what differs from run to run.
      String text =
          definition
              .toString()
              .replaceAll("<[A-Za-z0-9_:-]+>", "x")
              .replace("\"activity_arn\"", "\"arn:aws:states:x:1:activity:x\"");
      all++;
      Validator.text(text, Options.STANDARD)
          .findings(Severity.ERROR)
          .forEach(f -> refused.add(file.getFileName() + " " + f.code() + " " + f.pointer()));
    }

    // Then
    System.out.printf("corpus/asl-executions: %d definitions taken by AWS%n", all);
    assertThat(all).isGreaterThan(500);
    assertThat(refused).isEmpty();
  }
}
