package dev.aileron.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.aileron.asl.text.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code ${Name}} in the texts and field names of a definition, as SAM's
 * DefinitionSubstitutions have them; {@code $${} is a literal {@code ${}. They are filled in the
 * parsed tree, text by text, so that no value can break out of its quotes.
 */
public final class Placeholders {
  /** Names have a bound: a text with many openings and no closing is not read again for each. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\$\\{|\\$\\{(?<name>[^}]{0,200})\\}");

  private Placeholders() {}

  /** Says what stands for a placeholder. */
  @FunctionalInterface
  public interface Values {
    /**
     * @throws DefinitionException if nothing does
     */
    String of(Placeholder placeholder) throws DefinitionException;
  }

  /**
   * A placeholder and where it stands.
   *
   * @param name what is between the braces
   * @param place for people: {@code state ChargeCard, Arguments.FunctionName}
   * @param pointer the text that it stands in
   */
  public record Placeholder(String name, String place, Pointer pointer) {}

  /** Whether a text has a placeholder in it. */
  public static boolean isIn(String text) {
    int from = text.indexOf("${");
    if (from < 0) {
      return false;
    }
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      if (matcher.group("name") != null) {
        return true;
      }
    }
    return false;
  }

  /** All placeholders, in the order of the definition. */
  public static List<Placeholder> in(JsonNode definition) {
    List<Placeholder> found = new ArrayList<>();
    find(definition, Pointer.ROOT, found);
    return List.copyOf(found);
  }

  private static void find(JsonNode node, Pointer at, List<Placeholder> found) {
    if (node.isTextual()) {
      find(node.textValue(), at, found);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      find(node.get(i), at.element(i), found);
    }
    for (var field : node.properties()) {
      find(field.getKey(), at, found);
      find(field.getValue(), at.field(field.getKey()), found);
    }
  }

  private static void find(String text, Pointer at, List<Placeholder> found) {
    if (!isIn(text)) {
      return;
    }
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      String name = matcher.group("name");
      if (name != null) {
        found.add(placeholder(name, at));
      }
    }
  }

  private static Placeholder placeholder(String name, Pointer at) {
    return new Placeholder(name, Place.of(at).toString(), at);
  }

  /**
   * The definition with the placeholders filled that have a value in {@code values}; others stay, and
   * so does {@code $${}. A field that would get the name of another keeps its own, placeholder and
   * all, so that nothing is lost.
   */
  public static JsonNode substitute(JsonNode definition, Map<String, String> values) {
    if (values.isEmpty()) {
      return definition;
    }
    if (definition.isTextual()) {
      return TextNode.valueOf(substitute(definition.textValue(), values));
    }
    if (definition.isArray()) {
      ArrayNode filled = JsonNodeFactory.instance.arrayNode(definition.size());
      definition.forEach(each -> filled.add(substitute(each, values)));
      return filled;
    }
    if (definition.isObject()) {
      ObjectNode filled = JsonNodeFactory.instance.objectNode();
      for (var field : definition.properties()) {
        String name = substitute(field.getKey(), values);
        boolean taken = filled.has(name) || (!name.equals(field.getKey()) && definition.has(name));
        filled.set(taken ? field.getKey() : name, substitute(field.getValue(), values));
      }
      return filled;
    }
    return definition;
  }

  private static String substitute(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(match -> {
          String name = match.group("name");
          String value = name == null ? null : values.get(name);
          return Matcher.quoteReplacement(value == null ? match.group() : value);
        });
  }

  /** The definition with every placeholder filled. */
  public static JsonNode fill(JsonNode definition, Values values) throws DefinitionException {
    return fill(definition, Pointer.ROOT, values);
  }

  private static JsonNode fill(JsonNode node, Pointer place, Values values)
      throws DefinitionException {
    if (node.isTextual()) {
      return TextNode.valueOf(fill(node.textValue(), place, values));
    }
    if (node.isArray()) {
      ArrayNode filled = JsonNodeFactory.instance.arrayNode(node.size());
      for (int i = 0; i < node.size(); i++) {
        filled.add(fill(node.get(i), place.element(i), values));
      }
      return filled;
    }
    if (node.isObject()) {
      ObjectNode filled = JsonNodeFactory.instance.objectNode();
      for (var field : node.properties()) {
        String name = fill(field.getKey(), place, values);
        if (filled.has(name)) {
          throw new DefinitionException(
              "%s: two fields have the name %s once their placeholders are filled"
                  .formatted(Place.of(place), name));
        }
        filled.set(name, fill(field.getValue(), place.field(name), values));
      }
      return filled;
    }
    return node;
  }

  private static String fill(String text, Pointer place, Values values) throws DefinitionException {
    if (!text.contains("${")) {
      return text;
    }
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group("name");
      String value = name == null ? "${" : values.of(placeholder(name, place));
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(filled).toString();
  }
}
