package dev.aileron.asl.expression.intrinsic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.aileron.asl.expression.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.StringTokenizer;

/** The functions on text. */
final class Strings {
  /** The service's limit for encoding, decoding and hashing, in characters. */
  private static final int LONGEST = 10_000;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Strings() {}

  static JsonNode format(List<JsonNode> arguments) {
    String template = text(arguments.getFirst());
    Iterator<JsonNode> values = arguments.subList(1, arguments.size()).iterator();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '\\' && i + 1 < template.length() && "{}\\'".indexOf(template.charAt(i + 1)) >= 0) {
        text.append(template.charAt(++i));
      } else if (c == '{') {
        if (i + 1 >= template.length() || template.charAt(i + 1) != '}') {
          throw new IntrinsicException("matching '}' not found for '{' in the template");
        }
        if (!values.hasNext()) {
          throw new IntrinsicException("the template has more placeholders than there are values");
        }
        text.append(plain(values.next()));
        i++;
      } else {
        text.append(c);
      }
    }
    if (values.hasNext()) {
      throw new IntrinsicException("the template has fewer placeholders than there are values");
    }
    return TextNode.valueOf(text.toString());
  }

  private static String plain(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  /** A literal with its escapes taken away. */
  static String unescape(String literal) {
    if (literal.indexOf('\\') < 0) {
      return literal;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      boolean escape =
          c == '\\' && i + 1 < literal.length() && "{}\\'".indexOf(literal.charAt(i + 1)) >= 0;
      text.append(escape ? literal.charAt(++i) : c);
    }
    return text.toString();
  }

  /** Blank text gives null, as the service has it. */
  static JsonNode toJson(JsonNode argument) {
    String text = text(argument);
    if (text.isBlank()) {
      return NullNode.getInstance();
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IntrinsicException("the text is no valid JSON");
    }
  }

  /** Every character of the separator separates; empty parts fall away. */
  static JsonNode split(JsonNode text, JsonNode separators) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    new StringTokenizer(text(text), text(separators))
        .asIterator()
        .forEachRemaining(part -> parts.add((String) part));
    return parts;
  }

  static JsonNode base64Encode(JsonNode data) {
    return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes(data)));
  }

  static JsonNode base64Decode(JsonNode data) {
    try {
      byte[] decoded = Base64.getDecoder().decode(bytes(data));
      return TextNode.valueOf(new String(decoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IntrinsicException("the text is not Base64");
    }
  }

  static JsonNode hash(JsonNode data, JsonNode algorithm) {
    String plain = plain(data);
    String name = text(algorithm);
    return Digest.of(limited(plain), name)
        .map(TextNode::valueOf)
        .orElseThrow(() ->
            new IntrinsicException(
                "'" + name + "' is none of MD5, SHA-1, SHA-256, SHA-384, SHA-512"));
  }

  private static byte[] bytes(JsonNode data) {
    return limited(text(data)).getBytes(StandardCharsets.UTF_8);
  }

  private static String limited(String text) {
    if (text.length() > LONGEST) {
      throw new IntrinsicException("the text is longer than " + LONGEST + " characters");
    }
    return text;
  }

  private static String text(JsonNode argument) {
    if (!argument.isTextual()) {
      throw new IntrinsicException(
          "expected a string, but got "
              + argument.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
    }
    return argument.textValue();
  }
}
