package dev.aileron.asl.expression.jsonata;

import com.dashjoin.jsonata.JException;
import dev.aileron.asl.expression.Parsed;

/** A parsed JSONata expression. */
public final class Jsonata {
  private static final String OPENING = "{%";
  private static final String CLOSING = "%}";

  private final String text;
  private final com.dashjoin.jsonata.Jsonata compiled;

  private Jsonata(String text, com.dashjoin.jsonata.Jsonata compiled) {
    this.text = text;
    this.compiled = compiled;
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
      return new Parsed.Valid<>(new Jsonata(text, com.dashjoin.jsonata.Jsonata.jsonata(text)));
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

  /** As written, without <code>{% %}</code> and the spaces inside them. */
  public String text() {
    return text;
  }

  com.dashjoin.jsonata.Jsonata compiled() {
    return compiled;
  }
}
