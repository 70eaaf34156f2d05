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
  private static final String YAML =
      """
      # What a person would write.
      StartAt: A
      States:
        A: { Type: Wait, End: true, Seconds: 10 }
      """;

  @Test
  void jsonAndYamlGiveTheSameText() throws DefinitionException {
    // When
    String fromJSON = DefinitionText.canonical(DefinitionText.parse(JSON));
    String fromYAML = DefinitionText.canonical(DefinitionText.parse(YAML));

    // Then
    assertThat(fromJSON)
        .isEqualTo(
            "{\"StartAt\":\"A\",\"States\":{\"A\":{\"End\":true,\"Seconds\":10,\"Type\":\"Wait\"}}}")
        .isEqualTo(fromYAML);
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
        "StartAt: [A|is not YAML",
      })
  void whatCannotBeReadSaysWhereAndWhy(String text, String expected) {
    assertThatThrownBy(() -> DefinitionText.parse(text))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void aKeyTwiceInYamlIsRefusedWithItsLine() {
    assertThatThrownBy(() -> DefinitionText.parse("StartAt: A\nStartAt: B\n"))
        .hasMessageStartingWith("line 2, column")
        .hasMessageContaining("is not YAML: Duplicate field 'StartAt'");
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "  ", "- a\n- b", "just text", "42"})
  void aDefinitionIsAnObject(String text) {
    assertThatThrownBy(() -> DefinitionText.parse(text))
        .hasMessage("must be an object with StartAt and States");
  }
}
