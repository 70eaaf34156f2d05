package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A choice rule in few words, for a diagram. */
final class ChoiceWords {
  private ChoiceWords() {}

  static String of(JsonNode rule) {
    if (rule.has("Condition")) {
      return rule.path("Condition").asText().replace("{%", "").replace("%}", "").strip();
    }
    if (rule.has("Not")) {
      return "not (" + of(rule.path("Not")) + ")";
    }
    for (String list : List.of("And", "Or")) {
      if (rule.has(list)) {
        List<String> parts = new ArrayList<>();
        rule.path(list).forEach(each -> parts.add(of(each)));
        return String.join(" " + list.toLowerCase(Locale.ROOT) + " ", parts);
      }
    }
    for (var each : rule.properties()) {
      if (Comparison.of(each.getKey()) != null) {
        return compared(rule.path("Variable").asText(), each.getKey(), each.getValue());
      }
    }
    return "";
  }

  private static String compared(String variable, String comparison, JsonNode operand) {
    if (Comparison.of(comparison) == Comparison.FLAG) {
      String not = operand.asBoolean() ? "" : "not ";
      return "%s is %s%s"
          .formatted(variable, not, comparison.substring(2).toLowerCase(Locale.ROOT));
    }
    return "%s %s %s".formatted(variable, sign(comparison), operand.asText());
  }

  private static String sign(String comparison) {
    String bare =
        comparison.endsWith("Path") ? comparison.substring(0, comparison.length() - 4) : comparison;
    if (bare.endsWith("LessThanEquals")) {
      return "<=";
    }
    if (bare.endsWith("GreaterThanEquals")) {
      return ">=";
    }
    if (bare.endsWith("LessThan")) {
      return "<";
    }
    if (bare.endsWith("GreaterThan")) {
      return ">";
    }
    return bare.endsWith("Matches") ? "like" : "=";
  }
}
