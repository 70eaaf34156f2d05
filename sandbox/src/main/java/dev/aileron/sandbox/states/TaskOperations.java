package dev.aileron.sandbox.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.run.Event;
import java.time.Instant;
import java.util.Map;

/** What whoever holds a task token tells: success, failure, or that it is still at it. */
final class TaskOperations {
  private final Tokens tokens;

  TaskOperations(Tokens tokens) {
    this.tokens = tokens;
  }

  Map<String, Request.Handler> handlers() {
    return Map.of(
        "SendTaskSuccess", this::success,
        "SendTaskFailure", this::failure,
        "SendTaskHeartbeat", this::heartbeat);
  }

  private ObjectNode success(Request request) {
    var text = Json.required(request.body(), "output");
    JsonNode output;
    try {
      output = Json.parse(text);
    } catch (JsonProcessingException e) {
      throw Errors.of("InvalidOutput", "Invalid Output: '" + Json.why(text, e) + "'");
    }
    if (output.isMissingNode()) {
      throw Errors.of("InvalidOutput", "Invalid Output: 'No content to map due to end-of-input'");
    }
    var waiting = tokens.take(Json.required(request.body(), "taskToken"));
    waiting.run().post(new Event.TaskSucceeded(at(request), waiting.ticket(), output));
    return Json.object();
  }

  private ObjectNode failure(Request request) {
    var body = request.body();
    var waiting = tokens.take(Json.required(body, "taskToken"));
    waiting
        .run()
        .post(
            new Event.TaskFailed(
                at(request), waiting.ticket(), Json.text(body, "error"), Json.text(body, "cause")));
    return Json.object();
  }

  private ObjectNode heartbeat(Request request) {
    var waiting = tokens.waiting(Json.required(request.body(), "taskToken"));
    waiting.run().post(new Event.TaskHeartbeat(at(request), waiting.ticket()));
    return Json.object();
  }

  private static Instant at(Request request) {
    return Instant.ofEpochMilli(request.time());
  }
}
