package dev.aileron.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Checks a value by a structural schema, as the API server does, but for the CEL rules. Fields that
 * the API server would drop are findings: nobody writes a field to have it dropped.
 */
final class SchemaCheck {
  /** Takes what is wrong. */
  @FunctionalInterface
  interface Report {
    void add(ManifestRule rule, Pointer at, String message);
  }

  private final Report report;

  SchemaCheck(Report report) {
    this.report = report;
  }

  /** Checks a whole object; its metadata is Kubernetes' own. */
  void object(JsonNode schema, JsonNode object) {
    required(schema, object, Pointer.ROOT);
    for (var each : object.properties()) {
      String name = each.getKey();
      boolean kubernetes = List.of("apiVersion", "kind", "metadata").contains(name);
      if (!kubernetes) {
        field(schema, name, each.getValue(), Pointer.ROOT);
      }
    }
  }

  private void value(JsonNode schema, JsonNode node, Pointer at) {
    if (node.isNull() || schema.path("x-kubernetes-int-or-string").asBoolean()) {
      return; // The API server drops nulls, and defaults take their place.
    }
    String type = schema.path("type").asText();
    if (!type.isEmpty() && !isOf(type, node)) {
      report.add(ManifestRule.MANIFEST_VALUE, at, "%s must be %s".formatted(at.last(), noun(type)));
      return;
    }
    bounds(schema, node, at);
    if (node.isObject()) {
      fields(schema, node, at);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      value(schema.path("items"), node.get(i), at.element(i));
    }
  }

  private void fields(JsonNode schema, JsonNode node, Pointer at) {
    required(schema, node, at);
    for (var each : node.properties()) {
      field(schema, each.getKey(), each.getValue(), at);
    }
  }

  private void field(JsonNode schema, String name, JsonNode value, Pointer at) {
    JsonNode known = schema.path("properties").path(name);
    JsonNode others = schema.path("additionalProperties");
    if (!known.isMissingNode()) {
      value(known, value, at.field(name));
    } else if (others.isObject()) {
      value(others, value, at.field(name));
    } else if (schema.has("properties")
        && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      report.add(
          ManifestRule.MANIFEST_FIELD_UNKNOWN,
          at.field(name),
          "there is no field %s here; there are %s".formatted(name, names(schema)));
    }
  }

  private static String names(JsonNode schema) {
    List<String> names = new ArrayList<>();
    schema.path("properties").properties().forEach(p -> names.add(p.getKey()));
    return String.join(", ", names);
  }

  private void required(JsonNode schema, JsonNode node, Pointer at) {
    for (JsonNode each : schema.path("required")) {
      if (!node.has(each.asText())) {
        String of = at.last().isEmpty() ? "the manifest" : at.last();
        report.add(
            ManifestRule.MANIFEST_FIELD_MISSING,
            at,
            "%s needs the field %s".formatted(of, each.asText()));
      }
    }
  }

  private void bounds(JsonNode schema, JsonNode node, Pointer at) {
    String problem = problem(schema, node);
    if (!problem.isEmpty()) {
      report.add(ManifestRule.MANIFEST_VALUE, at, at.last() + " " + problem);
    }
  }

  private static String problem(JsonNode schema, JsonNode node) {
    if (schema.has("enum")) {
      List<String> words = new ArrayList<>();
      schema.path("enum").forEach(w -> words.add(w.asText()));
      if (!words.contains(node.asText())) {
        return "must be one of " + String.join(", ", words);
      }
    }
    if (node.isTextual()) {
      return textProblem(schema, node.textValue());
    }
    if (node.isNumber()) {
      return range(schema, "minimum", "maximum", node.asDouble(), "");
    }
    if (node.isArray()) {
      return range(schema, "minItems", "maxItems", node.size(), " entries");
    }
    return node.isObject()
        ? range(schema, "minProperties", "maxProperties", node.size(), " fields")
        : "";
  }

  private static String textProblem(JsonNode schema, String text) {
    String pattern = schema.path("pattern").asText();
    if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
      return "must match " + pattern;
    }
    int length = text.codePointCount(0, text.length());
    return range(schema, "minLength", "maxLength", length, " characters");
  }

  private static String range(
      JsonNode schema, String least, String most, double size, String unit) {
    if (schema.has(least) && size < schema.path(least).asDouble()) {
      return "must be at least " + schema.path(least).asText() + unit;
    }
    if (schema.has(most) && size > schema.path(most).asDouble()) {
      return "must be at most " + schema.path(most).asText() + unit;
    }
    return "";
  }

  private static boolean isOf(String type, JsonNode node) {
    return switch (type) {
      case "object" -> node.isObject();
      case "array" -> node.isArray();
      case "string" -> node.isTextual();
      case "boolean" -> node.isBoolean();
      case "integer" -> node.isIntegralNumber();
      case "number" -> node.isNumber();
      default -> true;
    };
  }

  private static String noun(String type) {
    return switch (type) {
      case "object" -> "an object";
      case "array" -> "a list";
      case "string" -> "a text; put it in quotes";
      case "boolean" -> "true or false";
      case "integer" -> "a whole number";
      default -> "a " + type;
    };
  }
}
