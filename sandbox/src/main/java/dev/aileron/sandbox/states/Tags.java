package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.AwsError;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tags as requests and answers have them. */
final class Tags {
  private static final int MOST = 50;

  private Tags() {}

  static Map<String, String> read(JsonNode list) {
    var tags = new LinkedHashMap<String, String>();
    for (var tag : list) {
      if (Json.has(tag, "key")) {
        tags.put(tag.path("key").asText(), tag.path("value").asText(""));
      }
    }
    return tags;
  }

  static void put(ObjectNode answer, Map<String, String> tags) {
    var list = answer.putArray("tags");
    tags.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
  }

  /** Refuses more than fifty. */
  static void require(Map<String, String> tags, String arn) {
    if (tags.size() > MOST) {
      throw new AwsError(
          400, "TooManyTags", "Too Many Tags: '" + arn + "'", Map.of("resourceName", arn));
    }
  }
}
