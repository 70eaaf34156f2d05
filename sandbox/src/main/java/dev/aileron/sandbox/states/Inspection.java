package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.states.StateTest.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a tested state's data went through its fields: {@code inspectionData}. Each stage is a Pass
 * state of its own that has the fields up to there.
 */
final class Inspection {
  private final TestedState subject;
  private final JsonNode input;

  Inspection(TestedState subject, JsonNode input) {
    this.subject = subject;
    this.input = input;
  }

  ObjectNode data(Verdict verdict) {
    var data = Json.object();
    data.put("input", input.toString());
    if (subject.jsonata()) {
      jsonata(data, verdict);
    } else {
      jsonPath(data, verdict);
    }
    if (!verdict.variables().isEmpty()) {
      var variables = Json.object();
      verdict.variables().forEach(variables::set);
      data.put("variables", variables.toString());
    }
    if (verdict.retryAfter() != null) {
      data.putObject("errorDetails").put("retryBackoffIntervalSeconds", verdict.retryAfter());
    }
    return data;
  }

  private void jsonata(ObjectNode data, Verdict verdict) {
    if (subject.state().has("Arguments")) {
      var pass = Json.object().put("QueryLanguage", "JSONata");
      pass.set("Output", subject.state().path("Arguments"));
      TestStateOperation.put(data, "afterArguments", given(pass, input));
    }
    TestStateOperation.put(data, "result", verdict.result());
  }

  private void jsonPath(ObjectNode data, Verdict verdict) {
    boolean literal = subject.state().has("Result");
    boolean worked = List.of("Pass", "Task", "Map", "Parallel").contains(subject.type());
    var parameters = given(fields("InputPath", "Parameters"), input);
    if (!literal) {
      TestStateOperation.put(data, "afterInputPath", given(fields("InputPath"), input));
      if (worked) {
        TestStateOperation.put(data, "afterParameters", parameters);
      }
    }
    var result = literal ? subject.state().path("Result") : verdict.result();
    TestStateOperation.put(data, "result", result);
    var worth = subject.type().equals("Pass") && !literal ? parameters : result;
    if (!worked || worth == null) {
      return;
    }
    var selected = worth;
    if (subject.state().has("ResultSelector")) {
      var pass = Json.object();
      pass.set("Parameters", subject.state().path("ResultSelector"));
      selected = given(pass, worth);
    }
    TestStateOperation.put(data, "afterResultSelector", selected);
    if (selected != null) {
      var pass = fields("ResultPath");
      pass.set("Result", selected);
      TestStateOperation.put(data, "afterResultPath", given(pass, input));
    }
  }

  private ObjectNode fields(String... names) {
    return subject.state().deepCopy().retain(names);
  }

  /** What a Pass state with these fields gives; null if they fail. */
  private static @Nullable JsonNode given(ObjectNode fields, JsonNode input) {
    var pass = fields.deepCopy().put("Type", "Pass").put("End", true);
    var machine = TestedState.machine("Stage", pass, null);
    var stage = new TestedState("Stage", pass, machine);
    try {
      var verdict =
          new StateTest(stage, input, Json.object(), 0, 0)
              .run(call -> {
                throw new IllegalStateException("A Pass state calls nothing");
              });
      return verdict.output();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
