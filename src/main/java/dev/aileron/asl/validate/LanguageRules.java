package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.expression.Parsed;
import dev.aileron.asl.expression.intrinsic.Intrinsic;
import dev.aileron.asl.expression.jsonpath.JsonPath;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.validate.Expression.IntrinsicText;
import dev.aileron.asl.validate.Expression.JsonataText;
import dev.aileron.asl.validate.Expression.PathText;
import dev.aileron.asl.validate.Subject.Value;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Rules of the query languages: who may use which, and whether expressions parse. */
final class LanguageRules {
  static final List<Rule<?>> ALL =
      List.of(
          Rule.error("query-language-mixed")
              .what("A machine in JSONata has no state in JSONPath; the other way round is fine.")
              .why(
                  "Step Functions: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for"
                      + " whole state machine.")
              .jsonata("{\"Type\": \"Succeed\", \"QueryLanguage\": \"JSONPath\"}")
              .check(
                  State.class,
                  (state, report) -> {
                    boolean mixed =
                        state.scope().dialect() == Dialect.JSONATA
                            && state.dialect() == Dialect.JSONPATH;
                    if (mixed) {
                      report.add(
                          state.pointer().field("QueryLanguage"),
                          "the machine's QueryLanguage is JSONata, so no state can be JSONPath;"
                              + " leave the machine in JSONPath and set JSONata on the states that"
                              + " want it");
                    }
                  }),
          Rule.error("path-malformed")
              .what("A Path is a JSONPath that begins with $, $$ or $variable.")
              .why("States Language, \"Paths\".")
              .state("{\"Type\": \"Pass\", \"InputPath\": \"$.a[\", \"End\": true}")
              .check(
                  PathText.class,
                  (path, report) -> {
                    if (!inFilter(path)) {
                      invalid(path.parsed(), path, "a path", report);
                    }
                  }),
          Rule.warning("path-filter-unreadable")
              .what("A filter compares with quoted texts, numbers, true, false, null or paths.")
              .why(
                  "Step Functions' JSONPath reads more than is documented, and guesses at the"
                      + " rest.")
              .state(
                  """
                  {"Type": "Pass", "InputPath": "$.labels[?(@.name == Receipt)]", "End": true}\
                  """)
              .check(
                  PathText.class,
                  (path, report) -> {
                    if (inFilter(path)) {
                      invalid(path.parsed(), path, "a readable filter", report);
                    }
                  }),
          Rule.error("path-not-reference")
              .what("A Reference Path names one place: single names and indexes only.")
              .why(
                  "\"All Reference Paths MUST be unambiguous references to a single value, array,"
                      + " or object (subtree).\"")
              .state("{\"Type\": \"Wait\", \"SecondsPath\": \"$.all[*].seconds\", \"End\": true}")
              .check(Value.class, LanguageRules::reference),
          Rule.error("result-path-outside-input")
              .what("ResultPath points into the state's input, not to the context or a variable.")
              .why(
                  "\"The value of ResultPath MUST NOT begin with $$\", and \"MUST NOT reference a"
                      + " variable\".")
              .state("{\"Type\": \"Pass\", \"ResultPath\": \"$$.here\", \"End\": true}")
              .check(Value.class, LanguageRules::resultPath),
          Rule.error("intrinsic-malformed")
              .what("A call of an intrinsic function names one that there is, with its arguments.")
              .why("States Language, \"Intrinsic Functions\" and Appendix B.")
              .state(
                  """
                  {"Type": "Pass", "Parameters": {"id.$": "States.Uuid()"}, "End": true}\
                  """)
              .check(
                  IntrinsicText.class,
                  (call, report) ->
                      invalid(
                          call.parsed(),
                          call,
                          "a path or a call of an intrinsic function",
                          report)),
          Rule.error("intrinsic-argument")
              .what("A literal argument of an intrinsic function is of the type that it takes.")
              .why("The execution would fail with States.IntrinsicFailure.")
              .state(
                  """
                  {"Type": "Pass", "Parameters": {"next.$": "States.MathAdd(1, '-1')"}, "End": true}\
                  """)
              .check(
                  IntrinsicText.class,
                  (call, report) -> {
                    if (Intrinsic.parse(call.text())
                        instanceof Parsed.Valid<Intrinsic>(Intrinsic it)) {
                      IntrinsicArguments.problems(it).forEach(p -> report.add(call.pointer(), p));
                    }
                  }),
          Rule.error("jsonata-delimiters")
              .what("A text that begins with {% ends with %}.")
              .why(
                  "\"JSONata expressions are written inside strings that start with {% and end with"
                      + " %}.\" Anything else is taken as a text.")
              .jsonata("{\"Type\": \"Pass\", \"Output\": \"{% 10 %\", \"End\": true}")
              .check(Value.class, LanguageRules::delimiters),
          Rule.warning("jsonata-closed-only")
              .what("A text that ends with %} begins with {%.")
              .why("It may be meant as a text; Step Functions takes it as one.")
              .jsonata("{\"Type\": \"Pass\", \"Output\": \"10 %}\", \"End\": true}")
              .check(Value.class, LanguageRules::closed),
          Rule.warning("jsonata-spaced")
              .what("Nothing stands before {% and behind %}, not even a space.")
              .why("Step Functions then takes the whole as a text and evaluates nothing.")
              .jsonata("{\"Type\": \"Pass\", \"Output\": \" {% 10 %}\\n\", \"End\": true}")
              .check(Value.class, LanguageRules::spaced),
          Rule.error("jsonata-malformed")
              .what("What stands between {% and %} is JSONata.")
              .why("Step Functions parses expressions when a machine is created.")
              .jsonata("{\"Type\": \"Pass\", \"Output\": \"{% 10 + %}\", \"End\": true}")
              .check(
                  JsonataText.class, (it, report) -> invalid(it.parsed(), it, "JSONata", report)));

