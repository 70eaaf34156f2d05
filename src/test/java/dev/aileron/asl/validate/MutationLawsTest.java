package dev.aileron.asl.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever a text holds, the validator answers, and always the same. */
class MutationLawsTest {
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "null",
          "true",
          "-1",
          "1e999",
          "\"{% $ %}\"",
          "\"$..*\"",
          "\"States.Array(\"",
          "\"End\": true,",
          "\"Next\": \"A\",",
          "${",
          "\\u0000",
          "\"Type\": \"Map\",",
          "\"QueryLanguage\": \"JSONata\",",
          "&a *a",
          "\n- ",
          "---\n",
          "%}");

  private static final List<String> DEFINITIONS = definitions();

  private static List<String> definitions() {
    List<String> all = new ArrayList<>();
    for (Rule<?> rule : Catalogue.RULES) {
      if (rule.example().definition().length() < 100_000) {
        all.add(rule.example().definition());
      }
    }
    // Where the corpus is absent, the rules' own examples are enough to mutate.
    if (Corpus.isThere("asl")) {
      Corpus.labelled().forEach(each -> all.add(each.text()));
    }
    return all;
  }

  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void everyTextIsAnsweredAndAlwaysTheSame(@ForAll long seed) {
    // Given
    Random random = new Random(seed);
    String text = mutated(random, DEFINITIONS.get(random.nextInt(DEFINITIONS.size())));
    Options options =
        new Options(
            random.nextBoolean() ? MachineType.STANDARD : MachineType.EXPRESS,
            random.nextBoolean());

    // When
    Analysis once = Validator.text(text, options);
    Analysis again = Validator.text(text, options);

    // Then
    assertThat(once.findings()).isEqualTo(again.findings());
    assertThat(once.diagram()).isEqualTo(again.diagram());
    assertThat(once.inventory()).isEqualTo(again.inventory());
    assertThat(once.findings())
        .allSatisfy(finding -> {
          assertThat(finding.message()).isNotBlank();
          assertThat(finding.spot()).isNotNull();
        });
  }

  private static String mutated(Random random, String text) {
    StringBuilder mutant = new StringBuilder(text);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && !mutant.isEmpty(); i++) {
      int at = random.nextInt(mutant.length());
      int end = Math.min(mutant.length(), at + 1 + random.nextInt(12));
      switch (random.nextInt(5)) {
        case 0 -> mutant.delete(at, end);
        case 1 -> mutant.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> mutant.insert(at, mutant.substring(at, end));
        case 3 -> mutant.setCharAt(at, (char) (' ' + random.nextInt(95)));
        default -> word(random, mutant);
      }
    }
    return mutant.toString();
  }

  /** Changes one of the words that the language knows, so that the text stays readable. */
  private static void word(Random random, StringBuilder mutant) {
    String[] words = {
      "Task", "Map", "Pass", "Next", "End", "Choices", "Parameters", "$.", "States"
    };
    String from = words[random.nextInt(words.length)];
    int at = mutant.indexOf(from, random.nextInt(mutant.length()));
    if (at >= 0) {
      mutant.replace(at, at + from.length(), words[random.nextInt(words.length)]);
    }
  }
}
