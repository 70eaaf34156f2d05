package dev.aileron.asl.validate;

import dev.aileron.asl.Placeholders;
import dev.aileron.asl.validate.Subject.Shaped;
import java.util.List;

/** Rules of which fields an object has. */
final class FieldRules {
  static final List<Rule<?>> ALL =
      List.of(
          Rule.error("object-expected")
              .what("States, branches, choice rules, retriers and catchers are objects.")
              .why("They have fields.")
              .state(
                  """
                  {"Type": "Parallel", "End": true,
                   "Branches": [[{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}]]}\
                  """)
              .check(
                  Shaped.class,
                  (object, report) -> {
                    if (!object.node().isObject()) {
                      report.add(
                          object.pointer(),
                          "%s must be an object, and is %s"
                              .formatted(object.shape().noun(), Nouns.of(object.node())));
                    }
                  }),
          Rule.error("field-unknown")
              .what("An object has the fields that its kind has.")
              .why(
                  "Step Functions refuses a field that it does not know; usually a name is"
                      + " misspelt.")
              .state("{\"Type\": \"Pass\", \"Coment\": \"?\", \"End\": true}")
              .check(Shaped.class, FieldRules::unknown),
          Rule.error("field-of-other-language")
              .what("A field stands only in states of the query language that it belongs to.")
              .why(
                  "InputPath, Parameters, ResultSelector, ResultPath, OutputPath and the fields"
                      + " named …Path belong to JSONPath; Arguments, Output, Items and Condition to"
                      + " JSONata.")
              .jsonata("{\"Type\": \"Pass\", \"ResultPath\": \"$.a\", \"End\": true}")
              .check(Shaped.class, FieldRules::otherLanguage),
          Rule.error("field-missing")
              .what("An object has the fields that its kind needs.")
              .why("Step Functions: These fields are required.")
              .state("{\"Type\": \"Task\", \"End\": true}")
              .check(Shaped.class, FieldRules::missing),
          Rule.error("field-exclusive")
              .what("Of two fields that say the same thing in two ways, one stands.")
              .why(
                  "For example \"A Map State MUST NOT include both MaxConcurrency and"
                      + " MaxConcurrencyPath\".")
              .state(
                  """
                  {"Type": "Fail", "Cause": "no stock", "CausePath": "$.cause"}\
                  """)
              .check(
                  Shaped.class,
                  (object, report) -> {
                    for (Shape.Pair pair : object.shape().exclusive()) {
                      if (object.node().has(pair.one()) && object.node().has(pair.other())) {
                        report.add(
                            object.pointer().field(pair.other()),
                            "%s has %s or %s, not both; remove one of them"
                                .formatted(object.shape().noun(), pair.one(), pair.other()));
                      }
                    }
                  }));

  private FieldRules() {}

  private static void unknown(Shaped object, Rule.Report report) {
    for (var each : object.node().properties()) {
      String name = each.getKey();
      if (!object.shape().fields().containsKey(name) && !Placeholders.isIn(name)) {
        report.add(
            object.pointer().field(name),
            "%s has no field %s%s"
                .formatted(
                    object.shape().noun(),
                    name,
                    StructureRules.didYouMean(name, object.shape().fields().keySet())));
      }
    }
  }

  private static void otherLanguage(Shaped object, Rule.Report report) {
    for (var each : object.node().properties()) {
      Field field = object.shape().fields().get(each.getKey());
      if (field != null && !field.dialects().contains(object.dialect())) {
        String instead = instead(field.name());
        report.add(
            object.pointer().field(field.name()),
            "%s belongs to %s, and the query language here is %s%s"
                .formatted(
                    field.name(),
                    field.dialects().iterator().next().word(),
                    object.dialect().word(),
                    instead));
      }
    }
  }

  /** What does the same in the other language. */
  private static String instead(String field) {
    return switch (field) {
      case "Parameters" -> "; use Arguments, or Output in a Pass state";
      case "ResultSelector", "ResultPath", "OutputPath", "Result" -> "; use Output";
      case "InputPath" -> "; use $states.input in Arguments or Output";
      case "ItemsPath" -> "; use Items";
      case "Arguments" -> "; use Parameters";
      case "Output" -> "; use ResultSelector, ResultPath and OutputPath";
      case "Items" -> "; use ItemsPath";
      default ->
          field.endsWith("Path")
              ? "; use %s with {%% %%}".formatted(field.substring(0, field.length() - 4))
              : "";
    };
  }

  private static void missing(Shaped object, Rule.Report report) {
    for (Field field : object.shape().fields().values()) {
      if (object.node().isObject() && field.required() && !object.node().has(field.name())) {
        report.add(
            object.pointer(),
            "%s needs the field %s".formatted(object.shape().noun(), field.name()));
      }
    }
  }
}