  private LanguageRules() {}

  /** Whether a path cannot be parsed because of what is in a filter or script. */
  private static boolean inFilter(PathText path) {
    String text = path.text().strip();
    if (path.parsed() instanceof Parsed.Invalid<JsonPath>(int position, String reason)) {
      return JsonPath.inFilter(text, position);
    }
    return false;
  }

  private static <T> void invalid(
      Parsed<T> parsed, Expression expression, String wanted, Rule.Report report) {
    if (parsed instanceof Parsed.Invalid<T>(int position, String reason)) {
      report.add(
          expression.pointer(),
          "%s is not %s: %s (character %d)"
              .formatted(Nouns.quoted(expression.text()), wanted, reason, position + 1));
    }
  }

  private static void reference(Value value, Rule.Report report) {
    ValueKind kind = value.field().kind();
    boolean judged = kind == ValueKind.REFERENCE_PATH || kind == ValueKind.RESULT_PATH;
    if (judged && path(value) instanceof JsonPath path && !path.reference()) {
      report.add(
          value.pointer(),
          "%s must name one place, so it takes only names and indexes: %s"
              .formatted(value.field().name(), Nouns.quoted(path.text())));
    }
  }

  private static void resultPath(Value value, Rule.Report report) {
    boolean judged = value.field().kind() == ValueKind.RESULT_PATH;
    if (judged
        && path(value) instanceof JsonPath path
        && !(path.root() instanceof JsonPath.Root.Input)) {
      report.add(
          value.pointer(),
          "%s must point into the state's input, and begin with \"$.\""
              .formatted(value.field().name()));
    }
  }

  private static @Nullable JsonPath path(Value value) {
    JsonNode node = value.node();
    boolean judged = node.isTextual() && !value.opaque() && value.dialect() == Dialect.JSONPATH;
    return judged
            && JsonPath.parse(node.textValue().strip())
                instanceof Parsed.Valid<JsonPath>(JsonPath it)
        ? it
        : null;
  }

  private static void delimiters(Value value, Rule.Report report) {
    plainTexts(
        value,
        (text, at) -> {
          if (text.startsWith("{%")) {
            report.add(
                at,
                "%s is not an expression; one begins with {%% and ends with %%}, with nothing around"
                    .formatted(Nouns.quoted(text)));
          }
        });
  }

  private static void closed(Value value, Rule.Report report) {
    plainTexts(
        value,
        (text, at) -> {
          if (text.endsWith("%}") && !text.startsWith("{%") && !Texts.isJsonata(text.strip())) {
            report.add(
                at,
                "%s ends like an expression, and is a text; one begins with {%%"
                    .formatted(Nouns.quoted(text)));
          }
        });
  }

  /** The texts of a value that could be expressions, and are none. */
  private static void plainTexts(Value value, BiConsumer<String, Pointer> look) {
    if (value.dialect() == Dialect.JSONATA && value.field().kind().expressible()) {
      plainTexts(value.node(), value.pointer(), look);
    }
  }

  private static void plainTexts(JsonNode node, Pointer at, BiConsumer<String, Pointer> look) {
    if (node.isTextual() && !Texts.opaque(node) && !Texts.isJsonata(node)) {
      look.accept(node.textValue(), at);
    }
    for (var each : node.properties()) {
      plainTexts(each.getValue(), at.field(each.getKey()), look);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      plainTexts(node.get(i), at.element(i), look);
    }
  }

  private static void spaced(Value value, Rule.Report report) {
    plainTexts(
        value,
        (text, at) -> {
          if (Texts.isJsonata(text.strip())) {
            report.add(at, "the spaces around {% %} make this a plain text; remove them");
          }
        });
  }
}
