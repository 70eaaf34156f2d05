package dev.aileron.sandbox.lambda.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.filter.EventPattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The filters of a mapping: a record passes when one of them picks it, or when there are none. */
final class Filters {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<EventPattern> patterns = new ArrayList<>();

  Filters(ObjectNode settings) {
    for (var filter : settings.path("FilterCriteria").path("Filters")) {
      patterns.add(EventPattern.parse(filter.path("Pattern").asText()));
    }
  }

  /**
   * Whether a record passes.
   *
   * @param event as functions get it
   */
  boolean pass(JsonNode event) {
    if (patterns.isEmpty()) {
      return true;
    }
    var opened = opened(event);
    return patterns.stream().anyMatch(pattern -> pattern.matches(opened));
  }

  /** What patterns speak of: the JSON inside a message's body or a stream record's data. */
  private static JsonNode opened(JsonNode event) {
    if (event.has("body")) {
      var copy = ((ObjectNode) event).deepCopy();
      var body = parse(event.get("body").asText().getBytes(StandardCharsets.UTF_8));
      if (body != null && body.isContainerNode()) {
        copy.set("body", body);
      }
      return copy;
    }
    if (event.path("kinesis").has("data")) {
      var copy = ((ObjectNode) event.get("kinesis")).deepCopy();
      var data = parse(Base64.getDecoder().decode(copy.get("data").asText()));
      if (data != null) {
        copy.set("data", data);
      }
      return copy;
    }
    return event;
  }

  private static @Nullable JsonNode parse(byte[] text) {
    try {
      return JSON.readTree(text);
    } catch (IOException notJson) {
      return null;
    }
  }
}
