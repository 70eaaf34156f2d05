package dev.aileron.asl.validate;

import dev.aileron.asl.expression.Parsed;
import dev.aileron.asl.expression.intrinsic.Intrinsic;
import dev.aileron.asl.expression.intrinsic.Intrinsic.Argument;
import dev.aileron.asl.expression.jsonpath.JsonPath;
import dev.aileron.asl.validate.Expression.IntrinsicText;
import dev.aileron.asl.validate.Expression.JsonataText;
import dev.aileron.asl.validate.Expression.PathText;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rules of what expressions may refer to. */
final class ReferenceRules {
  private static final List<String> STATES_FIELDS =
      List.of("input", "result", "errorOutput", "context");

  static final List<Rule<?>> ALL =
      List.of(
          Rule.warning("variable-undefined")
              .what(
                  "An expression refers to variables that a state of its scope, or around it,"
                      + " assigns.")
              .why(
                  "The execution fails at that expression. Items of a distributed map see only"
                      + " their own.")
              .state(
                  """
                  {"Type": "Pass", "Parameters": {"sum.$": "$total"}, "End": true}\
                  """)
              .check(Expression.class, ReferenceRules::undefined),
          Rule.error("jsonata-input-document")
              .what("An expression begins at a variable: $states or one that was assigned.")
              .why(
                  "\"A JSONata expression MUST NOT reference $ or unqualified field names at the"
                      + " top level\", and \"MUST NOT reference $$\": there is no input document.")
              .jsonata("{\"Type\": \"Pass\", \"Output\": \"{% $.order.total %}\", \"End\": true}")
              .check(
                  JsonataText.class,
                  (it, report) ->
                      it.references()
                          .flatMap(JsonataReferences::inputDocument)
                          .ifPresent(name ->
                              report.add(
                                  it.pointer(),
                                  "%s refers to an input document, which expressions do not have;"
                                          .formatted(name)
                                      + " write $states.input"
                                      + (name.startsWith("$") ? "" : "." + name)))),
          Rule.error("jsonata-states-field")
              .what(
                  "$states has the fields input, result, errorOutput and context, each in its"
                      + " place.")
              .why(
                  "$states.result is there only in Output and Assign of a Task, Map or Parallel"
                      + " state, $states.errorOutput only in those of a catcher.")
              .jsonata(
                  """
                  {"Type": "Pass", "Output": "{% $states.result %}", "End": true}\
                  """)
              .check(JsonataText.class, ReferenceRules::statesFields),
          Rule.warning("jsonata-eval")
              .what("Expressions do not call $eval.")
              .why("Step Functions does not have it.")
              .jsonata("{\"Type\": \"Pass\", \"Output\": \"{% $eval('1+1') %}\", \"End\": true}")
              .check(
                  JsonataText.class,
                  (it, report) ->
                      it.references()
                          .filter(r -> r.functions().contains("eval"))
                          .ifPresent(r ->
                              report.add(
                                  it.pointer(),
                                  "Step Functions has no $eval; use $parse for JSON text"))));

  private ReferenceRules() {}

  private static void undefined(Expression in, Rule.Report report) {
    State state = in.use().state();
    for (String name : variables(in)) {
      if (state != null && !name.equals("states") && !state.scope().knows(name)) {
        report.add(
            in.pointer(),
            "no state of this scope or around it assigns the variable $%s%s"
                .formatted(name, StructureRules.didYouMean(name, state.scope().assigned())));
      }
    }
  }

  private static Set<String> variables(Expression in) {
    return switch (in) {
      case PathText path -> variables(path);
      case IntrinsicText call -> variables(call);
      case JsonataText jsonata ->
          jsonata.references().map(JsonataReferences::variables).orElse(Set.of());
    };
  }

  private static Set<String> variables(PathText path) {
    return path.parsed() instanceof Parsed.Valid<JsonPath>(JsonPath it) ? variables(it) : Set.of();
  }

  private static Set<String> variables(JsonPath path) {
    return path.root() instanceof JsonPath.Root.Variable(String name) ? Set.of(name) : Set.of();
  }

  private static Set<String> variables(IntrinsicText call) {
    Set<String> names = new TreeSet<>();
    if (call.parsed() instanceof Parsed.Valid<Intrinsic>(Intrinsic it)) {
      collect(it, names);
    }
    return names;
  }

  private static void collect(Intrinsic call, Set<String> names) {
    for (Argument argument : call.arguments()) {
      switch (argument) {
        case Argument.Path(JsonPath path) -> names.addAll(variables(path));
        case Argument.Nested(Intrinsic nested) -> collect(nested, names);
        case Argument.Literal literal -> {}
      }
    }
  }

  private static void statesFields(JsonataText it, Rule.Report report) {
    it.references()
        .ifPresent(references -> {
          for (String field : references.statesFields()) {
            String problem = statesField(field, it.use());
            if (!problem.isEmpty()) {
              report.add(it.pointer(), problem);
            }
          }
        });
  }

  private static String statesField(String field, Subject.Use use) {
    if (!STATES_FIELDS.contains(field)) {
      return "$states has no field %s; it has %s".formatted(field, Texts.and(STATES_FIELDS));
    }
    if (field.equals("result") && !use.result()) {
      return "$states.result is there only in Output and Assign of a Task, Map or Parallel state";
    }
    if (field.equals("errorOutput") && !use.errorOutput()) {
      return "$states.errorOutput is there only in Output and Assign of a catcher";
    }
    return "";
  }
}
