package dev.aileron.asl.expression.intrinsic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.aileron.asl.expression.Scanner;
import dev.aileron.asl.expression.SyntaxException;
import dev.aileron.asl.expression.intrinsic.Intrinsic.Argument;
import dev.aileron.asl.expression.jsonpath.PathParser;
import java.util.ArrayList;
import java.util.List;

/** Reads a call where a scanner stands. */
final class IntrinsicParser {
  /** The service's limit for calls within calls. */
  private static final int DEEPEST = 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Scanner in;
  private int depth;

  IntrinsicParser(Scanner scanner) {
    this.in = scanner;
  }

  Intrinsic call() {
    in.skipSpaces();
    int start = in.position();
    if (++depth > DEEPEST) {
      throw in.error("Function calls must not be nested more than " + DEEPEST + " deep");
    }
    IntrinsicFunction function = name();
    in.expect("(");
    List<Argument> arguments = arguments();
    in.expect(")");
    if (!function.takes(arguments.size())) {
      throw new SyntaxException(
          start,
          "%s takes %s, but has %d".formatted(function.text(), function.arity(), arguments.size()));
    }
    depth--;
    return new Intrinsic(in.since(start), function, arguments);
  }

  private IntrinsicFunction name() {
    int start = in.position();
    while (Character.isLetterOrDigit(in.peek()) || in.peek() == '.' || in.peek() == '_') {
      in.next();
    }
    String name = in.since(start);
    if (name.isEmpty()) {
      throw in.error("Expected the name of an intrinsic function, but " + in.found());
    }
    return IntrinsicFunction.named(name)
        .orElseThrow(
            () -> new SyntaxException(start, "There is no intrinsic function '" + name + "'"));
  }

  private List<Argument> arguments() {
    List<Argument> arguments = new ArrayList<>();
    in.skipSpaces();
    if (in.peek() == ')') {
      return arguments;
    }
    do {
      in.skipSpaces();
      arguments.add(argument());
      in.skipSpaces();
    } while (in.skip(","));
    return arguments;
  }

  private Argument argument() {
    char c = in.peek();
    if (c == '\'') {
      return new Argument.Literal(TextNode.valueOf(string()));
    }
    if (c == '$') {
      return new Argument.Path(new PathParser(in).path());
    }
    if (c == '-' || Character.isDigit(c)) {
      return new Argument.Literal(number());
    }
    if (in.startsWith("States.")) {
      return new Argument.Nested(call());
    }
    if (in.skip("true")) {
      return new Argument.Literal(BooleanNode.TRUE);
    }
    if (in.skip("false")) {
      return new Argument.Literal(BooleanNode.FALSE);
    }
    if (in.skip("null")) {
      return new Argument.Literal(NullNode.getInstance());
    }
    throw in.error(
        "Expected an argument ('text' in single quotes, a number, true, false, null, a path or a"
            + " function call), but "
            + in.found());
  }

  /**
   * A string; backslashes stay before braces, for States.Format needs them to tell an escaped brace
   * from a placeholder.
   */
  private String string() {
    int start = in.position();
    in.expect("'");
    StringBuilder content = new StringBuilder();
    while (in.peek() != '\'') {
      char c = in.next();
      if (c == '\\' && !in.atEnd()) {
        char escaped = in.next();
        if (escaped != '\'' && escaped != '\\') {
          content.append('\\');
        } else if (escaped == '\\') {
          // Two of them, so that what reads the string next can still tell them from an escape.
          content.append('\\');
        }
        content.append(escaped);
      } else {
        content.append(c);
      }
      if (in.atEnd()) {
        throw new SyntaxException(start, "The string that begins here has no closing '");
      }
    }
    in.expect("'");
    return content.toString();
  }

  private JsonNode number() {
    int start = in.position();
    while ("+-.eE".indexOf(in.peek()) >= 0 || Character.isDigit(in.peek())) {
      in.next();
    }
    String digits = in.since(start);
    try {
      return JSON.readTree(digits);
    } catch (JsonProcessingException e) {
      throw new SyntaxException(start, "'" + digits + "' is no number");
    }
  }
}
