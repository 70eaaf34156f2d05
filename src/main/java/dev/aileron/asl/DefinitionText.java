package dev.aileron.asl;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Definitions as text: JSON in, one canonical form out. */
public final class DefinitionText {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final JsonMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private DefinitionText() {}

  /**
   * Reads a definition as Step Functions keeps it.
   *
   * @throws DefinitionException if it is no JSON object, or has a key twice; names line and column
   */
  public static JsonNode parse(String text) throws DefinitionException {
    try {
      JsonNode tree = JSON.readTree(text);
      if (tree == null || !tree.isObject()) {
        throw new DefinitionException("must be an object with StartAt and States");
      }
      return tree;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String where =
          at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
      throw new DefinitionException(
          where
              + "is not JSON: "
              + e.getOriginalMessage().lines().findFirst().orElse("unreadable"));
    }
  }

  /**
   * The one text of a definition: compact JSON with sorted keys. AWS compares definitions as texts,
   * so the same definition must always be the same text.
   */
  public static String canonical(JsonNode definition) {
    try {
      Object sorted = CANONICAL.treeToValue(definition, Object.class);
      return CANONICAL.writeValueAsString(sorted);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree is always JSON", e);
    }
  }
}
