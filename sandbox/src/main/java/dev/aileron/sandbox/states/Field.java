package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parameter and its bounds, as the API's model has them.
 *
 * @param min shortest length, lowest number or fewest members; null without a bound
 * @param max longest, highest, most
 * @param values of an enumeration; empty if it is none
 * @param secret whether messages leave its value out
 * @param members the fields of a list's members, or of a structure
 */
record Field(
    String name,
    Kind kind,
    boolean required,
    @Nullable Long min,
    @Nullable Long max,
    @Nullable Pattern pattern,
    List<String> values,
    boolean secret,
    List<Field> members) {

  enum Kind {
    TEXT,
    /** Text whose length counts in bytes of UTF-8. */
    DATA,
    NUMBER,
    FLAG,
    TEXTS,
    STRUCTURES,
    STRUCTURE
  }

  static Field text(String name, long min, long max) {
    return new Field(name, Kind.TEXT, false, min, max, null, List.of(), false, List.of());
  }

  static Field data(String name, long max) {
    return new Field(name, Kind.DATA, false, null, max, null, List.of(), true, List.of());
  }

  static Field number(String name, long min, long max) {
    return new Field(name, Kind.NUMBER, false, min, max, null, List.of(), false, List.of());
  }

  static Field flag(String name) {
    return new Field(name, Kind.FLAG, false, null, null, null, List.of(), false, List.of());
  }

  static Field word(String name, String... values) {
    return new Field(name, Kind.TEXT, false, null, null, null, List.of(values), false, List.of());
  }

  static Field texts(String name) {
    return new Field(name, Kind.TEXTS, false, null, null, null, List.of(), false, List.of());
  }

  static Field structures(String name, Field... members) {
    return new Field(
        name, Kind.STRUCTURES, false, null, null, null, List.of(), false, List.of(members));
  }

  static Field structure(String name, Field... members) {
    return new Field(
        name, Kind.STRUCTURE, false, null, null, null, List.of(), false, List.of(members));
  }

  Field must() {
    return new Field(name, kind, true, min, max, pattern, values, secret, members);
  }

  Field hidden() {
    return new Field(name, kind, required, min, max, pattern, values, true, members);
  }

  Field like(String regex) {
    return new Field(
        name, kind, required, min, max, Pattern.compile(regex), values, secret, members);
  }

  Field between(long fewest, long most) {
    return new Field(name, kind, required, fewest, most, pattern, values, secret, members);
  }

  /** Adds what is wrong with this field of a structure, in the service's words. */
  void check(JsonNode holder, String path, List<String> wrong) {
    var value = holder.get(name);
    var at = path + name;
    if (value == null || value.isNull()) {
      if (required) {
        wrong.add(
            "Value null at '%s' failed to satisfy constraint: Member must not be null"
                .formatted(at));
      }
      return;
    }
    requireKind(value, at);
    switch (kind) {
      case TEXT -> text(value.textValue(), at, wrong);
      case DATA ->
          length(value.textValue().getBytes(StandardCharsets.UTF_8).length, value, at, wrong);
      case NUMBER -> number(value, at, wrong);
      case STRUCTURES -> {
        length(value.size(), value, at, wrong);
        int position = 1;
        for (var member : value) {
          var prefix = "%s.%d.member.".formatted(at, position++);
          members.forEach(field -> field.check(member, prefix, wrong));
        }
      }
      case STRUCTURE -> members.forEach(field -> field.check(value, at + ".", wrong));
      case FLAG, TEXTS -> {}
    }
  }

  private void requireKind(JsonNode value, String at) {
    boolean right =
        switch (kind) {
          case TEXT, DATA -> value.isTextual();
          case NUMBER -> value.isNumber();
          case FLAG -> value.isBoolean();
          case TEXTS, STRUCTURES -> value.isArray();
          case STRUCTURE -> value.isObject();
        };
    if (!right) {
      throw Errors.of(
          "SerializationException",
          "%s can not be converted to what %s is".formatted(value.getNodeType(), at));
    }
  }

  private void text(String value, String at, List<String> wrong) {
    if (!values.isEmpty() && !values.contains(value)) {
      wrong.add(
          "Value '%s' at '%s' failed to satisfy constraint: Member must satisfy enum value set: [%s]"
              .formatted(value, at, String.join(", ", values)));
      return;
    }
    int before = wrong.size();
    length(value.codePointCount(0, value.length()), quoted(value), at, wrong);
    if (wrong.size() == before && pattern != null && !pattern.matcher(value).matches()) {
      wrong.add(
          "Value '%s' at '%s' failed to satisfy constraint: Member must satisfy regular expression pattern: %s"
              .formatted(value, at, pattern.pattern()));
    }
  }

  private void length(int length, JsonNode value, String at, List<String> wrong) {
    length(
        length, kind == Kind.STRUCTURES ? quoted(shown(value)) : quoted(value.asText()), at, wrong);
  }

  private void length(int length, String value, String at, List<String> wrong) {
    if (min != null && length < min) {
      wrong.add(
          "Value%s at '%s' failed to satisfy constraint: Member must have length greater than or equal to %d"
              .formatted(value, at, min));
    }
    if (max != null && length > max) {
      wrong.add(
          "Value%s at '%s' failed to satisfy constraint: Member must have length less than or equal to %d"
              .formatted(value, at, max));
    }
  }

  private void number(JsonNode value, String at, List<String> wrong) {
    if (min != null && value.doubleValue() < min) {
      wrong.add(
          "Value '%s' at '%s' failed to satisfy constraint: Member must have value greater than or equal to %d"
              .formatted(value, at, min));
    }
    if (max != null && value.doubleValue() > max) {
      wrong.add(
          "Value '%s' at '%s' failed to satisfy constraint: Member must have value less than or equal to %d"
              .formatted(value, at, max));
    }
  }

  private String quoted(String value) {
    return secret ? "" : " '" + value + "'";
  }

  /** A list as the service prints it: RoutingConfigurationListItem(stateMachineVersionArn=…, …). */
  private String shown(JsonNode list) {
    var items = new ArrayList<String>();
    for (var item : list) {
      var fields = new ArrayList<String>();
      members.forEach(m -> fields.add(m.name + "=" + item.path(m.name).asText()));
      var type = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "ListItem";
      items.add(type + "(" + String.join(", ", fields) + ")");
    }
    return "[" + String.join(", ", items) + "]";
  }
}
