package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compares with a recording, in which placeholders stand for values that differ from run to run.
 */
final class Likeness {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("<(?:[^<>]|<[^<>]*>)+>|^\\w+EventDetails\\.output$");

  private static final Set<String> WORDS =
      Set.of(
          "date",
          "timestamp",
          "snf_role_arn",
          "sfn_role_arn",
          "a_task_token",
          "start-date",
          "stop-date",
          "start-time",
          "entered-time");

  private Likeness() {}

  static boolean like(JsonNode recorded, JsonNode ours) {
    if (recorded.isMissingNode() || ours.isMissingNode()) {
      return recorded.isMissingNode() && ours.isMissingNode();
    }
    if (recorded.isTextual() && WORDS.contains(recorded.textValue())) {
      return ours.isTextual();
    }
    if (recorded.isNumber() && ours.isNumber()) {
      return recorded.decimalValue().compareTo(ours.decimalValue()) == 0;
    }
    if (recorded.isTextual() && ours.isTextual()) {
      if (like(recorded.textValue(), ours.textValue())) {
        return true;
      }
      // Both may be JSON text.
      JsonNode left = RecordedExecution.payload(recorded);
      JsonNode right = RecordedExecution.payload(ours);
      return left != recorded && right != ours && like(left, right);
    }
    if (recorded.isTextual() && PLACEHOLDER.matcher(recorded.textValue()).matches()) {
      return true;
    }
    // Either side may stand as JSON text.
    if (recorded.isTextual() != ours.isTextual()) {
      JsonNode left = RecordedExecution.payload(recorded);
      JsonNode right = RecordedExecution.payload(ours);
      return left.isTextual() == right.isTextual() && like(left, right);
    }
    if (recorded.isObject() && ours.isObject()) {
      if (recorded.size() != ours.size()) {
        return false;
      }
      for (var field : recorded.properties()) {
        if (!like(field.getValue(), ours.path(field.getKey()))) {
          return false;
        }
      }
      return true;
    }
    if (recorded.isArray() && ours.isArray()) {
      if (recorded.size() != ours.size()) {
        return false;
      }
      for (int i = 0; i < recorded.size(); i++) {
        if (!like(recorded.get(i), ours.get(i))) {
          return false;
        }
      }
      return true;
    }
    return recorded.equals(ours);
  }

  static boolean like(String recorded, String ours) {
    if (recorded.equals(ours)) {
      return true;
    }
    if (!PLACEHOLDER.matcher(recorded).find()) {
      return false;
    }
    StringBuilder regex = new StringBuilder();
    int from = 0;
    var placeholder = PLACEHOLDER.matcher(recorded);
    while (placeholder.find()) {
      regex.append(Pattern.quote(recorded.substring(from, placeholder.start()))).append(".*?");
      from = placeholder.end();
    }
    regex.append(Pattern.quote(recorded.substring(from)));
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(ours).matches();
  }
}
