package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which variables the states of a definition refer to: {@code variableReferences} of
 * DescribeStateMachine. Only names that some state assigns are variables.
 */
final class VariableReferences {
  private static final Pattern REFERENCE =
      Pattern.compile("(?<![$\\w])\\$([\\p{L}_][\\p{L}\\p{N}_]*)");

  private final Set<String> assigned = new TreeSet<>();
  private final Map<String, Set<String>> byState = new TreeMap<>();

  private VariableReferences() {}

  /** Names by state, both in alphabetical order; states without any are left out. */
  static ObjectNode of(JsonNode definition) {
    var references = new VariableReferences();
    references.scope(definition);
    var found = Json.object();
    references.byState.forEach((state, names) -> {
      names.retainAll(references.assigned);
      if (!names.isEmpty()) {
        var list = found.putArray(state);
        names.forEach(list::add);
      }
    });
    return found;
  }

  private void scope(JsonNode holder) {
    for (var state : holder.path("States").properties()) {
      walk(state.getValue(), "", byState.computeIfAbsent(state.getKey(), s -> new TreeSet<>()));
    }
  }

  private void walk(JsonNode node, String field, Set<String> names) {
    for (var each : node.properties()) {
      var key = each.getKey();
      if (each.getValue().isObject() && each.getValue().has("States")) {
        scope(each.getValue());
        continue;
      }
      if (key.equals("Assign")) {
        each.getValue().fieldNames().forEachRemaining(name -> assigned.add(plain(name)));
      }
      walk(each.getValue(), key, names);
    }
    if (node.isArray()) {
      for (var item : node) {
        if (item.has("States")) {
          scope(item);
        } else {
          walk(item, field, names);
        }
      }
    }
    if (node.isTextual() && refers(field, node.textValue())) {
      REFERENCE.matcher(node.textValue()).results().forEach(found -> names.add(found.group(1)));
    }
  }

  /** A constant text may hold a dollar sign and refer to nothing. */
  private static boolean refers(String field, String text) {
    return text.startsWith("{%")
        || field.endsWith(".$")
        || field.equals("Variable")
        || (field.endsWith("Path") && !field.equals("ResultPath"));
  }

  private static String plain(String name) {
    return name.endsWith(".$") ? name.substring(0, name.length() - 2) : name;
  }
}
