package dev.aileron.asl.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.expression.Parsed;
import dev.aileron.asl.expression.intrinsic.Intrinsic;
import dev.aileron.asl.expression.jsonata.Jsonata;
import dev.aileron.asl.expression.jsonpath.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads templates of both dialects. */
final class TemplateReader {
  private static final String DYNAMIC = ".$";

  private TemplateReader() {}

  static Template read(Dialect dialect, JsonNode value, String location) {
    Template template = dialect == Dialect.JSONATA ? jsonata(value, location) : payload(value);
    return template;
  }

  /** A payload template: fields whose names end in {@code .$} are paths or function calls. */
  private static Template payload(JsonNode value) {
    if (value.isObject()) {
      Map<String, Template> fields = new LinkedHashMap<>();
      for (var field : value.properties()) {
        String name = field.getKey();
        if (name.endsWith(DYNAMIC)) {
          String plain = name.substring(0, name.length() - DYNAMIC.length());
          fields.put(plain, query(field.getValue().asText(), name));
        } else {
          fields.put(name, payload(field.getValue()));
        }
      }
      return constant(fields.values()) ? new Template.Constant(value) : new Template.Fields(fields);
    }
    if (value.isArray()) {
      List<Template> items = new ArrayList<>();
      value.forEach(item -> items.add(payload(item)));
      return constant(items) ? new Template.Constant(value) : new Template.Items(items);
    }
    return new Template.Constant(value);
  }

  /** A path or a call of an intrinsic function. */
  static Template query(String text, String field) {
    return text.startsWith("$")
        ? new Template.Path(path(text, field), field)
        : new Template.Call(require(Intrinsic.parse(text), text, field), field);
  }

  static JsonPath path(String text, String field) {
    return require(JsonPath.parseToEvaluate(text), text, field);
  }

  private static Template jsonata(JsonNode value, String location) {
    if (value.isTextual() && Jsonata.isExpression(value.textValue())) {
      String text = value.textValue();
      return new Template.Expression(require(Jsonata.parse(text), text, location), location);
    }
    if (value.isObject()) {
      Map<String, Template> fields = new LinkedHashMap<>();
      value
          .properties()
          .forEach(f -> fields.put(f.getKey(), jsonata(f.getValue(), location + "/" + f.getKey())));
      return constant(fields.values()) ? new Template.Constant(value) : new Template.Fields(fields);
    }
    if (value.isArray()) {
      List<Template> items = new ArrayList<>();
      for (JsonNode item : value) {
        items.add(jsonata(item, location + "[" + items.size() + "]"));
      }
      return constant(items) ? new Template.Constant(value) : new Template.Items(items);
    }
    return new Template.Constant(value);
  }

  private static boolean constant(Iterable<Template> parts) {
    for (Template part : parts) {
      if (!(part instanceof Template.Constant)) {
        return false;
      }
    }
    return true;
  }

  private static <T> T require(Parsed<T> parsed, String text, String where) {
    return switch (parsed) {
      case Parsed.Valid<T>(T value) -> value;
      case Parsed.Invalid<T>(int position, String reason) ->
          throw new ModelException(
              where, "'" + text + "' is not valid: " + reason + " (at character " + position + ")");
    };
  }
}
