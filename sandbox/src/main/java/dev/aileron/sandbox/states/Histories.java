package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.run.HistoryEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Histories of executions as GetExecutionHistory gives them. */
final class Histories {
  private static final List<String> DATA =
      List.of(
          "input",
          "inputDetails",
          "output",
          "outputDetails",
          "parameters",
          "assignedVariables",
          "assignedVariablesDetails");

  private Histories() {}

  static ObjectNode page(Request request, List<HistoryEvent> history) {
    var body = request.body();
    var events = new ArrayList<>(history);
    if (body.path("reverseOrder").asBoolean()) {
      Collections.reverse(events);
    }
    boolean data = body.path("includeExecutionData").asBoolean(true);
    var answer = Json.object();
    Pages.put(
        answer,
        "events",
        body,
        events,
        event -> String.valueOf(event.id()),
        event -> shown(event, data));
    return answer;
  }

  private static ObjectNode shown(HistoryEvent event, boolean data) {
    var shown = event.toAws();
    shown.set(
        "timestamp", DecimalNode.valueOf(BigDecimal.valueOf(event.timestamp().toEpochMilli(), 3)));
    if (!data) {
      for (var each : shown.properties()) {
        if (each.getValue() instanceof ObjectNode details) {
          each.setValue(withoutData(details));
        }
      }
    }
    return shown;
  }

  /** The same without what states are given and give. */
  static ObjectNode withoutData(ObjectNode details) {
    return details.deepCopy().remove(DATA);
  }
}
