package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;

/**
 * An event of the history, as GetExecutionHistory has it.
 *
 * @param id counts from 1
 * @param previousEventId the event that led to it
 * @param type AWS's name
 * @param timestamp when
 * @param details what AWS tells about that type; payloads as JSON, not yet as text
 */
public record HistoryEvent(
    long id, long previousEventId, String type, Instant timestamp, ObjectNode details) {

  /** Fields that AWS gives as JSON text. */
  private static final Set<String> PAYLOADS = Set.of("input", "output", "parameters");

  /** The event as the API returns it. */
  public ObjectNode toAws() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("id", id).put("previousEventId", previousEventId).put("type", type);
    event.put("timestamp", timestamp.toEpochMilli() / 1000.0);
    if (!details.isEmpty()) {
      ObjectNode shown = event.putObject(detailsName());
      details.properties().forEach(field -> show(shown, field.getKey(), field.getValue()));
    }
    return event;
  }

  private static void show(ObjectNode shown, String name, JsonNode value) {
    if (name.equals("assignedVariables")) {
      ObjectNode texts = shown.putObject(name);
      value.properties().forEach(v -> texts.put(v.getKey(), v.getValue().toString()));
      shown.putObject("assignedVariablesDetails").put("truncated", false);
    } else if (PAYLOADS.contains(name)) {
      shown.put(name, value.toString());
      if (!name.equals("parameters")) {
        shown.putObject(name + "Details").put("truncated", false);
      }
    } else {
      shown.set(name, value);
    }
  }

  /** The field that holds the details, by type. */
  private String detailsName() {
    if (type.endsWith("StateEntered")) {
      return "stateEnteredEventDetails";
    }
    if (type.endsWith("StateExited")) {
      return "stateExitedEventDetails";
    }
    return Character.toLowerCase(type.charAt(0)) + type.substring(1) + "EventDetails";
  }
}
