package dev.aileron.cli.test;

import dev.aileron.asl.mock.Expectation;
import dev.aileron.asl.mock.Expectation.ExpectedCall;
import dev.aileron.asl.mock.PathStep;
import dev.aileron.asl.run.Execution.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a case expects. */
final class ExpectationReader {
  private static final List<String> FIELDS =
      List.of(
          "status",
          "output",
          "outputContains",
          "error",
          "cause",
          "causeContains",
          "path",
          "retries",
          "calls",
          "elapsedSeconds");
  private static final List<String> CALL_FIELDS =
      List.of("state", "resource", "arguments", "argumentsContain");
  private static final Map<String, Status> STATUSES = statuses();

  private ExpectationReader() {}

  private static Map<String, Status> statuses() {
    Map<String, Status> statuses = new LinkedHashMap<>();
    for (Status status : List.of(Status.SUCCEEDED, Status.FAILED, Status.TIMED_OUT)) {
      statuses.put(status.name(), status);
    }
    return statuses;
  }

  static Expectation read(Value expect) {
    if (expect.isThere()) {
      expect.isObject(FIELDS, List.of());
    }
    return new Expectation(
        status(expect),
        expect.field("output").json(),
        expect.field("outputContains").json(),
        expect.field("error").text(),
        expect.field("cause").text(),
        expect.field("causeContains").text(),
        expect.has("path") ? path(expect.field("path")) : null,
        retries(expect.field("retries")),
        expect.has("calls") ? calls(expect.field("calls")) : null,
        expect.field("elapsedSeconds").seconds(false));
  }

  /** Who expects an error expects a failure; who says nothing expects success. */
  private static Status status(Value expect) {
    boolean output = expect.has("output") || expect.has("outputContains");
    boolean error = expect.has("error") || expect.has("cause") || expect.has("causeContains");
    Status given = expect.field("status").word(STATUSES);
    Status status = given == null ? (error ? Status.FAILED : Status.SUCCEEDED) : given;
    boolean readable = given != null || !expect.has("status");
    if (readable && output && status != Status.SUCCEEDED) {
      expect.problem("an execution that does not succeed has no output; expect one or the other");
    }
    if (readable && error && status == Status.SUCCEEDED) {
      expect.problem("an execution that succeeds has no error; expect one or the other");
    }
    return status;
  }

  private static List<PathStep> path(Value path) {
    List<PathStep> steps = new ArrayList<>();
    for (Value each : path.elements()) {
      PathStep step = step(each);
      if (step != null) {
        steps.add(step);
      }
    }
    return steps;
  }

  private static @Nullable PathStep step(Value value) {
    if (value.node().isTextual()) {
      return new PathStep(value.node().textValue(), List.of());
    }
    if (!value.node().isObject() || value.node().size() != 1) {
      value.problem(
          "a step of a path must be a state's name, or an object of one state's name and the paths"
              + " inside it");
      return null;
    }
    var only = value.fields().entrySet().iterator().next();
    List<List<PathStep>> inside =
        only.getValue().elements().stream().map(ExpectationReader::path).toList();
    return new PathStep(only.getKey(), inside);
  }

  private static Map<String, Integer> retries(Value value) {
    Map<String, Integer> retries = new LinkedHashMap<>();
    value
        .fields()
        .forEach((state, each) -> {
          Long times = each.whole(0);
          if (times != null) {
            retries.put(state, (int) Math.min(times, Integer.MAX_VALUE));
          }
        });
    return retries;
  }

  private static List<ExpectedCall> calls(Value value) {
    List<ExpectedCall> calls = new ArrayList<>();
    for (Value each : value.elements()) {
      if (each.isObject(CALL_FIELDS, List.of("state"))) {
        calls.add(
            new ExpectedCall(
                Objects.requireNonNullElse(each.field("state").text(), ""),
                each.field("resource").text(),
                each.field("arguments").json(),
                each.field("argumentsContain").json()));
      }
    }
    return calls;
  }
}
