package dev.aileron.asl.expression.jsonpath;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.aileron.asl.expression.Scanner;
import dev.aileron.asl.expression.SyntaxException;
import dev.aileron.asl.expression.jsonpath.Condition.Operand;
import dev.aileron.asl.expression.jsonpath.Condition.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the condition of a filter: {@code @.price < 10 && @.name =~ /a.+/i}. */
final class ConditionParser {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Scanner in;

  ConditionParser(Scanner scanner) {
    this.in = scanner;
  }

  Condition condition() {
    List<Condition> parts = joined("||", this::conjunction);
    return parts.size() == 1 ? parts.getFirst() : new Condition.Any(parts);
  }

  /** A list and not a tree: evaluating a thousand of them takes no deep stack. */
  private List<Condition> joined(String by, Supplier<Condition> part) {
    List<Condition> parts = new ArrayList<>();
    do {
      parts.add(part.get());
      in.skipSpaces();
    } while (in.skip(by));
    return parts;
  }

  private Condition conjunction() {
    List<Condition> parts = joined("&&", this::term);
    return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
  }

  private Condition term() {
    in.skipSpaces();
    if (in.skip("!")) {
      return new Condition.Not(term());
    }
    if (in.skip("(")) {
      Condition inner = condition();
      in.skipSpaces();
      in.expect(")");
      return inner;
    }
    int start = in.position();
    Operand left = operand();
    in.skipSpaces();
    Operator operator = operator();
    if (operator != null) {
      in.skipSpaces();
      return new Condition.Compare(left, operator, operand());
    }
    if (left instanceof Operand.At(JsonPath path)) {
      return new Condition.Exists(path);
    }
    throw new SyntaxException(start, "A filter must compare this value with something");
  }

  private @Nullable Operator operator() {
    for (Operator sign : Operator.SIGNS) {
      if (in.skip(sign.text())) {
        return sign;
      }
    }
    int length = 0;
    while (Character.isLetter(in.peek(length))) {
      length++;
    }
    int start = in.position();
    String word = in.text().substring(start, start + length).toLowerCase(java.util.Locale.ROOT);
    Optional<Operator> operator = Operator.word(word);
    if (operator.isEmpty()) {
      return null;
    }
    for (int i = 0; i < length; i++) {
      in.next();
    }
    return operator.get();
  }

  private Operand operand() {
    return switch (in.peek()) {
      case '@', '$' -> new Operand.At(new PathParser(in).path());
      case '\'', '"' -> new Operand.Value(TextNode.valueOf(in.quoted()));
      case '/' -> regex();
      case '[', '{' -> new Operand.Value(json(composite()));
      default -> new Operand.Value(json(word()));
    };
  }

  private Operand regex() {
    int start = in.position();
    in.expect("/");
    int body = in.position();
    while (in.peek() != '/') {
      if (in.peek() == '\\') {
        in.next();
      }
      if (in.atEnd()) {
        throw new SyntaxException(start, "The regular expression has no closing '/'");
      }
      in.next();
    }
    String pattern = in.since(body);
    in.expect("/");
    int flags = in.skip("i") ? Pattern.CASE_INSENSITIVE : 0;
    try {
      return new Operand.Regex(Pattern.compile(pattern, flags));
    } catch (PatternSyntaxException e) {
      throw new SyntaxException(body, "The regular expression is not valid: " + e.getDescription());
    }
  }

  private String word() {
    int start = in.position();
    while (!in.atEnd() && (Character.isLetterOrDigit(in.peek()) || "+-.".indexOf(in.peek()) >= 0)) {
      in.next();
    }
    if (in.position() == start) {
      throw in.error("Expected a value or a path in the filter, but " + in.found());
    }
    return in.since(start);
  }

  private String composite() {
    int start = in.position();
    int depth = 0;
    do {
      if (in.atEnd()) {
        throw new SyntaxException(start, "The list that begins here has no end");
      }
      switch (in.peek()) {
        case '\'', '"' -> in.quoted();
        case '[', '{' -> {
          depth++;
          in.next();
        }
        case ']', '}' -> {
          depth--;
          in.next();
        }
        default -> in.next();
      }
    } while (depth > 0);
    return in.since(start);
  }

  private JsonNode json(String text) {
    // Jayway takes single quotes in lists as well.
    String quoted = text.indexOf('"') < 0 ? text.replace('\'', '"') : text;
    try {
      return JSON.readTree(quoted);
    } catch (JsonProcessingException e) {
      throw new SyntaxException(in.position() - text.length(), "'" + text + "' is no value");
    }
  }
}
