package dev.aileron.sandbox.lambda.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks, within bounds.
 *
 * @param members by AWS's names, wherever in the request they stood
 * @param payload the body of an operation whose body is not its members
 */
public record Input(ObjectNode members, byte[] payload) {

  public boolean has(String name) {
    return members.has(name);
  }

  /** A text that the operation requires. */
  public String required(String name) {
    return Objects.requireNonNull(text(name), name);
  }

  public @Nullable String text(String name) {
    var value = members.get(name);
    return value == null ? null : value.asText();
  }

  public @Nullable Integer number(String name) {
    var value = members.get(name);
    return value == null ? null : value.intValue();
  }

  public int number(String name, int otherwise) {
    var value = members.get(name);
    return value == null ? otherwise : value.intValue();
  }

  public boolean flag(String name) {
    var value = members.get(name);
    return value != null && value.booleanValue();
  }

  public @Nullable Boolean choice(String name) {
    var value = members.get(name);
    return value == null ? null : value.booleanValue();
  }

  /** An object as it was sent; null when it was not. */
  public @Nullable ObjectNode object(String name) {
    return members.get(name) instanceof ObjectNode object ? object : null;
  }

  public @Nullable JsonNode node(String name) {
    return members.get(name);
  }

  /** Empty when it was not sent. */
  public List<String> texts(String name) {
    return texts(members.get(name));
  }

  /** Empty when it was not sent. */
  public Map<String, String> map(String name) {
    return map(members.get(name));
  }

  public static List<String> texts(@Nullable JsonNode list) {
    var texts = new ArrayList<String>();
    if (list != null) {
      list.forEach(each -> texts.add(each.asText()));
    }
    return texts;
  }

  public static Map<String, String> map(@Nullable JsonNode object) {
    var map = new LinkedHashMap<String, String>();
    if (object != null) {
      object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    }
    return map;
  }
}
