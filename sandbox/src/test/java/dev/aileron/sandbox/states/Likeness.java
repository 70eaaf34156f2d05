package dev.aileron.sandbox.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Compares an answer with a recorded one. A recording has placeholders where values varied: each
 * stands for one value, the same throughout the recording.
 */
final class Likeness {
  private static final Pattern PLACEHOLDER = Pattern.compile("<[^<>]+>");

  /** Words that recordings put in the place of values without marking them. */
  private static final Set<String> WORDS =
      Set.of(
          "snf_role_arn",
          "sfn_role_arn",
          "snf_role_arn_t1",
          "snf_role_arn_t2",
          "state_machine_name",
          "activity_arn",
          "activity_name",
          "activity_arn_0",
          "activity_arn_1",
          "activity_arn_2",
          "activity_name_0",
          "activity_name_1",
          "activity_name_2");

  /** Words in the place of whole ARNs within messages. */
  private static final Set<String> QUOTED =
      Set.of("activity_arn", "sm_nonexistent_arn", "ssm_nonexistent_arn", "invalid_execution_arn");

  private static final Set<String> TIMES = Set.of("datetime", "timestamp", "creation-date", "date");

  private final Map<String, String> bound = new HashMap<>();
  private final List<String> differences = new ArrayList<>();

  List<String> differences() {
    return differences;
  }

  void compare(String at, JsonNode theirs, JsonNode ours) {
    if (theirs.isObject() && ours.isTextual()) {
      // A recording has parsed what is a text on the wire.
      try {
        compare(at, theirs, Json.parse(ours.textValue()));
      } catch (JsonProcessingException e) {
        differences.add(at + ": " + ours + " is no JSON");
      }
    } else if (theirs.isObject()) {
      var names = new TreeSet<String>();
      theirs.fieldNames().forEachRemaining(names::add);
      ours.fieldNames().forEachRemaining(names::add);
      for (var name : names) {
        field(at + "/" + name, name, theirs.get(name), ours.get(name));
      }
    } else if (theirs.isArray()) {
      if (theirs.size() != ours.size()) {
        differences.add(at + ": " + ours.size() + " instead of " + theirs.size());
      }
      for (int i = 0; i < Math.min(theirs.size(), ours.size()); i++) {
        compare(at + "/" + i, theirs.get(i), ours.get(i));
      }
    } else if (theirs.isTextual()) {
      text(at, theirs.textValue(), ours);
    } else if (!theirs.equals(ours) && theirs.asDouble() != ours.asDouble()) {
      differences.add(at + ": " + ours + " instead of " + theirs);
    }
  }

  private void field(String at, String name, JsonNode theirs, JsonNode ours) {
    if (theirs == null) {
      // Recordings made before the API had encryption do not know it.
      if (!name.equals("encryptionConfiguration")) {
        differences.add(at + ": " + ours + " instead of nothing");
      }
    } else if (ours == null) {
      differences.add(at + ": nothing instead of " + theirs);
    } else {
      compare(at, theirs, ours);
    }
  }

  private void text(String at, String theirs, JsonNode ours) {
    if (TIMES.contains(theirs)) {
      return;
    }
    var text = ours.asText();
    var parts = new ArrayList<String>();
    var names = new ArrayList<String>();
    if (WORDS.contains(theirs)) {
      parts.add("(.+)");
      names.add(theirs);
    } else {
      template(theirs, parts, names);
    }
    var matcher = Pattern.compile(String.join("", parts), Pattern.DOTALL).matcher(text);
    if (!matcher.matches()) {
      differences.add(at + ": " + ours + " instead of " + theirs);
      return;
    }
    for (int i = 0; i < names.size(); i++) {
      var value = matcher.group(i + 1);
      var before = bound.putIfAbsent(names.get(i), value);
      if (before != null && !before.equals(value)) {
        differences.add(
            "%s: %s is %s here and %s before".formatted(at, names.get(i), value, before));
      }
    }
  }

  private static void template(String text, List<String> parts, List<String> names) {
    var pieces = text;
    var found = PLACEHOLDER.matcher(text);
    int end = 0;
    while (found.find()) {
      words(pieces.substring(end, found.start()), parts, names);
      parts.add("(.+?)");
      names.add(found.group());
      end = found.end();
    }
    words(pieces.substring(end), parts, names);
  }

  /** A message may have such a word within quotes, at its end. */
  private static void words(String text, List<String> parts, List<String> names) {
    for (var word : QUOTED) {
      if (text.endsWith("'" + word + "'")) {
        parts.add(Pattern.quote(text.substring(0, text.length() - word.length() - 1)));
        parts.add("(.+)'");
        names.add(word);
        return;
      }
    }
    parts.add(Pattern.quote(text));
  }
}
