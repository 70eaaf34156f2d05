package dev.aileron.asl.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Definitions made to take long. The time allowed is no measure of speed: what would go wrong here
 * takes hours.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileTest {
  private static final int MANY = 20_000;

  private static Analysis pass(String field, String text, boolean jsonata) {
    String json = "{\"Type\": \"Pass\", \"%s\": \"%s\", \"End\": true}".formatted(field, text);
    Example example = jsonata ? Example.jsonata(json) : Example.state(json);
    return Validator.text(example.definition(), Options.STANDARD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "){", "$a,", "[", "{'a':", "function(", "/*", "$f(", "x.", "-", "a?"})
  void jsonataIsAnswered(String piece) {
    assertThat(pass("Output", "{% " + piece.repeat(MANY) + " %}", true).findings()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", ".a", "..", "[?(", "[0]", "['a',"})
  void pathsAreAnswered(String piece) {
    assertThat(pass("InputPath", "$" + piece.repeat(MANY) + "#", false).findings()).isNotNull();
  }

  @Test
  void openPlaceholdersAreAnswered() {
    assertThat(pass("Comment", "${a}" + "${".repeat(400_000), false).findings())
        .extracting(Finding::code)
        .containsExactly("placeholder-unfilled");
  }

  @Test
  void manyUnknownTargetsAreAnswered() {
    // Given
    StringBuilder states = new StringBuilder();
    for (int i = 0; i < MANY; i++) {
      states.append(
          "\"State number %d\": {\"Type\": \"Pass\", \"Next\": \"Stage %d\"},".formatted(i, i));
    }

    // When
    Analysis analysis =
        Validator.text(
            "{\"StartAt\": \"State number 0\", \"States\": {%s \"Z\": {\"Type\": \"Succeed\"}}}"
                .formatted(states),
            Options.STANDARD);

    // Then
    assertThat(analysis.findings()).hasSizeGreaterThanOrEqualTo(MANY);
  }

  @Test
  void deepScopesAreAnswered() {
    // Given
    String inner = "{\"StartAt\": \"Z\", \"States\": {\"Z\": {\"Type\": \"Succeed\"}}}";
    for (int i = 0; i < 200; i++) {
      inner =
          "{\"StartAt\": \"M%1$d\", \"States\": {\"M%1$d\": {\"Type\": \"Map\", \"End\": true, \"Assign\":"
                  .formatted(i)
              + " {\"v%d\": 1}, \"ItemProcessor\": %s}}}".formatted(i, inner);
    }

    // Then
    assertThat(Validator.text(inner, Options.STANDARD).findings()).isEmpty();
  }

  /** Each asks whether a state before it assigns what it assigns inside. */
  @ParameterizedTest
  @ValueSource(strings = {"v", "v%1$d"})
  void manyScopesThatAssignAreAnswered(String variable) {
    // Given
    StringBuilder states = new StringBuilder();
    for (int i = 0; i < MANY; i++) {
      states.append(
          """
          "A%1$d": {"Type": "Pass", "Assign": {"%3$s": 1}, "Next": "M%1$d"},
          "M%1$d": {"Type": "Map", "Next": "A%2$d", "ItemProcessor": {"StartAt": "I%1$d", "States": {
            "I%1$d": {"Type": "Pass", "Assign": {"%3$s": 1}, "End": true}}}},
          """
              .formatted(i, i + 1, variable.formatted(i)));
    }

    // When
    Analysis analysis =
        Validator.text(
            "{\"StartAt\": \"A0\", \"States\": {%s \"A%d\": {\"Type\": \"Succeed\"}}}"
                .formatted(states, MANY),
            Options.STANDARD);

    // Then
    assertThat(analysis.findings())
        .filteredOn(finding -> finding.code().equals("assign-outer-variable"))
        .hasSize(MANY);
  }
}
