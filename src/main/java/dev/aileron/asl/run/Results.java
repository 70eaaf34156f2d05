package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.expression.EvaluationException;
import dev.aileron.asl.expression.jsonpath.JsonPath;
import dev.aileron.asl.expression.jsonpath.ReferencePath;
import dev.aileron.asl.model.Dialect;
import dev.aileron.asl.model.Flow;
import dev.aileron.asl.model.State;
import dev.aileron.asl.model.Template;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From what a state is given to what it sees, and from its result to what it gives. */
final class Results {
  private Results() {}

  /** InputPath. */
  static JsonNode input(Site site, Fields fields) {
    JsonPath path = site.state().flow().inputPath();
    return path == null
        ? JsonNodeFactory.instance.objectNode()
        : fields.path(path, site.branch().input());
  }

  /** InputPath, then Parameters or Arguments. */
  static JsonNode arguments(Site site, Fields fields) {
    JsonNode input = input(site, fields);
    Template arguments = site.state().flow().arguments();
    if (arguments == null) {
      return input;
    }
    JsonNode given = fields.evaluate(arguments, View.of(input));
    Payloads.require(given, site.name());
    return given;
  }

  /** The state has done its work: leaves it. */
  static Branch finish(Site site, JsonNode result) {
    return finish(site, result, result);
  }

  /**
   * The same.
   *
   * @param otherwise what a JSONata state without Output gives
   */
  static Branch finish(Site site, JsonNode result, JsonNode otherwise) {
    Flow flow = site.state().flow();
    Fields fields = site.fields();
    JsonNode input = site.branch().input();
    if (flow.dialect() == Dialect.JSONATA) {
      View view = new View(input, works(site.state()) ? result : null, null);
      JsonNode output = flow.output() == null ? otherwise : fields.evaluate(flow.output(), view);
      return leave(site, output, assigned(fields, flow.assign(), view), flow.next());
    }
    JsonNode selected =
        flow.resultSelector() == null
            ? result
            : fields.evaluate(flow.resultSelector(), View.of(result));
    JsonNode combined = combine(flow.resultPath(), input, selected);
    JsonNode output =
        flow.outputPath() == null
            ? JsonNodeFactory.instance.objectNode()
            : fields.path(flow.outputPath(), combined);
    View view = View.of(selected);
    return leave(site, output, assigned(fields, flow.assign(), view), flow.next());
  }

  /** Only what does work has a {@code $states.result}. */
  private static boolean works(State state) {
    return switch (state) {
      case State.Task t -> true;
      case State.Parallel p -> true;
      case State.Map m -> true;
      case State.Pass p -> false;
      case State.Wait w -> false;
      case State.Choice c -> false;
      case State.Succeed s -> false;
      case State.Fail f -> false;
    };
  }

  /** ResultPath. */
  static JsonNode combine(@Nullable JsonPath path, JsonNode input, JsonNode result) {
    if (path == null) {
      return input;
    }
    try {
      return ReferencePath.put(path, input, result);
    } catch (EvaluationException e) {
      throw StateError.unmatched(e.reason());
    }
  }

  static Map<String, JsonNode> assigned(Fields fields, @Nullable Template assign, View view) {
    if (assign == null) {
      return Map.of();
    }
    Map<String, JsonNode> assigned = new java.util.TreeMap<>();
    fields
        .evaluate(assign, view)
        .properties()
        .forEach(variable -> assigned.put(variable.getKey(), variable.getValue()));
    return assigned;
  }

  /** Writes the exit, and goes where it leads; to the scope's end if nowhere. */
  static Branch leave(
      Site site, JsonNode output, Map<String, JsonNode> assigned, @Nullable String next) {
    Payloads.require(output, site.name());
    ObjectNode details = Run.details();
    details.put("name", site.name());
    details.set("output", output);
    Branch branch = site.branch();
    if (!assigned.isEmpty()) {
      ObjectNode variables = details.putObject("assignedVariables");
      assigned.forEach(variables::set);
      Payloads.require(variables, site.name());
      site.run().variables().assign(variables, branch.variables(), site.name());
      Map<String, JsonNode> all = new HashMap<>(branch.variables());
      all.putAll(assigned);
      branch = branch.with(Map.copyOf(all));
    }
    long exited =
        site.run().event(branch.previousEventId(), site.state().type() + "StateExited", details);
    return next == null
        ? branch.after(exited).with(new Phase.Done(output))
        : new Branch(next, output, branch.variables(), exited, new Phase.Ready());
  }
}
