package dev.aileron.asl.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule finds its own example and nothing else there, and the page of rules is what the
 * catalogue says. With {@code -Dasl.rules.write=true} (make docs) the page is written anew.
 */
class CatalogueTest {
  private static final Path PAGE =
      Path.of(System.getProperty("project.root", "..")).resolve("docs/asl-rules.md");

  static Stream<Rule<?>> rules() {
    return Catalogue.RULES.stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void ruleFindsItsExample(Rule<?> rule) {
    // When
    Analysis analysis = Validator.text(rule.example().definition(), rule.example().options());

    // Then
    assertThat(analysis.findings())
        .as("%s in %s", rule.code(), rule.example().shown())
        .extracting(Finding::code)
        .containsOnly(rule.code());
    assertThat(analysis.findings()).allMatch(f -> f.severity() == rule.severity());
  }

  @Test
  void codesAreUniqueAndWellFormed() {
    assertThat(Catalogue.RULES).extracting(Rule::code).doesNotHaveDuplicates();
    assertThat(Catalogue.RULES)
        .allSatisfy(rule -> assertThat(rule.code()).matches("[a-z]+(-[a-z]+)*"));
  }

  @Test
  void pageSaysWhatTheCatalogueSays() throws IOException {
    // Given
    String page = page();

    // When
    if (Boolean.getBoolean("asl.rules.write")) {
      Files.writeString(PAGE, page);
    }

    // Then
    assertThat(Files.readString(PAGE))
        .as("docs/asl-rules.md differs from the rules: run make docs and review the change")
        .isEqualTo(page);
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Rules for state machines

            What `aileron lint` and the operator look for in a definition in Amazon States Language. A code is never
            renamed. An **error** is refused by Step Functions, or cannot work; a **warning** is taken, and is probably
            not what was meant. Sentences in quotation marks are the States Language's or AWS's own.

            This page is written from the rules: `make docs`.
            """);
    String chapter = "";
    for (RuleInfo rule : RuleInfo.all()) {
      if (!rule.chapter().equals(chapter)) {
        chapter = rule.chapter();
        page.append("\n## ").append(chapter).append("\n");
      }
      page.append(
          """

          ### %s

          %s: %s

          %s

          %s that breaks it:

          ```json
          %s
          ```
          """
              .formatted(
                  rule.code(),
                  rule.severity() == Severity.ERROR ? "Error" : "Warning",
                  rule.what(),
                  rule.why(),
                  rule.context(),
                  rule.example()));
    }
    return page.toString();
  }
}
