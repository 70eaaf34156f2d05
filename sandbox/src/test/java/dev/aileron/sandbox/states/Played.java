package dev.aileron.sandbox.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;

/** State machines that a test makes, and their executions. */
abstract class Played {
  final Surround surround = Surround.fast();
  private int names;

  @AfterEach
  void close() {
    surround.close();
  }

  static String one(String state) {
    var target = state.contains("Caught") ? ",'Caught':{'Type':'Pass','End':true}" : "";
    return "{'StartAt':'T','States':{'T':" + state + target + "}}";
  }

  static String task(String resource, String parameters) {
    return "{'StartAt':'T','States':{'T':{'Type':'Task','Resource':'%s','Parameters':%s,'End':true}}}"
        .formatted(resource, parameters);
  }

  String machine(String definition) {
    return machine(definition, "STANDARD");
  }

  String machine(String definition, String type) {
    var body = Json.object().put("name", "machine-" + names++).put("roleArn", Surround.ROLE);
    body.put("definition", definition.replace('\'', '"')).put("type", type);
    var answer = surround.call("CreateStateMachine", body);
    assertThat(answer.error()).isNull();
    return answer.body().path("stateMachineArn").asText();
  }

  String start(String machineArn, String input) {
    var body = Json.object().put("stateMachineArn", machineArn);
    return surround
        .call("StartExecution", body.put("input", input.replace('\'', '"')))
        .body()
        .path("executionArn")
        .asText();
  }

  JsonNode described(String executionArn) {
    return surround
        .call("DescribeExecution", Json.object().put("executionArn", executionArn))
        .body();
  }

  JsonNode over(String executionArn) {
    Awaitility.await()
        .until(() -> !described(executionArn).path("status").asText().equals("RUNNING"));
    return described(executionArn);
  }

  JsonNode run(String definition, String input) {
    return over(start(machine(definition), input));
  }

  List<String> history(String executionArn) {
    var types = new ArrayList<String>();
    surround
        .call("GetExecutionHistory", Json.object().put("executionArn", executionArn))
        .body()
        .path("events")
        .forEach(event -> types.add(event.path("type").asText()));
    return types;
  }

  void pass(Duration time) {
    surround.clock.advance(time);
    surround.states.clockMoved();
  }

  static String json(String text) {
    return text.replace('\'', '"');
  }

  List<Surround.Point> points(String name) {
    return surround.points.stream().filter(point -> point.name().equals(name)).toList();
  }
}
