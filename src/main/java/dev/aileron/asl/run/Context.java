package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.model.State;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The context object: {@code $$}, {@code $states.context}. */
final class Context {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Context() {}

  static ObjectNode of(Site site, @Nullable String taskToken) {
    Identity identity = site.run().identity();
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    ObjectNode execution = context.putObject("Execution");
    execution.put("Id", identity.executionArn());
    execution.set("Input", identity.input());
    execution.put("StartTime", time(identity.startedAt()));
    execution.put("Name", identity.name());
    execution.put("RoleArn", identity.roleArn());
    if (!identity.express()) {
      // Express executions cannot be redriven.
      execution.put("RedriveCount", identity.redrives());
    }
    context
        .putObject("StateMachine")
        .put("Id", identity.stateMachineArn())
        .put("Name", identity.stateMachineName());
    ObjectNode state = context.putObject("State");
    state.put("Name", site.name()).put("EnteredTime", time(site.entry().at()));
    if (retriable(site.state())) {
      state.put("RetryCount", site.entry().retries());
    }
    JsonNode item = site.place().item();
    if (item != null) {
      context.set("Map", item);
    }
    if (taskToken != null) {
      context.putObject("Task").put("Token", taskToken);
    }
    return context;
  }

  private static boolean retriable(State state) {
    return state instanceof State.Task
        || state instanceof State.Parallel
        || state instanceof State.Map;
  }

  private static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }
}
