package dev.aileron.sandbox.aws.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tags of alarms, by ARN. */
final class AlarmTags {

  private final Map<String, Map<String, String>> all = new ConcurrentHashMap<>();

  /** Takes the field {@code Tags} of a request. */
  void putAll(String arn, Fields fields) {
    var tags = fields.list("Tags");
    if (tags.isEmpty()) {
      return;
    }
    all.compute(
        arn,
        (key, there) -> {
          var after = new LinkedHashMap<String, String>(there == null ? Map.of() : there);
          for (var tag : tags) {
            var value = tag.text("Value");
            after.put(tag.requiredText("Key"), value == null ? "" : value);
          }
          return after;
        });
  }

  void remove(String arn, List<String> keys) {
    all.computeIfPresent(
        arn,
        (key, there) -> {
          var after = new LinkedHashMap<>(there);
          after.keySet().removeAll(keys);
          return after;
        });
  }

  void forget(String arn) {
    all.remove(arn);
  }

  List<Object> list(String arn) {
    var list = new ArrayList<Object>();
    all.getOrDefault(arn, Map.of())
        .forEach((key, value) -> list.add(Map.of("Key", key, "Value", value)));
    return list;
  }
}
