package dev.aileron.sandbox.aws.metric;

import dev.aileron.sandbox.aws.metric.MathExpression.Call;
import dev.aileron.sandbox.aws.metric.MathExpression.Constant;
import dev.aileron.sandbox.aws.metric.MathExpression.Negative;
import dev.aileron.sandbox.aws.metric.MathExpression.Operation;
import dev.aileron.sandbox.aws.metric.MathExpression.Reference;
import dev.aileron.sandbox.aws.metric.MathExpression.Several;
import dev.aileron.sandbox.aws.metric.MathExpression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Parses metric math: {@code 100 * errors / FILL(invocations, 0)}. */
final class MathParser {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|\\.\\d+|[A-Za-z]\\w*|\"[^\"]*\"|'[^']*'|==|!=|<=|>=|&&|\\|\\||[-+*/^<>(),\\[\\]])");

  /**
   * Operators from the weakest to the strongest; the power is apart, being stronger than a sign.
   */
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("OR", "||"),
          List.of("AND", "&&"),
          List.of("==", "!=", "<", ">", "<=", ">="),
          List.of("+", "-"),
          List.of("*", "/"));

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int at;

  private MathParser(String text) {
    this.text = text;
    var matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw wrong();
    }
  }

  /**
   * Parses an expression.
   *
   * @throws dev.aileron.sandbox.aws.model.AwsError when it is none
   */
  static MathExpression parse(String text) {
    var parser = new MathParser(text);
    var expression = parser.binary(0);
    if (parser.at != parser.tokens.size()) {
      throw parser.wrong();
    }
    return expression;
  }

  private MathExpression binary(int level) {
    if (level == LEVELS.size()) {
      return sign();
    }
    var left = binary(level + 1);
    while (LEVELS.get(level).contains(peek().toUpperCase(Locale.ROOT))) {
      var operator = next().toUpperCase(Locale.ROOT);
      left = new Operation(operator, left, binary(level + 1));
    }
    return left;
  }

  private MathExpression sign() {
    if (peek().equals("-")) {
      next();
      return new Negative(sign());
    }
    var base = primary();
    if (peek().equals("^")) {
      next();
      return new Operation("^", base, sign());
    }
    return base;
  }

  private MathExpression primary() {
    var token = next();
    if (token.equals("(")) {
      var inner = binary(0);
      expect(")");
      return inner;
    }
    if (token.equals("[")) {
      return new Several(until("]"));
    }
    char first = token.isEmpty() ? ' ' : token.charAt(0);
    if (Character.isDigit(first) || first == '.') {
      return new Constant(Double.parseDouble(token));
    }
    if (first == '"' || first == '\'') {
      return new Text(token.substring(1, token.length() - 1));
    }
    if (!Character.isLetter(first)) {
      throw wrong();
    }
    if (peek().equals("(")) {
      next();
      return new Call(token.toUpperCase(Locale.ROOT), until(")"));
    }
    return new Reference(token);
  }

  private List<MathExpression> until(String end) {
    var entries = new ArrayList<MathExpression>();
    if (peek().equals(end)) {
      next();
      return entries;
    }
    while (true) {
      entries.add(binary(0));
      if (peek().equals(end)) {
        next();
        return entries;
      }
      expect(",");
    }
  }

  private void expect(String token) {
    if (!next().equals(token)) {
      throw wrong();
    }
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private String next() {
    return at < tokens.size() ? tokens.get(at++) : "";
  }

  private RuntimeException wrong() {
    return Fields.validation("Error in expression '%s': it cannot be parsed.".formatted(text));
  }
}
