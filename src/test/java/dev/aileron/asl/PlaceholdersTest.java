package dev.aileron.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.Placeholders.Placeholder;
import dev.aileron.asl.text.SourceReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
  private static final Map<String, String> VALUES =
      Map.of(
          "Table", "orders", "function:charge-card", "arn:f:3", "Quote", "a\"b\\c$1", "Key", "k");

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "nothing to fill,nothing to fill",
        "${Table},orders",
        "${Table}-${Table}!,orders-orders!",
        "${function:charge-card},arn:f:3",
        "$${Table},${Table}",
        "$$${Table},$${Table}",
        "$${,${",
        "costs $5 {x},costs $5 {x}",
        "{% $states.input.${Key} %},{% $states.input.k %}",
        "${Quote},a\"b\\c$1",
      })
  void textsAreFilled(String text, String expected) throws DefinitionException {
    assertThat(filled("\"" + text + "\"").path("X").textValue()).isEqualTo(expected);
  }

  @Test
  void theyAreFilledWhereverTextsStand() throws DefinitionException {
    // When
    JsonNode filled = filled("[{\"A\": [\"${Table}\", 1, true, null]}, \"${Key}\"]");

    // Then
    assertThat(filled).hasToString("{\"X\":[{\"A\":[\"orders\",1,true,null]},\"k\"]}");
  }

  @Test
  void namesOfFieldsAreFilledToo() throws DefinitionException {
    assertThat(filled("{\"${Key}.$\": \"$.x\"}")).hasToString("{\"X\":{\"k.$\":\"$.x\"}}");
  }

  @Test
  void twoNamesThatBecomeOneAreRefused() {
    assertThatThrownBy(() -> filled("{\"${Key}\": 1, \"k\": 2}"))
        .isInstanceOf(DefinitionException.class)
        .hasMessage("X: two fields have the name k once their placeholders are filled");
  }

  @Test
  void eachIsFoundWithItsPlace() throws DefinitionException {
    // Given
    JsonNode definition =
        SourceReader.read(
                """
                Comment: for ${Team}
                StartAt: Charge
                States:
                  Charge:
                    Type: Task
                    Arguments:
                      FunctionName: ${function:charge}
                      Payload: { list: [ a, "${Table}" ], "${Key}": 1, "${K2}": 2, plain: "$${no}" }
                    End: true
                  Each:
                    Type: Map
                    ItemProcessor:
                      StartAt: Inner
                      States: { Inner: { Type: Pass, Result: "${Inner}", End: true } }
                """)
            .tree();

    // Then
    assertThat(Placeholders.in(definition))
        .extracting(Placeholder::name, Placeholder::place)
        .containsExactlyInAnyOrder(
            tuple("Team", "Comment"),
            tuple("function:charge", "state Charge, Arguments.FunctionName"),
            tuple("Table", "state Charge, Arguments.Payload.list[1]"),
            tuple("Key", "state Charge, Arguments.Payload"),
            tuple("K2", "state Charge, Arguments.Payload"),
            tuple("Inner", "state Inner, Result"));
  }

  @ParameterizedTest
  @CsvSource({
    "${Unknown},Unknown",
    "${},''",
    "${a$b},a$b",
    "${{Table}},{Table",
    "${ Table },' Table '"
  })
  void whateverStandsBetweenBracesIsAskedFor(String text, String name) {
    assertThatThrownBy(() -> filled("\"" + text + "\""))
        .isInstanceOf(DefinitionException.class)
        .hasMessage("nothing for '" + name + "' at X");
  }

  private static JsonNode filled(String value) throws DefinitionException {
    JsonNode definition = DefinitionText.parse("{\"X\": " + value.replace("\\c", "\\\\c") + "}");
    return Placeholders.fill(
        definition,
        placeholder -> {
          String found = VALUES.get(placeholder.name());
          if (found == null) {
            throw new DefinitionException(
                "nothing for '" + placeholder.name() + "' at " + placeholder.place());
          }
          return found;
        });
  }

  @Test
  void substitutesWhatIsKnownAndLeavesTheRest() throws DefinitionException {
    // Given
    JsonNode definition =
        DefinitionText.parse("{\"a\": [\"${A} ${B} $${A}\", 1], \"${A}\": {\"b\": true}}");

    // Then
    assertThat(Placeholders.substitute(definition, Map.of("A", "$1")).toString())
        .isEqualTo("{\"a\":[\"$1 ${B} $${A}\",1],\"$1\":{\"b\":true}}");
    assertThat(Placeholders.substitute(definition, Map.of())).isSameAs(definition);
  }

  @Test
  void aFieldIsNotLostToAnotherOfItsName() throws DefinitionException {
    JsonNode definition = DefinitionText.parse("{\"${A}\": 1, \"${B}\": 2, \"x\": 3}");
    assertThat(Placeholders.substitute(definition, Map.of("A", "y", "B", "y")))
        .isEqualTo(DefinitionText.parse("{\"y\": 1, \"${B}\": 2, \"x\": 3}"));
    assertThat(Placeholders.substitute(definition, Map.of("A", "x")))
        .isEqualTo(DefinitionText.parse("{\"${A}\": 1, \"${B}\": 2, \"x\": 3}"));
  }
}
