package dev.aileron.cli.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.mock.Call;
import dev.aileron.asl.mock.Difference;
import dev.aileron.asl.mock.Outcome;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** For programs: one JSON object a line. */
final class JsonTestReport implements TestReport {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public void write(TestResult result, boolean coverage, PrintWriter out) {
    result.cases().forEach(each -> out.println(one(each)));
    if (coverage) {
      result.coverage().forEach(each -> out.println(coverage(each)));
    }
  }

  private static ObjectNode one(CaseResult each) {
    ObjectNode object = NODES.objectNode();
    object
        .put("type", "case")
        .put("file", each.file())
        .put("line", each.spot().line())
        .put("case", each.name())
        .put("definition", each.definition())
        .put("ok", each.ok());
    ArrayNode failures = object.putArray("failures");
    each.failures().forEach(failure -> failures.add(failure(failure)));
    if (!each.warnings().isEmpty()) {
      ArrayNode warnings = object.putArray("warnings");
      each.warnings().forEach(warnings::add);
    }
    if (each.outcome() != null) {
      outcome(each.outcome(), object);
    }
    if (each.diagram() != null) {
      object.put("diagram", each.diagram());
    }
    return object;
  }

  private static ObjectNode failure(CaseResult.Failure failure) {
    ObjectNode object = NODES.objectNode().put("message", failure.message());
    Difference difference = failure.difference();
    if (difference != null) {
      object.put("what", difference.what()).put("pointer", difference.pointer().toString());
      object.set("expected", orNull(difference.expected()));
      object.set("actual", orNull(difference.actual()));
    }
    return object;
  }

  private static JsonNode orNull(@Nullable JsonNode value) {
    return value == null ? NullNode.getInstance() : value;
  }

  private static void outcome(Outcome outcome, ObjectNode object) {
    object.put("status", outcome.status().name());
    if (outcome.output() != null) {
      object.set("output", outcome.output());
    }
    if (outcome.error() != null) {
      object.put("error", outcome.error());
    }
    if (outcome.cause() != null) {
      object.put("cause", outcome.cause());
    }
    object.set("path", outcome.pathAsJson());
    ObjectNode retries = object.putObject("retries");
    outcome.retries().forEach(retries::put);
    object.put("elapsedSeconds", outcome.elapsed().toMillis() / 1000.0);
    ArrayNode calls = object.putArray("calls");
    for (Call call : outcome.calls()) {
      calls
          .addObject()
          .put("state", call.state())
          .put("place", call.place())
          .put("attempt", call.attempt())
          .put("resource", call.resource().arn())
          .set("arguments", call.arguments());
    }
  }

  private static ObjectNode coverage(Coverage coverage) {
    ObjectNode object = NODES.objectNode();
    object
        .put("type", "coverage")
        .put("definition", coverage.definition())
        .put("percent", coverage.percent())
        .put("states", coverage.statesThere())
        .put("statesReached", coverage.statesGone())
        .put("transitions", coverage.waysThere())
        .put("transitionsReached", coverage.waysGone());
    ArrayNode missing = object.putArray("notReached");
    coverage.missing().forEach(missing::add);
    return object;
  }
}
