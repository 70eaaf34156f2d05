package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** An activity: a name under which workers ask for tasks. Guarded by its region's lock. */
final class Activity {
  private final String arn;
  private final String name;
  private final long created;
  private final JsonNode encryption;
  private final Map<String, String> tags;

  Activity(String arn, String name, long created, JsonNode encryption, Map<String, String> tags) {
    this.arn = arn;
    this.name = name;
    this.created = created;
    this.encryption = encryption;
    this.tags = new LinkedHashMap<>(tags);
  }

  String arn() {
    return arn;
  }

  String name() {
    return name;
  }

  long created() {
    return created;
  }

  JsonNode encryption() {
    return encryption;
  }

  Map<String, String> tags() {
    return tags;
  }

  void tag(Map<String, String> all) {
    var next = new LinkedHashMap<>(all);
    tags.clear();
    tags.putAll(next);
  }
}
