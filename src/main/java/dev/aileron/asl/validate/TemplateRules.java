package dev.aileron.asl.validate;

import dev.aileron.asl.validate.Subject.Template;
import dev.aileron.asl.validate.Subject.Value;
import java.util.List;

/** Rules of payload templates. */
final class TemplateRules {
  static final List<Rule<?>> ALL =
      List.of(
          Rule.error("template-value")
              .what("A field whose name ends in .$ has a Path or a call of an intrinsic function.")
              .why(
                  "\"If the field value does not begin with $, it MUST be an Intrinsic Function.\"")
              .state(
                  """
                  {"Type": "Pass", "Parameters": {"count.$": 3}, "End": true}\
                  """)
              .check(Template.class, TemplateRules::pathFields),
          Rule.error("template-duplicate")
              .what("No two fields of a template have the same name once .$ is taken off.")
              .why(
                  "\"A JSON object MUST NOT have duplicate field names after fields ending with the"
                      + " characters \".$\" are renamed to strip the \".$\" suffix.\"")
              .state(
                  """
                  {"Type": "Pass", "Parameters": {"text": "x", "text.$": "$.text"}, "End": true}\
                  """)
              .check(
                  Template.class,
                  (template, report) -> {
                    for (var each : template.node().properties()) {
                      String name = each.getKey();
                      boolean path = template.dialect() == Dialect.JSONPATH && name.endsWith(".$");
                      if (path && template.node().has(name.substring(0, name.length() - 2))) {
                        report.add(
                            template.pointer().field(name),
                            "%s and %s are the same field; remove one of them"
                                .formatted(name.substring(0, name.length() - 2), name));
                      }
                    }
                  }),
          Rule.warning("template-not-an-object")
              .what("Parameters, ResultSelector and ItemSelector in JSONPath are objects.")
              .why(
                  "\"A Payload Template MUST be a JSON object\". Any other value is passed on as it"
                      + " stands: \"$.orders\" is that text, not what it points to.")
              .state("{\"Type\": \"Pass\", \"Parameters\": \"$.orders\", \"End\": true}")
              .check(
                  Value.class,
                  (value, report) -> {
                    boolean template =
                        value.field().kind() == ValueKind.TEMPLATE
                            && value.dialect() == Dialect.JSONPATH;
                    if (template && !value.node().isObject() && !value.opaque()) {
                      report.add(
                          value.pointer(),
                          "%s should be an object, and is %s, which goes on as it stands"
                              .formatted(value.field().name(), Nouns.of(value.node())));
                    }
                  }),
          Rule.warning("template-of-other-language")
              .what("Templates use the marks of their own query language.")
              .why(
                  "In JSONata a name ending in .$ is just a name; in JSONPath {% %} is just a"
                      + " text.")
              .state(
                  """
                  {"Type": "Pass", "Parameters": {"id": "{% $states.input.id %}"}, "End": true}\
                  """)
              .check(Template.class, TemplateRules::otherMarks));

  private TemplateRules() {}

  private static void pathFields(Template template, Rule.Report report) {
    if (template.dialect() != Dialect.JSONPATH) {
      return;
    }
    for (var each : template.node().properties()) {
      if (each.getKey().endsWith(".$") && !each.getValue().isTextual()) {
        report.add(
            template.pointer().field(each.getKey()),
            "%s must be a path or a call of an intrinsic function, and is %s; take the .$ off the name"
                    .formatted(each.getKey(), Nouns.of(each.getValue()))
                + " to pass the value as it stands");
      }
    }
  }

  private static void otherMarks(Template template, Rule.Report report) {
    boolean jsonata = template.dialect() == Dialect.JSONATA;
    for (var each : template.node().properties()) {
      boolean path = jsonata && each.getKey().endsWith(".$");
      boolean expression = !jsonata && Texts.isJsonata(each.getValue());
      if (path || expression) {
        report.add(
            template.pointer().field(each.getKey()),
            path
                ? "in JSONata %s is just a name; write the value as {%% … %%}"
                    .formatted(each.getKey())
                : "in JSONPath {% %} is just a text; name the field ….$, or set QueryLanguage");
      }
    }
  }
}
