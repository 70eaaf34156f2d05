package dev.aileron.asl.expression;

/** Reads a text character by character, for the parsers of this package's languages. */
public final class Scanner {
  private final String text;
  private int position;

  public Scanner(String text) {
    this.text = text;
  }

  public int position() {
    return position;
  }

  public String text() {
    return text;
  }

  public boolean atEnd() {
    return position >= text.length();
  }

  /** The current character; NUL at the end. */
  public char peek() {
    return peek(0);
  }

  /** The character that many places on; NUL past the end. */
  public char peek(int ahead) {
    int at = position + ahead;
    return at < text.length() ? text.charAt(at) : '\0';
  }

  public char next() {
    char c = peek();
    position++;
    return c;
  }

  public boolean startsWith(String prefix) {
    return text.startsWith(prefix, position);
  }

  /** Steps over the text if it is next. */
  public boolean skip(String expected) {
    if (!startsWith(expected)) {
      return false;
    }
    position += expected.length();
    return true;
  }

  public void skipSpaces() {
    while (!atEnd() && Character.isWhitespace(peek())) {
      position++;
    }
  }

  /** Steps over the text, or fails saying that it was expected. */
  public void expect(String expected) {
    if (!skip(expected)) {
      throw error("Expected '" + expected + "' but " + found());
    }
  }

  /** What stands here, for messages. */
  public String found() {
    return atEnd() ? "the text ends" : "found '" + peek() + "'";
  }

  public SyntaxException error(String reason) {
    return new SyntaxException(position, reason);
  }

  /** The text since an earlier position. */
  public String since(int start) {
    return text.substring(start, position);
  }

  /**
   * A string in the quotes that stand here; a backslash makes the character after it plain.
   *
   * @return its content without quotes and escaping backslashes
   */
  public String quoted() {
    int start = position;
    char quote = next();
    StringBuilder content = new StringBuilder();
    while (peek() != quote) {
      if (peek() == '\\') {
        next();
      }
      if (atEnd()) {
        throw new SyntaxException(start, "The string that begins here has no closing " + quote);
      }
      content.append(next());
    }
    next();
    return content.toString();
  }
}
