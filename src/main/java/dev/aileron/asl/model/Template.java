package dev.aileron.asl.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.expression.intrinsic.Intrinsic;
import dev.aileron.asl.expression.jsonata.Jsonata;
import dev.aileron.asl.expression.jsonpath.JsonPath;
import java.util.List;
import java.util.Map;

/** A value of a definition that may have parts to be evaluated. */
public sealed interface Template {

  /** Stands as it is. */
  record Constant(JsonNode value) implements Template {}

  record Fields(Map<String, Template> fields) implements Template {}

  record Items(List<Template> items) implements Template {}

  /**
   * A path.
   *
   * @param field the field that it is written in, as errors name it: {@code name.$}
   */
  record Path(JsonPath path, String field) implements Template {}

  record Call(Intrinsic call, String field) implements Template {}

  /**
   * An expression.
   *
   * @param location where it is written, as errors name it: {@code Output/total}
   */
  record Expression(Jsonata expression, String location) implements Template {}
}
