package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;

/** What values are called in sentences. */
final class Nouns {
  private static final int SHORT = 40;

  private Nouns() {}

  static String of(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case STRING -> "the text " + quoted(node.textValue());
      case NUMBER -> "the number " + node.asText();
      case BOOLEAN -> node.asText();
      case NULL -> "null";
      default -> "not there";
    };
  }

  /** A text in quotes, cut where it is long. */
  static String quoted(String text) {
    String brief = text.length() > SHORT ? text.substring(0, SHORT - 1) + "…" : text;
    return '"' + brief + '"';
  }
}
