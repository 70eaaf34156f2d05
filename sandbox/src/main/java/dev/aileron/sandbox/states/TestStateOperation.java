package dev.aileron.sandbox.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.states.StateTest.Verdict;
import dev.aileron.sandbox.states.task.Integrations;
import dev.aileron.sandbox.states.task.Outcome;
import dev.aileron.sandbox.states.task.TaskCall;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** TestState: one state, by itself. */
final class TestStateOperation {
  private static final Set<String> CALLED = Set.of("Task", "Parallel", "Map");

  private final Integrations integrations;

  TestStateOperation(Integrations integrations) {
    this.integrations = integrations;
  }

  Map<String, Request.Handler> handlers() {
    return Map.of("TestState", this::test);
  }

  private ObjectNode test(Request request) throws InterruptedException {
    var body = request.body();
    var subject = TestedState.of(body);
    var mock = body.path("mock");
    boolean mocked = Json.has(body, "mock");
    if (mocked && !CALLED.contains(subject.type())) {
      throw Errors.validation(
          "State type '" + subject.type() + "' is not supported when a mock is specified");
    }
    if (!mocked && subject.needsMock()) {
      throw Errors.validation(
          "A mock must be specified to test a state of the type '%s' with the resource '%s'"
              .formatted(subject.type(), subject.resource()));
    }
    if (!mocked && subject.type().equals("Task") && !Json.has(body, "roleArn")) {
      throw Errors.validation("A roleArn must be specified when no mock is");
    }
    if (!mocked && Json.has(body, "context")) {
      throw Errors.validation("A context can only be specified together with a mock");
    }
    var input = json(body, "input");
    var role = Json.text(body, "roleArn");
    var caller = request.region().owner().as(role == null ? "arn:aws:iam::" : role);
    var test =
        new StateTest(
            subject,
            input,
            json(body, "variables"),
            body.path("stateConfiguration").path("retrierRetryCount").asInt(),
            request.time());
    var verdict = test.run(call -> mocked ? answer(mock) : integrations.call(made(caller, call)));
    return answer(body, subject, input, verdict);
  }

  private static TaskCall made(Caller caller, dev.aileron.asl.run.Effect.Call call) {
    var owner = Arn.of(caller, "execution", "TestState:TestState");
    return new TaskCall(
        caller,
        call.resource(),
        call.arguments(),
        owner,
        Arn.of(caller, "stateMachine", "TestState"));
  }

  private static Outcome answer(JsonNode mock) {
    var error = mock.path("errorOutput");
    if (error.isObject()) {
      return new Outcome.Failed(Json.text(error, "error"), Json.text(error, "cause"));
    }
    var text = Json.text(mock, "result");
    try {
      return new Outcome.Finished(Json.parse(text == null ? "{}" : text));
    } catch (JsonProcessingException e) {
      throw Errors.validation("The mock's result is no JSON: " + e.getOriginalMessage());
    }
  }

  private static JsonNode json(JsonNode body, String field) {
    var text = Json.text(body, field);
    try {
      return text == null ? Json.object() : Json.parse(text);
    } catch (JsonProcessingException e) {
      throw Errors.of(
          "InvalidExecutionInput",
          "Invalid State Machine Execution Input: '" + Json.why(String.valueOf(text), e) + "'");
    }
  }

  private static ObjectNode answer(
      JsonNode body, TestedState subject, JsonNode input, Verdict verdict) {
    var answer = Json.object().put("status", verdict.status());
    put(answer, "output", verdict.output());
    Json.put(answer, "nextState", verdict.nextState());
    Json.put(answer, "error", verdict.error());
    Json.put(answer, "cause", verdict.cause());
    var level = Json.text(body, "inspectionLevel");
    if ("DEBUG".equals(level) || "TRACE".equals(level)) {
      var data = new Inspection(subject, input).data(verdict);
      answer.set("inspectionData", data);
    }
    return answer;
  }

  static void put(ObjectNode answer, String field, @Nullable JsonNode value) {
    if (value != null) {
      answer.put(field, value.toString());
    }
  }
}
