package dev.aileron.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.expression.Budget;
import dev.aileron.asl.expression.EvaluationException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates paths over the values that their beginnings stand for. */
public final class PathEvaluator {
  /** Four times as many as the largest payload has characters. */
  private static final int MOST_NODES = 1 << 20;

  private final PathRoots roots;
  private final Budget budget;

  public PathEvaluator(PathRoots roots, Budget budget) {
    this.roots = roots;
    this.budget = budget;
  }

  /**
   * What the path points to: the one node of a definite path, the array of all nodes of an
   * indefinite one.
   *
   * @throws PathNotFoundException if a definite path points to nothing
   * @throws EvaluationException if the budget is spent, or a function does not apply
   */
  public JsonNode evaluate(JsonPath path) {
    try {
      return evaluate(path, roots.input());
    } catch (StackOverflowError e) {
      // Regular expressions, and values within values, take as much of the stack as they are long.
      throw new EvaluationException("The path is too deep to be evaluated: " + path.text());
    }
  }

  /** As {@link #evaluate(JsonPath)}, {@code @} being the given item. */
  JsonNode evaluate(JsonPath path, JsonNode current) {
    if (path.definite()) {
      return follow(path, current);
    }
    try {
      return follow(path, current);
    } catch (PathNotFoundException e) {
      // A wildcard, slice or filter below nothing finds nothing; the service has no error for it.
      return JsonNodeFactory.instance.arrayNode();
    }
  }

  private JsonNode follow(JsonPath path, JsonNode current) {
    List<JsonNode> nodes = List.of(root(path, current));
    boolean definite = true;
    for (int i = 0; i < path.segments().size(); i++) {
      Segment segment = path.segments().get(i);
      if (segment instanceof Segment.Function(String name)) {
        JsonNode argument = definite ? only(path, nodes) : array(nodes);
        budget.spend(argument.size());
        nodes = List.of(PathFunctions.apply(name, argument));
        definite = true;
        continue;
      }
      nodes = step(path, i, nodes, definite);
      definite &= segment.definite();
    }
    return definite ? only(path, nodes) : array(nodes);
  }

  private JsonNode root(JsonPath path, JsonNode current) {
    return switch (path.root()) {
      case JsonPath.Root.Input() -> {
        if (roots.input().isNull()) {
          throw new PathNotFoundException(
              path, "Unable to apply Path transformation to null or empty input.");
        }
        yield roots.input();
      }
      case JsonPath.Root.Context() -> roots.context();
      case JsonPath.Root.Current() -> current;
      case JsonPath.Root.Variable(String name) -> {
        JsonNode value = roots.variables().get(name);
        if (value == null) {
          throw new PathNotFoundException(path, "Variable '" + name + "' is not defined");
        }
        yield value;
      }
    };
  }

  private List<JsonNode> step(JsonPath path, int index, List<JsonNode> nodes, boolean definite) {
    Segment segment = path.segments().get(index);
    boolean last = index == path.segments().size() - 1;
    if (definite && segment instanceof Segment.Names(List<String> names) && names.size() == 1) {
      return List.of(field(path, index, only(path, nodes), names.getFirst(), last));
    }
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode node : nodes) {
      budget.spend(1);
      select(segment, node, found);
      if (found.size() > MOST_NODES) {
        throw new EvaluationException("The path points to too many values: " + path.text());
      }
    }
    return found;
  }

  /** A field on a path that has been definite so far: its absence is an error. */
  private JsonNode field(JsonPath path, int index, JsonNode node, String name, boolean last) {
    budget.spend(1);
    JsonNode value = node.get(name);
    if (value != null) {
      return value;
    }
    String here = upTo(path, index);
    if (!node.isObject()) {
      throw new PathNotFoundException(
          path,
          "Expected to find an object with property ['%s'] in path %s but found '%s'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'."
              .formatted(name, here, node.getClass().getName()));
    }
    String there = here + "['" + name + "']";
    throw new PathNotFoundException(
        path, (last ? "No results for path: " : "Missing property in path ") + there);
  }

  private static String upTo(JsonPath path, int index) {
    return new JsonPath("", path.root(), path.segments().subList(0, index)).normalized();
  }

  private void select(Segment segment, JsonNode node, List<JsonNode> found) {
    switch (segment) {
      case Segment.Names(List<String> names) -> {
        budget.spend(names.size());
        fields(node, names, found);
      }
      case Segment.Indexes(List<Integer> indexes) -> {
        budget.spend(indexes.size());
        for (int index : indexes) {
          JsonNode item = node.isArray() ? node.get(index < 0 ? node.size() + index : index) : null;
          if (item != null) {
            found.add(item);
          }
        }
      }
      case Segment.Slice(Integer from, Integer to, int step) -> slice(node, from, to, step, found);
      case Segment.Wildcard w -> children(node, found);
      case Segment.Descent d -> descend(node, found);
      case Segment.Filtered(Condition condition, String text) ->
          filter(node, new ConditionEvaluator(this, budget, condition), found);
      case Segment.Unreadable(String text, String reason) ->
          throw new EvaluationException("The filter %s cannot be read: %s".formatted(text, reason));
      case Segment.Function f ->
          throw new IllegalStateException("functions take all nodes at once");
    }
  }

  /** Several names together give one object with those of them that are there, as in Jayway. */
  private static void fields(JsonNode node, List<String> names, List<JsonNode> found) {
    if (!node.isObject()) {
      return;
    }
    if (names.size() == 1) {
      JsonNode value = node.get(names.getFirst());
      if (value != null) {
        found.add(value);
      }
      return;
    }
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    for (String name : names) {
      JsonNode value = node.get(name);
      if (value != null) {
        part.set(name, value);
      }
    }
    found.add(part);
  }

  private void slice(
      JsonNode node, @Nullable Integer from, @Nullable Integer to, int step, List<JsonNode> found) {
    if (!node.isArray()) {
      return;
    }
    int start = from == null ? 0 : from < 0 ? Math.max(0, node.size() + from) : from;
    int end = to == null ? node.size() : to < 0 ? node.size() + to : Math.min(to, node.size());
    for (long i = start; i < end; i += step) {
      budget.spend(1);
      found.add(node.get((int) i));
    }
  }

  private void children(JsonNode node, List<JsonNode> found) {
    budget.spend(node.size());
    for (JsonNode child : node) {
      found.add(child);
    }
  }

  private void descend(JsonNode node, List<JsonNode> found) {
    budget.spend(1);
    found.add(node);
    for (JsonNode child : node) {
      if (child.isContainerNode()) {
        descend(child, found);
      }
    }
  }

  /** A filter looks at the items of an array; an object it looks at as a whole. */
  private void filter(JsonNode node, ConditionEvaluator condition, List<JsonNode> found) {
    if (node.isArray()) {
      for (JsonNode item : node) {
        budget.spend(1);
        if (condition.holds(item)) {
          found.add(item);
        }
      }
    } else if (node.isObject() && condition.holds(node)) {
      found.add(node);
    }
  }

  private static JsonNode only(JsonPath path, List<JsonNode> nodes) {
    if (nodes.isEmpty()) {
      throw new PathNotFoundException(path, "No results for path: " + path.normalized());
    }
    return nodes.getFirst();
  }

  private static ArrayNode array(List<JsonNode> nodes) {
    return JsonNodeFactory.instance.arrayNode(nodes.size()).addAll(nodes);
  }
}
