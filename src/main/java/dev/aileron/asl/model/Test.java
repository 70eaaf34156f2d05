package dev.aileron.asl.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.expression.jsonpath.JsonPath;
import java.util.List;

/** When a rule of a Choice applies. */
public sealed interface Test {

  record All(List<Test> tests) implements Test {}

  record Any(List<Test> tests) implements Test {}

  record Not(Test test) implements Test {}

  /**
   * A comparison.
   *
   * @param variable what is compared
   * @param operator how
   * @param operand with what; as written in the definition
   */
  record Compare(JsonPath variable, ChoiceOperator operator, JsonNode operand) implements Test {}

  /** A comparison with another variable: the operators whose names end in Path. */
  record CompareWith(JsonPath variable, ChoiceOperator operator, JsonPath operand)
      implements Test {}

  /** A condition in JSONata, or true or false. */
  record Condition(Template template) implements Test {}
}
