package dev.aileron.asl.validate;

import dev.aileron.asl.expression.Parsed;
import dev.aileron.asl.expression.intrinsic.Intrinsic;
import dev.aileron.asl.expression.intrinsic.Intrinsic.Argument;
import dev.aileron.asl.expression.jsonata.Jsonata;
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
              .check(JsonataText.class, (it, report) -> inputDocument(it, true, report)),
          Rule.warning("jsonata-input-document-inside")
              .what("Nor does an expression get to the input document further on.")
              .why(
                  "As above. Here it is a warning, for what stands inside brackets may see"
                      + " something else.")
              .jsonata("{\"Type\": \"Pass\", \"Output\": \"{% $count(items) %}\", \"End\": true}")
              .check(JsonataText.class, (it, report) -> inputDocument(it, false, report)),
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
          Rule.error("jsonata-operator-newer")
              .what("Expressions do not use the operators ?? and ?:.")
              .why(
                  "\"Step Functions implements JSONata based on the 2.0.6 specification\"; these came"
                      + " with 2.1.")
              .jsonata(
                  """
                  {"Type": "Pass", "Output": "{% $states.input.n ?? 0 %}", "End": true}\
                  """)
              .check(
                  JsonataText.class,
                  (it, report) ->
                      it.references()
                          .ifPresent(references -> {
                            for (String operator : references.newerOperators()) {
                              report.add(
                                  it.pointer(),
                                  "the operator %s is not in JSONata 2.0.6, which Step Functions runs; write $exists(x) ? x : y"
                                      .formatted(operator));
                            }
                          })),
          Rule.warning("jsonata-function-unknown")
              .what("An expression calls functions that there are, or that it defines itself.")
              .why("The execution fails with States.QueryEvaluationError.")
              .jsonata("{\"Type\": \"Pass\", \"Output\": \"{% $total(1) %}\", \"End\": true}")
              .check(JsonataText.class, ReferenceRules::functions),
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

  private static void inputDocument(JsonataText it, boolean begins, Rule.Report report) {
    it.references()
        .filter(references -> references.beginsAtInput() == begins)
        .flatMap(JsonataReferences::inputDocument)
        .ifPresent(name ->
            report.add(
                it.pointer(),
                "%s refers to an input document, which expressions do not have; write $states.input%s"
                    .formatted(name, name.startsWith("$") ? "" : "." + name)));
  }

  private static void functions(JsonataText it, Rule.Report report) {
    Set<String> unknown = new TreeSet<>();
    it.references().ifPresent(references -> unknown.addAll(references.functions()));
    unknown.removeAll(Jsonata.functions());
    unknown.remove("eval");
    for (String name : unknown) {
      report.add(
          it.pointer(),
          "there is no function $%s%s"
              .formatted(name, StructureRules.didYouMean(name, Jsonata.functions())));
    }
  }

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
          jsonata.references().map(ReferenceRules::variables).orElse(Set.of());
    };
  }

  /** A function can be handed on by its name, {@code $map($list, $uppercase)}. */
  private static Set<String> variables(JsonataReferences references) {
    Set<String> names = new TreeSet<>(references.variables());
    names.removeAll(Jsonata.functions());
    names.remove("eval");
    return names;
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
