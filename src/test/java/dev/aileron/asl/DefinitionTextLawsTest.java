package dev.aileron.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** AWS compares definitions as texts: the same definition is always the same text. */
class DefinitionTextLawsTest {
  @Property
  void theOrderOfFieldsMakesNoDifference(@ForAll("trees") JsonNode tree) {
    assertThat(DefinitionText.canonical(reversed(tree))).isEqualTo(DefinitionText.canonical(tree));
  }

  @Property
  void whatWasWrittenIsReadAsItWas(@ForAll("trees") JsonNode tree) throws DefinitionException {
    // When
    String text = DefinitionText.canonical(tree);

    // Then
    assertThat(DefinitionText.canonical(DefinitionText.parse(text))).isEqualTo(text);
  }

  private static JsonNode reversed(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
    Collections.reverse(fields);
    ObjectNode other = JsonNodeFactory.instance.objectNode();
    fields.forEach(field -> other.set(field.getKey(), reversed(field.getValue())));
    return other;
  }

  @Provide
  Arbitrary<JsonNode> trees() {
    Arbitrary<JsonNode> leaves =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(8).map(JsonNodeFactory.instance::textNode),
            Arbitraries.integers().map(JsonNodeFactory.instance::numberNode),
            Arbitraries.of(true, false).map(JsonNodeFactory.instance::booleanNode));
    return objects(Arbitraries.oneOf(leaves, objects(leaves)));
  }

  private static Arbitrary<JsonNode> objects(Arbitrary<JsonNode> values) {
    return Arbitraries.maps(Arbitraries.strings().ofMaxLength(5), values)
        .ofMaxSize(4)
        .map(fields -> JsonNodeFactory.instance.objectNode().setAll(fields));
  }
}
