package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.expression.Budget;
import dev.aileron.asl.expression.EvaluationException;
import dev.aileron.asl.expression.PayloadTooLargeException;
import dev.aileron.asl.expression.intrinsic.Intrinsic;
import dev.aileron.asl.expression.intrinsic.IntrinsicEvaluator;
import dev.aileron.asl.expression.intrinsic.IntrinsicException;
import dev.aileron.asl.expression.jsonata.Evaluation;
import dev.aileron.asl.expression.jsonata.Jsonata;
import dev.aileron.asl.expression.jsonpath.JsonPath;
import dev.aileron.asl.expression.jsonpath.PathEvaluator;
import dev.aileron.asl.expression.jsonpath.PathNotFoundException;
import dev.aileron.asl.expression.jsonpath.PathRoots;
import dev.aileron.asl.model.Template;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evaluates the fields of a state; what cannot be evaluated fails in AWS's words. */
final class Fields {
  private final Site site;
  private final @Nullable String taskToken;
  private final Budget budget;

  /** Values as expressions see them, by the very objects that they were made of. */
  private final IdentityHashMap<JsonNode, Object> converted = new IdentityHashMap<>();

  private @Nullable Evaluation evaluation;
  private @Nullable ObjectNode context;

  Fields(Site site, @Nullable String taskToken) {
    this(site, taskToken, Budget.forEvaluation());
  }

  Fields(Site site, @Nullable String taskToken, Budget budget) {
    this.site = site;
    this.taskToken = taskToken;
    this.budget = budget;
  }

  JsonNode evaluate(Template template, View view) {
    return switch (template) {
      case Template.Constant(JsonNode value) -> value;
      case Template.Fields(Map<String, Template> fields) -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.forEach((name, field) -> object.set(name, evaluate(field, view)));
        yield object;
      }
      case Template.Items(List<Template> items) -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
        items.forEach(item -> array.add(evaluate(item, view)));
        yield array;
      }
      case Template.Path(JsonPath path, String field) -> path(path, field, view.input());
      case Template.Call(Intrinsic call, String field) -> call(call, view.input());
      case Template.Expression(Jsonata expression, String location) ->
          expression(expression, location, view);
    };
  }

  /** InputPath and the like. */
  JsonNode path(JsonPath path, JsonNode input) {
    if (path.segments().isEmpty() && path.root() instanceof JsonPath.Root.Input) {
      return input;
    }
    return path(path, "", input);
  }

  /** What a path points to; empty if nothing. */
  Optional<JsonNode> find(JsonPath path, JsonNode input) {
    try {
      return Optional.of(paths(input).evaluate(path));
    } catch (PathNotFoundException e) {
      return Optional.empty();
    } catch (EvaluationException e) {
      throw StateError.runtime(e.reason());
    }
  }

  private JsonNode path(JsonPath path, String field, JsonNode input) {
    try {
      return paths(input).evaluate(path);
    } catch (PathNotFoundException e) {
      throw StateError.runtime(notFound(path, field, input, e.reason()));
    } catch (EvaluationException e) {
      throw StateError.runtime(e.reason());
    }
  }

  /** The service has three ways to say it. */
  private static String notFound(JsonPath path, String field, JsonNode input, String reason) {
    if (input.isNull() && path.root() instanceof JsonPath.Root.Input) {
      return reason;
    }
    return switch (field) {
      case "SecondsPath", "TimestampPath" ->
          "The %s parameter does not reference an input value: %s".formatted(field, path.text());
      case String name
          when name.endsWith(".$") || name.equals("CausePath") || name.equals("ErrorPath") ->
          "The JSONPath '%s' specified for the field '%s' could not be found in the input '%s'"
              .formatted(path.text(), field, Payloads.shown(input));
      default -> "Invalid path '%s' : %s".formatted(path.text(), reason);
    };
  }

  private JsonNode call(Intrinsic call, JsonNode input) {
    String function = "The function '%s' had the following error: ".formatted(call.text());
    try {
      return new IntrinsicEvaluator(paths(input), budget, site.run().random()).evaluate(call);
    } catch (PathNotFoundException e) {
      throw StateError.runtime(
          function
              + "The JSONPath argument for the field '%s' could not be found in the input '%s'"
                  .formatted(e.path().text(), Payloads.shown(input)));
    } catch (PayloadTooLargeException e) {
      throw StateError.fatal(StateError.DATA_LIMIT, Payloads.tooLarge(site.name()));
    } catch (IntrinsicException e) {
      throw StateError.intrinsic(function + e.reason());
    } catch (EvaluationException e) {
      throw StateError.runtime(function + e.reason());
    }
  }

  private PathEvaluator paths(JsonNode input) {
    return new PathEvaluator(new PathRoots(input, context(), variables()), budget);
  }

  private JsonNode expression(Jsonata expression, String location, View view) {
    JsonNode value;
    try {
      value = expression.evaluate(bindings(expression.mentions(), view), evaluation());
    } catch (EvaluationException e) {
      throw StateError.query(subject(expression, location) + e.reason(), location);
    }
    if (value.isMissingNode()) {
      throw StateError.query(
          subject(expression, location) + "returned nothing (undefined).", location);
    }
    return value;
  }

  static String subject(Jsonata expression, String location) {
    return "The JSONata expression '%s' specified for the field '%s' "
        .formatted(expression.text(), location);
  }

  /** What the expression speaks of; input and variables can be large, and expressions many. */
  private Map<String, Object> bindings(Set<String> mentions, View view) {
    Map<String, Object> bindings = new HashMap<>();
    variables()
        .forEach((name, value) -> {
          if (mentions.contains(name)) {
            bindings.put(name, converted(value));
          }
        });
    if (mentions.contains("states")) {
      Map<String, Object> states = new LinkedHashMap<>();
      states.put("input", converted(view.input()));
      states.put("context", converted(context()));
      if (view.result() != null) {
        states.put("result", converted(view.result()));
      }
      if (view.error() != null) {
        states.put("errorOutput", converted(view.error()));
      }
      bindings.put("states", states);
    }
    return bindings;
  }

  private Evaluation evaluation() {
    if (evaluation == null) {
      evaluation = new Evaluation(site.run().nowMillis(), site.run().random(), budget);
    }
    return evaluation;
  }

  private Object converted(JsonNode value) {
    Object known = converted.get(value);
    if (known == null) {
      known = Jsonata.value(value, budget);
      converted.put(value, known);
    }
    return known;
  }

  private Map<String, JsonNode> variables() {
    return site.place().visible(site.branch().variables());
  }

  private ObjectNode context() {
    if (context == null) {
      context = Context.of(site, taskToken);
    }
    return context;
  }
}
