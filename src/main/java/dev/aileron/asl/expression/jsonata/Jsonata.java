package dev.aileron.asl.expression.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.expression.Budget;
import dev.aileron.asl.expression.EvaluationException;
import dev.aileron.asl.expression.Parsed;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A parsed JSONata expression. */
public final class Jsonata {
  private static final String OPENING = "{%";
  private static final String CLOSING = "%}";

  private static final Set<String> FUNCTIONS =
      Stream.concat(Builtins.names().stream(), AwsFunctions.names().stream())
          .filter(name -> !name.equals("eval"))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern VARIABLE = Pattern.compile("\\$(\\p{javaUnicodeIdentifierPart}+)");

  private final String text;
  private final com.dashjoin.jsonata.Jsonata compiled;

  /** What only evaluating needs; null until then, for a validator parses and does not evaluate. */
  private volatile @Nullable Set<String> mentions;

  private Jsonata(String text, com.dashjoin.jsonata.Jsonata compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  private synchronized Set<String> prepare() {
    Set<String> known = mentions;
    if (known == null) {
      compiled.setOutputConvertNulls(false);
      compiled.setValidateInput(false);
      Builtins.register(compiled);
      AwsFunctions.register(compiled);
      known =
          VARIABLE
              .matcher(text)
              .results()
              .map(match -> match.group(1))
              .collect(Collectors.toUnmodifiableSet());
      mentions = known;
    }
    return known;
  }

  /** Whether a string of a definition is an expression: <code>{% … %}</code> and nothing around. */
  public static boolean isExpression(String string) {
    return string.length() >= OPENING.length() + CLOSING.length()
        && string.startsWith(OPENING)
        && string.endsWith(CLOSING);
  }

  /**
   * Parses a string of a definition, with its <code>{% %}</code>. Positions count from the string's
   * beginning.
   */
  public static Parsed<Jsonata> parse(String string) {
    if (!isExpression(string)) {
      return new Parsed.Invalid<>(0, "A JSONata expression stands between {% and %}");
    }
    String inner = string.substring(OPENING.length(), string.length() - CLOSING.length());
    int leading = OPENING.length() + inner.length() - inner.stripLeading().length();
    return switch (parseBare(inner.strip())) {
      case Parsed.Valid<Jsonata> valid -> valid;
      case Parsed.Invalid<Jsonata>(int position, String reason) ->
          new Parsed.Invalid<>(leading + position, reason);
    };
  }

  /** Parses an expression without <code>{% %}</code> around it. */
  public static Parsed<Jsonata> parseBare(String text) {
    if (text.isBlank()) {
      return new Parsed.Invalid<>(0, "The expression is empty");
    }
    try {
      // The library (0.9.10) looks one character past a comment that ends the text.
      return new Parsed.Valid<>(
          new Jsonata(text, com.dashjoin.jsonata.Jsonata.jsonata(text + " ")));
    } catch (JException e) {
      int position = Math.clamp(e.getLocation(), 0, text.length());
      return new Parsed.Invalid<>(position, e.getError() + ": " + e.getMessage());
    } catch (StackOverflowError e) {
      return new Parsed.Invalid<>(0, "The expression is nested too deeply");
    } catch (RuntimeException e) {
      // The library's parser has corners where it fails on itself instead of on the text.
      return new Parsed.Invalid<>(0, "The expression cannot be parsed");
    }
  }

  /** The names of all functions that there are, the language's own and those of Step Functions. */
  public static Set<String> functions() {
    return FUNCTIONS;
  }

  /**
   * The variables and functions whose names it has in it, and perhaps some that it does not use.
   */
  public Set<String> mentions() {
    Set<String> known = mentions;
    return known == null ? prepare() : known;
  }

  /** As written, without <code>{% %}</code> and the spaces inside them. */
  public String text() {
    return text;
  }

  /**
   * Evaluates the expression.
   *
   * @param variables what {@code $name} stands for, {@code states} among them, each as {@link
   *     #value} makes it
   * @return the value; a missing node for undefined
   * @throws EvaluationException with a reason that goes on "The JSONata expression … specified for
   *     the field …", as AWS words it
   */
  public JsonNode evaluate(Map<String, Object> variables, Evaluation evaluation) {
    if (mentions == null) {
      prepare();
    }
    Meter meter = evaluation.meter();
    Frame frame = new Frame(null);
    variables.forEach(frame::bind);
    meter.attachTo(frame);
    JsonNode value =
        Values.toJson(
            ScopedValue.where(Builtins.METER, meter)
                .where(AwsFunctions.EVALUATION, evaluation)
                .call(() -> run(frame)));
    // A state may have many expressions, and keeps the values of all.
    evaluation.budget().spendOnNew(value);
    return value;
  }

  /**
   * A value as expressions see it, which is made once for all expressions of a state: none changes
   * what it is given.
   *
   * @throws EvaluationException if it is nested too deeply, or the budget is spent
   */
  public static Object value(JsonNode node, Budget budget) {
    budget.spendOn(node);
    return Values.toJava(node);
  }

  private @Nullable Object run(Frame frame) {
    try {
      return compiled.evaluate(null, frame);
    } catch (JException e) {
      throw failed(e.getError() + ": " + e.getMessage());
    } catch (EvaluationException e) {
      throw failed(e.reason());
    } catch (StackOverflowError e) {
      throw failed("Stack overflow error: Check for non-terminating recursive function.");
    } catch (RuntimeException e) {
      // The library wraps, or fails on values its functions do not expect.
      throw failed(
          e.getCause() instanceof EvaluationException inner
              ? inner.reason()
              : e.getCause() instanceof JException inner
                  ? inner.getError() + ": " + inner.getMessage()
                  : "The functions do not fit the values they are given");
    }
  }

  private static EvaluationException failed(String why) {
    return new EvaluationException("threw an error during evaluation. " + why);
  }
}
