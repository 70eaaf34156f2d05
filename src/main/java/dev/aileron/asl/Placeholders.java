package dev.aileron.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code ${Name}} in the texts and field names of a definition, as SAM's
 * DefinitionSubstitutions have them; {@code $${} is a literal {@code ${}. They are filled in the
 * parsed tree, text by text, so that no value can break out of its quotes.
 */
public final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{(?<name>[^}]*)\\}");

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
   */
  public record Placeholder(String name, String place) {}

  /** All placeholders, in the order of the definition. */
  public static List<Placeholder> in(JsonNode definition) {
    List<Placeholder> found = new ArrayList<>();
    find(definition, Place.TOP, found);
    return List.copyOf(found);
  }

  private static void find(JsonNode node, Place place, List<Placeholder> found) {
    if (node.isTextual()) {
      find(node.textValue(), place, found);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      find(node.get(i), place.element(i), found);
    }
    for (var field : node.properties()) {
      find(field.getKey(), place, found);
      find(field.getValue(), place.field(field.getKey()), found);
    }
  }

  private static void find(String text, Place place, List<Placeholder> found) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      String name = matcher.group("name");
      if (name != null) {
        found.add(new Placeholder(name, place.toString()));
      }
    }
  }

  /** The definition with every placeholder filled. */
  public static JsonNode fill(JsonNode definition, Values values) throws DefinitionException {
    return fill(definition, Place.TOP, values);
  }

  private static JsonNode fill(JsonNode node, Place place, Values values)
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
                  .formatted(place, name));
        }
        filled.set(name, fill(field.getValue(), place.field(name), values));
      }
      return filled;
    }
    return node;
  }

  private static String fill(String text, Place place, Values values) throws DefinitionException {
    if (!text.contains("${")) {
      return text;
    }
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group("name");
      String value = name == null ? "${" : values.of(new Placeholder(name, place.toString()));
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(filled).toString();
  }
}
