package dev.aileron.docs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.kernel.fields.Impact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code docs/api.md}: what the CRDs in {@code crds/} say, and from the kinds' field tables
 * what a change of a field costs.
 */
final class ApiReference {
  private static final String HEAD =
      """
      # API reference

      <!-- Written by `make crds` from crds/ and the field tables of the kinds. Change those, not this page. -->

      Group `aileron.dev`, version `v1alpha1`. Alpha: fields can still change from one release to the next, and the
      [changelog](../CHANGELOG.md) says which did. What the kinds are for: [concepts](concepts.md). Conditions and reasons:
      [status](status.md).

      A field without a default may be left out unless it says **required**. `list[]` stands for one entry of a list. The API
      server refuses what breaks a type, a bound or a rule, and names the field. What a change of a field costs:

      | a change | means |
      |---|---|
      | publishes | a new immutable version is published and released |
      | in place | changed in AWS at once, without a new version |
      | refused | the field cannot be changed; make a new object |
      | nothing | nothing changes in AWS |
      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  /**
   * @param crds in the order of the page
   * @param costs what a change costs, by kind and by field of its spec
   */
  static String of(List<JsonNode> crds, Map<String, Map<String, Impact>> costs) {
    ApiReference reference = new ApiReference();
    for (JsonNode crd : crds) {
      String kind = crd.path("spec").path("names").path("kind").asText();
      reference.kind(crd, kind, costs.getOrDefault(kind, Map.of()));
    }
    return reference.page.toString();
  }

  private void kind(JsonNode crd, String kind, Map<String, Impact> costs) {
    JsonNode names = crd.path("spec").path("names");
    JsonNode version = crd.path("spec").path("versions").path(0);
    JsonNode schema = version.path("schema").path("openAPIV3Schema");
    page.append("\n## ").append(kind).append("\n\n");
    page.append(prose(schema.path("description").asText())).append("\n\n");
    page.append(
        "Plural `%s`, short name %s, in the category %s. `kubectl get` shows %s; with `-o wide` also %s.\n"
            .formatted(
                names.path("plural").asText(),
                codes(names.path("shortNames")),
                codes(names.path("categories")),
                columns(version, 0),
                columns(version, 1)));
    JsonNode spec = schema.path("properties").path("spec");
    section(kind + " spec", spec, costs);
    rules(spec);
    section(kind + " status", schema.path("properties").path("status"), Map.of());
  }

  private void section(String title, JsonNode schema, Map<String, Impact> costs) {
    boolean withCosts = !costs.isEmpty();
    page.append("\n### ").append(title).append("\n\n");
    page.append(
        withCosts
            ? "| field | type | default | a change | meaning |\n|---|---|---|---|---|\n"
            : "| field | type | meaning |\n|---|---|---|\n");
    for (Row row : Row.under("", schema)) {
      List<String> cells = new ArrayList<>();
      cells.add("`" + row.path() + "`");
      cells.add(row.type() + (row.required() ? ", **required**" : ""));
      if (withCosts) {
        cells.add(row.schema().has("default") ? code(row.schema().path("default").asText()) : "");
        cells.add(row.immutable() ? words(Impact.IMMUTABLE) : words(costs.get(row.path())));
      }
      cells.add(prose(row.schema().path("description").asText()));
      page.append(
          cells.stream().map(ApiReference::cell).collect(Collectors.joining(" | ", "| ", " |\n")));
    }
  }

  /** The rules in the order of the fields that they are on. */
  private void rules(JsonNode spec) {
    page.append("\n| rule on | what the API server says | CEL |\n|---|---|---|\n");
    rulesOf("spec", spec);
    for (Row row : Row.under("spec.", spec)) {
      rulesOf(row.path(), row.schema());
      if (row.path().endsWith("[]") || !row.schema().has("items")) {
        continue;
      }
      rulesOf(row.path() + "[]", row.schema().path("items"));
    }
  }

  private void rulesOf(String path, JsonNode schema) {
    for (JsonNode rule : schema.path("x-kubernetes-validations")) {
      page.append(
          "| %s | %s | %s |\n"
              .formatted(
                  code(path),
                  cell(prose(rule.path("message").asText())),
                  cell(code(rule.path("rule").asText()))));
    }
  }

  /** Fields below the first level cost what the field that they are in costs. */
  private static String words(@Nullable Impact impact) {
    return switch (impact) {
      case null -> "";
      case PUBLISHES -> "publishes";
      case IN_PLACE -> "in place";
      case IMMUTABLE -> "refused";
      case NOTHING -> "nothing";
    };
  }

  private static String columns(JsonNode version, int priority) {
    return StreamSupport.stream(version.path("additionalPrinterColumns").spliterator(), false)
        .filter(column -> column.path("priority").asInt() == priority)
        .map(column -> column.path("name").asText())
        .collect(Collectors.joining(", "));
  }

  private static String codes(JsonNode texts) {
    return StreamSupport.stream(texts.spliterator(), false)
        .map(text -> code(text.asText()))
        .collect(Collectors.joining(", "));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static final Pattern WITH_DOLLAR = Pattern.compile("\\S*\\$\\S*?(?=[.,;:]?(\\s|$))");

  /** GitHub takes a dollar for the beginning of a formula, and angle brackets for HTML. */
  private static String prose(String text) {
    return WITH_DOLLAR
        .matcher(text)
        .replaceAll(word -> java.util.regex.Matcher.quoteReplacement(code(word.group())))
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  /**
   * A field.
   *
   * @param path from the top of the table, joined by dots
   */
  private record Row(String path, JsonNode schema, boolean required) {
    /** The conditions of every kind are the same, and have a page of their own. */
    private static final String OPAQUE = "conditions";

    static List<Row> under(String prefix, JsonNode object) {
      List<Row> rows = new ArrayList<>();
      TreeSet<String> required = new TreeSet<>();
      object.path("required").forEach(name -> required.add(name.asText()));
      TreeSet<String> names = new TreeSet<>();
      object.path("properties").fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        JsonNode schema = object.path("properties").path(name);
        Row row = new Row(prefix + name, schema, required.contains(name));
        rows.add(row);
        if (name.equals(OPAQUE)) {
          continue;
        }
        rows.addAll(under(row.path() + ".", schema));
        rows.addAll(under(row.path() + "[].", schema.path("items")));
      }
      return rows;
    }

    boolean immutable() {
      return schema
          .path("x-kubernetes-validations")
          .findValuesAsText("rule")
          .contains("self == oldSelf");
    }

    String type() {
      if (path.equals(OPAQUE)) {
        return "list of [conditions](status.md#conditions)";
      }
      String list = schema.path("x-kubernetes-list-type").asText();
      return switch (schema.path("type").asText()) {
        case "string" -> text(schema);
        case "integer" -> "whole number" + numbers();
        case "boolean" -> "`true` or `false`";
        case "array" ->
            "list, at most "
                + schema.path("maxItems").asInt()
                + (list.equals("map")
                    ? ", one a `" + schema.path("x-kubernetes-list-map-keys").path(0).asText() + "`"
                    : "");
        case "object" -> object();
        default -> throw new IllegalStateException(path + " has a type that is not described");
      };
    }

    private static String text(JsonNode schema) {
      if (schema.has("enum")) {
        return codes(schema.path("enum")).replace(", ", " or ");
      }
      String pattern = schema.has("pattern") ? ", " + code(schema.path("pattern").asText()) : "";
      return "text" + range(schema, "minLength", "maxLength", " characters") + pattern;
    }

    private String numbers() {
      return range(schema, "minimum", "maximum", "");
    }

    private String object() {
      if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
        return "object with any fields";
      }
      if (schema.has("additionalProperties")) {
        JsonNode value = schema.path("additionalProperties");
        return "map"
            + range(schema, "minProperties", "maxProperties", " entries")
            + ", values "
            + text(value);
      }
      return "object";
    }

    private static String range(JsonNode schema, String least, String most, String unit) {
      if (!schema.has(most)) {
        return "";
      }
      long from = schema.path(least).asLong();
      long to = schema.path(most).asLong();
      if (from == to) {
        return ", " + to + unit;
      }
      return schema.has(least)
          ? ", %d to %d%s".formatted(from, to, unit)
          : ", at most " + to + unit;
    }
  }
}
