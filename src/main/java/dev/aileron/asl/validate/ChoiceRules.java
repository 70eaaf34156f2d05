package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.validate.Subject.Test;
import java.util.ArrayList;
import java.util.List;

/** Rules of Choice states. */
final class ChoiceRules {
  static final List<Rule<?>> ALL =
      List.of(
          Rule.error("choices-empty")
              .what("A Choice state has at least one choice rule.")
              .why("A Choice state without a rule decides nothing.")
              .machine(
                  """
                  {"StartAt": "A", "States": {"A": {"Type": "Choice", "Choices": [], "Default": "B"},
                   "B": {"Type": "Succeed"}}}\
                  """)
              .check(
                  State.class,
                  (state, report) -> {
                    JsonNode choices = state.node().path("Choices");
                    if (state.is(StateType.CHOICE) && choices.isArray() && choices.isEmpty()) {
                      report.add(
                          state.pointer().field("Choices"), "Choices has no choice rule in it");
                    }
                  }),
          Rule.error("choice-next-missing")
              .what("A choice rule has Next.")
              .why("It would not say where it leads. A Choice state cannot end an execution.")
              .example(choice("{\"Variable\": \"$.a\", \"NumericEquals\": 1}"))
              .check(
                  Test.class,
                  (test, report) -> {
                    if (test.top() && test.node().isObject() && !test.node().has("Next")) {
                      report.add(test.pointer(), "the choice rule needs Next, the state to go to");
                    }
                  }),
          Rule.error("choice-next-nested")
              .what("A test inside And, Or or Not has no Next and no Assign.")
              .why("AWS: \"the Next field can appear only in a top-level Choice Rule\".")
              .example(
                  choice(
                      "{\"Not\": {\"Variable\": \"$.a\", \"IsNull\": true, \"Next\": \"B\"},"
                          + " \"Next\": \"B\"}"))
              .check(
                  Test.class,
                  (test, report) -> {
                    for (String field : List.of("Next", "Assign")) {
                      if (!test.top() && test.node().has(field)) {
                        report.add(
                            test.pointer().field(field),
                            "%s stands only in the choice rule itself; move it out"
                                .formatted(field));
                      }
                    }
                  }),
          Rule.error("choice-operator")
              .what("A test has one of And, Or and Not, or Variable and one comparison.")
              .why("States Language, \"Choice State\".")
              .example(choice("{\"Variable\": \"$.a\", \"Next\": \"B\"}"))
              .check(Test.class, ChoiceRules::operator),
          Rule.error("choice-operand")
              .what("What a comparison compares with is of the comparison's type.")
              .why(
                  "For example NumericEquals compares with a number, NumericEqualsPath with a"
                      + " path.")
              .example(choice("{\"Variable\": \"$.a\", \"NumericEquals\": \"1\", \"Next\": \"B\"}"))
              .check(Test.class, ChoiceRules::operand),
          Rule.error("choice-variable")
              .what("Variable is a path.")
              .why("It says which value of the input the comparison looks at.")
              .example(choice("{\"Variable\": 1, \"IsNull\": true, \"Next\": \"B\"}"))
              .check(Test.class, ChoiceRules::variable),
          Rule.error("choice-list")
              .what("And and Or have a list of at least one test, Not has one test.")
              .why(
                  "AWS: the values of And and Or \"must be non-empty arrays of Choice Rules\"; the"
                      + " value of Not \"must be a single Choice Rule\".")
              .example(choice("{\"And\": [], \"Next\": \"B\"}"))
              .check(Test.class, ChoiceRules::lists),
          Rule.error("choice-field-unknown")
              .what("A test has only the fields that tests have.")
              .why("Usually a comparison is misspelt, or a choice rule has End.")
              .example(
                  choice(
                      "{\"Variable\": \"$.a\", \"IsNull\": true, \"Next\": \"B\", \"End\": true}"))
              .check(Test.class, ChoiceRules::unknown));

  private ChoiceRules() {}

  private static Example choice(String rule) {
    return Example.machine(
        """
        {"StartAt": "A", "States": {
         "A": {"Type": "Choice", "Default": "B", "Choices": [
          %s]},
         "B": {"Type": "Succeed"}}}\
        """
            .formatted(rule));
  }

  private static void operator(Test test, Rule.Report report) {
    List<String> found = new ArrayList<>();
    for (var each : test.node().properties()) {
      if (Comparison.of(each.getKey()) != null || Comparison.LOGICAL.contains(each.getKey())) {
        found.add(each.getKey());
      }
    }
    if (found.isEmpty()) {
      String hint =
          test.node().has("Condition")
              ? "; Condition is JSONata's, so set QueryLanguage to JSONata"
              : "; add one, such as StringEquals or IsPresent";
      report.add(test.pointer(), "nothing is compared" + hint);
    } else if (found.size() > 1) {
      report.add(
          test.pointer(),
          "there are %s, and only one may stand; join tests with And".formatted(Texts.and(found)));
    } else if (Comparison.of(found.getFirst()) != null && !test.node().has("Variable")) {
      report.add(
          test.pointer(),
          "%s needs Variable, the path to the value to compare".formatted(found.getFirst()));
    }
  }

  private static void operand(Test test, Rule.Report report) {
    for (var each : test.node().properties()) {
      Comparison comparison = Comparison.of(each.getKey());
      if (comparison == null || Texts.opaque(each.getValue())) {
        continue;
      }
      String wanted = comparison.wanted(each.getValue());
      if (!wanted.isEmpty()) {
        report.add(
            test.pointer().field(each.getKey()),
            "%s compares with %s, and this is %s"
                .formatted(each.getKey(), wanted, Nouns.of(each.getValue())));
      }
    }
  }

  private static void variable(Test test, Rule.Report report) {
    JsonNode variable = test.node().path("Variable");
    if (variable.isMissingNode() || Texts.opaque(variable)) {
      return;
    }
    Pointer at = test.pointer().field("Variable");
    if (!variable.isTextual()) {
      report.add(at, "Variable must be a path, and is " + Nouns.of(variable));
    }
  }

  private static void lists(Test test, Rule.Report report) {
    for (String list : List.of("And", "Or")) {
      JsonNode tests = test.node().path(list);
      if (!tests.isMissingNode() && (!tests.isArray() || tests.isEmpty())) {
        report.add(test.pointer().field(list), list + " must be a list of at least one test");
      }
    }
    JsonNode not = test.node().path("Not");
    if (!not.isMissingNode() && !not.isObject()) {
      report.add(test.pointer().field("Not"), "Not must be one test, and is " + Nouns.of(not));
    }
  }

  private static void unknown(Test test, Rule.Report report) {
    for (var each : test.node().properties()) {
      String name = each.getKey();
      if (!Comparison.FIELDS.contains(name) && !name.equals("Condition")) {
        String hint =
            name.equals("End")
                ? "; a Choice state cannot end an execution, let Next lead to a Succeed state"
                : StructureRules.didYouMean(name, Comparison.FIELDS);
        report.add(
            test.pointer().field(name), "a choice rule has no field %s%s".formatted(name, hint));
      }
    }
  }
}
