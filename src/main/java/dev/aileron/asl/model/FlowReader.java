package dev.aileron.asl.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.expression.jsonpath.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what states have in common. */
final class FlowReader {
  private final Dialect dialect;

  FlowReader(Dialect dialect) {
    this.dialect = dialect;
  }

  Flow flow(String name, JsonNode json) {
    JsonNode next = json.get("Next");
    boolean jsonata = dialect == Dialect.JSONATA;
    return new Flow(
        name,
        dialect,
        next == null ? null : next.asText(),
        path(json, "InputPath"),
        template(json, jsonata ? "Arguments" : "Parameters"),
        jsonata ? null : template(json, "ResultSelector"),
        path(json, "ResultPath"),
        path(json, "OutputPath"),
        jsonata ? template(json, "Output") : null,
        template(json, "Assign"),
        retriers(json),
        catchers(json));
  }

  private @Nullable Template template(JsonNode json, String field) {
    return ModelReader.template(dialect, json, field);
  }

  /** {@code $} where it is left out; null where the definition says null. */
  private @Nullable JsonPath path(JsonNode json, String field) {
    JsonNode value = json.get(field);
    if (value == null || dialect == Dialect.JSONATA) {
      return JsonPath.WHOLE;
    }
    return value.isNull() ? null : TemplateReader.path(value.asText(), field);
  }

  private static List<Flow.Retrier> retriers(JsonNode json) {
    List<Flow.Retrier> retriers = new ArrayList<>();
    for (JsonNode retrier : json.path("Retry")) {
      JsonNode longest = retrier.get("MaxDelaySeconds");
      retriers.add(
          new Flow.Retrier(
              errors(retrier),
              retrier.path("IntervalSeconds").asLong(1),
              retrier.path("MaxAttempts").asLong(3),
              retrier.path("BackoffRate").asDouble(2.0),
              longest == null ? null : longest.longValue(),
              "FULL".equals(retrier.path("JitterStrategy").asText())));
    }
    return retriers;
  }

  private List<Flow.Catcher> catchers(JsonNode json) {
    List<Flow.Catcher> catchers = new ArrayList<>();
    for (JsonNode catcher : json.path("Catch")) {
      catchers.add(
          new Flow.Catcher(
              errors(catcher),
              ModelReader.required(catcher, "Next", "Catch").asText(),
              path(catcher, "ResultPath"),
              dialect == Dialect.JSONATA ? template(catcher, "Output") : null,
              template(catcher, "Assign")));
    }
    return catchers;
  }

  private static List<String> errors(JsonNode json) {
    List<String> errors = new ArrayList<>();
    ModelReader.required(json, "ErrorEquals", "ErrorEquals").forEach(e -> errors.add(e.asText()));
    return errors;
  }
}
