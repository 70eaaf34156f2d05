package dev.aileron.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionTextTest {
  private static final String JSON =
      """
      {"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 10, "End": true}}}
      """;

  @Test
  void theOneTextIsCompactAndSorted() throws DefinitionException {
    assertThat(DefinitionText.canonical(DefinitionText.parse(JSON)))
        .isEqualTo(
            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"End\":true,\"Seconds\":10,\"Type\":\"Wait\"}}}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"StartAt\": \"A\", \"StartAt\": \"B\"}|line 1, column 27: is not JSON: Duplicate field"
            + " 'StartAt'",
        "{\"StartAt\": A}|line 1, column 13: is not JSON: Unrecognized token 'A'",
        "{\"StartAt\": \"A\"} trailing|is not JSON: Unrecognized token 'trailing'",
        "{\"StartAt\": |is not JSON: Unexpected end-of-input",
        "StartAt: A|is not JSON",
      })
  void whatCannotBeReadSaysWhereAndWhy(String text, String expected) {
    assertThatThrownBy(() -> DefinitionText.parse(text))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "  ", "[1]", "\"just text\"", "42"})
  void aDefinitionIsAnObject(String text) {
    assertThatThrownBy(() -> DefinitionText.parse(text))
        .hasMessage("must be an object with StartAt and States");
  }
}
