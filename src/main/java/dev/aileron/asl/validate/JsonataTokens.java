package dev.aileron.asl.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts JSONata into tokens. The parser of the library keeps its tree to itself. */
final class JsonataTokens {
  /** The kinds of tokens. */
  enum Kind {
    /** {@code $name}; the text is what stands behind the first dollar. */
    VARIABLE,
    NAME,
    /** A string, number or regular expression. */
    LITERAL,
    OPERATOR
  }

  /** A token. */
  record Token(Kind kind, String text) {
    boolean is(String operator) {
      return kind == Kind.OPERATOR && text.equals(operator);
    }

    /** Whether a value may end with it, so that what follows is applied to that value. */
    boolean endsValue() {
      return switch (kind) {
        case VARIABLE, LITERAL -> true;
        case NAME -> !text.equals("and") && !text.equals("or") && !text.equals("in");
        case OPERATOR -> text.equals(")") || text.equals("]") || text.equals("}");
      };
    }
  }

  private static final List<String> LONG_OPERATORS =
      List.of("..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??");

  private static final Set<String> STEPS = Set.of("*", "**", "%");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private JsonataTokens(String text) {
    this.text = text;
  }

  static List<Token> of(String text) {
    JsonataTokens cutting = new JsonataTokens(text);
    while (cutting.at < text.length()) {
      cutting.next();
    }
    return cutting.tokens;
  }

  private void next() {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
    } else if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      at = end < 0 ? text.length() : end + 2;
    } else if (c == '"' || c == '\'') {
      quoted(c, Kind.LITERAL);
    } else if (c == '`') {
      quoted(c, Kind.NAME);
    } else if (c == '/' && !afterValue()) {
      quoted(c, Kind.LITERAL);
      word(); // its flags
    } else if (c == '$') {
      at++;
      int start = at;
      if (at < text.length() && text.charAt(at) == '$') {
        at++;
      } else {
        word();
      }
      tokens.add(new Token(Kind.VARIABLE, text.substring(start, at)));
    } else if (Character.isDigit(c)) {
      word();
      tokens.add(new Token(Kind.LITERAL, ""));
    } else if (isWord(c)) {
      int start = at;
      word();
      tokens.add(new Token(Kind.NAME, text.substring(start, at)));
    } else {
      operator();
    }
  }

  private boolean afterValue() {
    return !tokens.isEmpty() && tokens.getLast().endsValue();
  }

  private void quoted(char quote, Kind kind) {
    int start = ++at;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    tokens.add(new Token(kind, text.substring(start, Math.min(at, text.length()))));
    at++;
  }

  private void word() {
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isWord(char c) {
    return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
  }

  private void operator() {
    String step = text.startsWith("**", at) ? "**" : text.substring(at, at + 1);
    if (STEPS.contains(step) && !afterValue()) {
      // A step of a path: any field, anything below, the parent. Behind a value it calculates.
      tokens.add(new Token(Kind.NAME, step));
      at += step.length();
      return;
    }
    for (String each : LONG_OPERATORS) {
      if (text.startsWith(each, at)) {
        tokens.add(new Token(Kind.OPERATOR, each));
        at += each.length();
        return;
      }
    }
    tokens.add(new Token(Kind.OPERATOR, String.valueOf(text.charAt(at))));
    at++;
  }
}
