package dev.aileron.asl.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a definition, scope by scope. */
final class ModelReader {
  /**
   * That of all states that name none, however deep: a Map or Parallel does not hand on its own.
   */
  private final Dialect dialect;

  private ModelReader(Dialect dialect) {
    this.dialect = dialect;
  }

  static StateMachine machine(JsonNode definition) {
    ModelReader reader = new ModelReader(dialect(definition, Dialect.JSONPATH));
    JsonNode timeout = definition.get("TimeoutSeconds");
    return new StateMachine(reader.scope(definition), timeout == null ? null : timeout.longValue());
  }

  private static Dialect dialect(JsonNode holder, Dialect otherwise) {
    JsonNode language = holder.get("QueryLanguage");
    return language == null
        ? otherwise
        : "JSONata".equals(language.asText()) ? Dialect.JSONATA : Dialect.JSONPATH;
  }

  private Scope scope(JsonNode holder) {
    Map<String, State> states = new LinkedHashMap<>();
    for (var state : required(holder, "States", "").properties()) {
      states.put(state.getKey(), state(state.getKey(), state.getValue()));
    }
    Scope scope = new Scope(required(holder, "StartAt", "").asText(), states);
    scope.state(scope.startAt());
    for (State state : states.values()) {
      for (String target : state.targets()) {
        if (!states.containsKey(target)) {
          throw new ModelException(
              "/States/" + state.name(),
              "it leads to '%s', and there is no such state in this scope".formatted(target));
        }
      }
    }
    return scope;
  }

  private State state(String name, JsonNode json) {
    Dialect own = dialect(json, dialect);
    Flow flow = new FlowReader(own).flow(name, json);
    String type = required(json, "Type", name).asText();
    return switch (type) {
      case "Pass" -> new State.Pass(flow, json.get("Result"));
      case "Succeed" -> new State.Succeed(flow);
      case "Fail" -> new State.Fail(flow, value(own, json, "Error"), value(own, json, "Cause"));
      case "Wait" ->
          new State.Wait(flow, value(own, json, "Seconds"), value(own, json, "Timestamp"));
      case "Choice" -> choice(flow, json);
      case "Task" -> task(flow, json);
      case "Parallel" -> {
        List<Scope> branches = new ArrayList<>();
        required(json, "Branches", name).forEach(b -> branches.add(scope(b)));
        yield new State.Parallel(flow, branches);
      }
      case "Map" -> map(flow, json);
      default -> throw new ModelException("/States/" + name, "'" + type + "' is no type of states");
    };
  }

  private static State choice(Flow flow, JsonNode json) {
    TestReader tests = new TestReader(flow.dialect(), flow.name());
    List<State.Rule> rules = new ArrayList<>();
    for (JsonNode rule : required(json, "Choices", flow.name())) {
      rules.add(
          new State.Rule(
              tests.read(rule, rules.size()),
              required(rule, "Next", flow.name()).asText(),
              template(flow.dialect(), rule, "Output"),
              template(flow.dialect(), rule, "Assign")));
    }
    JsonNode otherwise = json.get("Default");
    return new State.Choice(flow, rules, otherwise == null ? null : otherwise.asText());
  }

  private static State task(Flow flow, JsonNode json) {
    return new State.Task(
        flow,
        Resource.of(required(json, "Resource", flow.name()).asText()),
        value(flow.dialect(), json, "TimeoutSeconds"),
        value(flow.dialect(), json, "HeartbeatSeconds"),
        template(flow.dialect(), json, "Credentials"));
  }

  private State map(Flow flow, JsonNode json) {
    JsonNode processor =
        json.has("ItemProcessor")
            ? required(json, "ItemProcessor", flow.name())
            : required(json, "Iterator", flow.name());
    JsonNode config = processor.path("ProcessorConfig");
    boolean distributed = "DISTRIBUTED".equals(config.path("Mode").asText());
    // Parameters is what ItemSelector was called first.
    Template selector = template(flow.dialect(), json, "ItemSelector");
    return new State.Map(
        flow,
        flow.dialect() == Dialect.JSONATA
            ? template(flow.dialect(), json, "Items")
            : value(flow.dialect(), json, "Items"),
        selector == null && flow.dialect() == Dialect.JSONPATH ? flow.arguments() : selector,
        scope(processor),
        distributed ? distributed(flow.dialect(), json, config) : null,
        value(flow.dialect(), json, "MaxConcurrency"),
        value(flow.dialect(), json, "ToleratedFailureCount"),
        value(flow.dialect(), json, "ToleratedFailurePercentage"));
  }

  private static State.Distributed distributed(Dialect dialect, JsonNode json, JsonNode config) {
    JsonNode label = json.get("Label");
    JsonNode batcher = json.get("ItemBatcher");
    return new State.Distributed(
        "EXPRESS".equals(config.path("ExecutionType").asText()),
        label == null ? null : label.asText(),
        external(dialect, json.get("ItemReader"), "ReaderConfig"),
        batcher == null
            ? null
            : new State.Batcher(
                value(dialect, batcher, "MaxItemsPerBatch"),
                value(dialect, batcher, "MaxInputBytesPerBatch"),
                template(dialect, batcher, "BatchInput")),
        external(dialect, json.get("ResultWriter"), "WriterConfig"));
  }

  private static State.@Nullable External external(
      Dialect dialect, @Nullable JsonNode json, String config) {
    if (json == null) {
      return null;
    }
    JsonNode resource = json.get("Resource");
    JsonNode settings = json.get(config);
    String arguments = dialect == Dialect.JSONATA ? "Arguments" : "Parameters";
    return new State.External(
        resource == null ? null : Resource.of(resource.asText()),
        template(dialect, json, arguments),
        settings == null ? JsonNodeFactory.instance.objectNode() : settings,
        settings == null ? null : value(dialect, settings, "MaxItems"));
  }

  /** A field that is a constant, or a path under its name with Path at the end, or JSONata. */
  static @Nullable Template value(Dialect dialect, JsonNode json, String field) {
    JsonNode path = json.get(field + "Path");
    if (path != null && dialect == Dialect.JSONPATH) {
      return TemplateReader.query(path.asText(), field + "Path");
    }
    JsonNode value = json.get(field);
    if (value == null) {
      return null;
    }
    return dialect == Dialect.JSONATA
        ? TemplateReader.read(dialect, value, field)
        : new Template.Constant(value);
  }

  static @Nullable Template template(Dialect dialect, JsonNode json, String field) {
    JsonNode value = json.get(field);
    return value == null ? null : TemplateReader.read(dialect, value, field);
  }

  static JsonNode required(JsonNode json, String field, String where) {
    JsonNode value = json.get(field);
    if (value == null) {
      throw new ModelException("/" + where, "the field " + field + " is missing");
    }
    return value;
  }
}
