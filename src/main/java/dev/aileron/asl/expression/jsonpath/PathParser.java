package dev.aileron.asl.expression.jsonpath;

import dev.aileron.asl.expression.Scanner;
import dev.aileron.asl.expression.SyntaxException;
import dev.aileron.asl.expression.jsonpath.JsonPath.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a path where a scanner stands; also used by the parsers of filters and intrinsics. */
public final class PathParser {
  private static final Set<String> FUNCTIONS =
      Set.of("length", "size", "min", "max", "avg", "sum", "stddev", "keys", "first", "last");

  /** What ends a name in dots, as in Jayway's JsonPath. */
  private static final String ENDS_NAME = ".[(";

  /** What means something else in a filter or an argument list. */
  private static final String ENDS_EMBEDDED_NAME = ".[]()'\",=<>!&|~*?@+/\\{}`^%;";

  private final Scanner in;
  private final String endsName;

  /** For a path with something around it. */
  public PathParser(Scanner scanner) {
    this(scanner, ENDS_EMBEDDED_NAME);
  }

  private PathParser(Scanner scanner, String endsName) {
    this.in = scanner;
    this.endsName = endsName;
  }

  /** For a text that is a path and nothing else. */
  static PathParser alone(Scanner scanner) {
    return new PathParser(scanner, ENDS_NAME);
  }

  /** Reads the longest path that begins here. */
  public JsonPath path() {
    int start = in.position();
    Root root = root();
    List<Segment> segments = new ArrayList<>();
    while (!in.atEnd() && (in.peek() == '.' || in.peek() == '[')) {
      segment(segments);
    }
    return new JsonPath(in.since(start), root, segments);
  }

  private Root root() {
    if (in.skip("@")) {
      return new Root.Current();
    }
    if (in.skip("$$")) {
      return new Root.Context();
    }
    if (!in.skip("$")) {
      throw in.error("A path must begin with '$', but " + in.found());
    }
    int start = in.position();
    if (Character.isUnicodeIdentifierStart(in.peek()) || in.peek() == '_') {
      while (Character.isUnicodeIdentifierPart(in.peek()) && !in.atEnd()) {
        in.next();
      }
    }
    return in.position() == start ? new Root.Input() : new Root.Variable(in.since(start));
  }

  private void segment(List<Segment> segments) {
    if (in.skip("..")) {
      segments.add(new Segment.Descent());
      if (in.atEnd()) {
        throw in.error("A path must not end with '..'");
      }
      if (in.peek() == '[') {
        segments.add(bracket());
      } else {
        segments.add(dotted());
      }
    } else if (in.skip(".")) {
      if (in.peek() == '[') {
        segments.add(bracket());
      } else {
        segments.add(dotted());
      }
    } else {
      segments.add(bracket());
    }
  }

  private Segment dotted() {
    if (in.skip("*")) {
      return new Segment.Wildcard();
    }
    int start = in.position();
    while (!in.atEnd() && nameCharacter(in.peek())) {
      in.next();
    }
    String name = in.since(start);
    if (name.isEmpty()) {
      throw in.error("Expected a field name after '.', but " + in.found());
    }
    if (in.startsWith("()")) {
      if (!FUNCTIONS.contains(name)) {
        throw new SyntaxException(start, "There is no path function '" + name + "()'");
      }
      in.expect("()");
      return new Segment.Function(name);
    }
    return new Segment.Names(List.of(name));
  }

  private boolean nameCharacter(char c) {
    return !Character.isWhitespace(c) && endsName.indexOf(c) < 0;
  }

  private Segment bracket() {
    int start = in.position();
    in.expect("[");
    in.skipSpaces();
    Segment segment =
        switch (in.peek()) {
          case '\'', '"' -> new Segment.Names(names());
          case '*' -> {
            in.next();
            yield new Segment.Wildcard();
          }
          case '?' -> filter(start);
          default -> numbers();
        };
    in.skipSpaces();
    in.expect("]");
    return segment;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    do {
      in.skipSpaces();
      if (in.peek() != '\'' && in.peek() != '"') {
        throw in.error("Expected a quoted field name, but " + in.found());
      }
      names.add(in.quoted());
      in.skipSpaces();
    } while (in.skip(","));
    return names;
  }

  private Segment filter(int start) {
    in.expect("?");
    in.skipSpaces();
    in.expect("(");
    Condition condition = new ConditionParser(in).condition();
    in.skipSpaces();
    in.expect(")");
    return new Segment.Filtered(condition, in.since(start));
  }

  private Segment numbers() {
    Integer first = number();
    in.skipSpaces();
    if (in.peek() == ':') {
      return slice(first);
    }
    if (first == null) {
      throw in.error("Expected an index, a quoted name, '*', '?(' or a slice, but " + in.found());
    }
    List<Integer> indexes = new ArrayList<>(List.of(first));
    while (in.skip(",")) {
      in.skipSpaces();
      Integer index = number();
      if (index == null) {
        throw in.error("Expected an index, but " + in.found());
      }
      indexes.add(index);
      in.skipSpaces();
    }
    return new Segment.Indexes(indexes);
  }

  private Segment slice(@Nullable Integer from) {
    in.expect(":");
    in.skipSpaces();
    Integer to = number();
    in.skipSpaces();
    Integer step = null;
    int at = in.position();
    if (in.skip(":")) {
      in.skipSpaces();
      step = number();
    }
    if (step != null && step < 1) {
      throw new SyntaxException(at, "The step of a slice must be 1 or more");
    }
    return new Segment.Slice(from, to, step == null ? 1 : step);
  }

  private @Nullable Integer number() {
    int start = in.position();
    in.skip("-");
    while (Character.isDigit(in.peek())) {
      in.next();
    }
    String digits = in.since(start);
    if (digits.isEmpty()) {
      return null;
    }
    try {
      return Integer.valueOf(digits);
    } catch (NumberFormatException e) {
      throw new SyntaxException(start, "'" + digits + "' is no index");
    }
  }
}
