package dev.aileron.asl.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the conditions of a Choice's rules. */
final class TestReader {
  private static final String BY_PATH = "Path";

  private final Dialect dialect;
  private final String state;

  TestReader(Dialect dialect, String state) {
    this.dialect = dialect;
    this.state = state;
  }

  Test read(JsonNode rule, int index) {
    if (dialect == Dialect.JSONATA) {
      return new Test.Condition(
          TemplateReader.read(
              dialect,
              ModelReader.required(rule, "Condition", state),
              "Choices[" + index + "]/Condition"));
    }
    return read(rule);
  }

  private Test read(JsonNode rule) {
    if (rule.has("And")) {
      return new Test.All(all(rule.path("And")));
    }
    if (rule.has("Or")) {
      return new Test.Any(all(rule.path("Or")));
    }
    if (rule.has("Not")) {
      return new Test.Not(read(rule.path("Not")));
    }
    String variable = ModelReader.required(rule, "Variable", state).asText();
    for (var field : rule.properties()) {
      String name = field.getKey();
      Optional<ChoiceOperator> operator = ChoiceOperator.named(name);
      if (operator.isPresent()) {
        return new Test.Compare(
            TemplateReader.path(variable, "Variable"), operator.get(), field.getValue());
      }
      if (name.endsWith(BY_PATH)) {
        operator = ChoiceOperator.named(name.substring(0, name.length() - BY_PATH.length()));
        if (operator.isPresent()) {
          return new Test.CompareWith(
              TemplateReader.path(variable, "Variable"),
              operator.get(),
              TemplateReader.path(field.getValue().asText(), name));
        }
      }
    }
    throw new ModelException("/States/" + state, "a rule has no comparison");
  }

  private List<Test> all(JsonNode rules) {
    List<Test> tests = new ArrayList<>();
    rules.forEach(rule -> tests.add(read(rule)));
    return tests;
  }
}
