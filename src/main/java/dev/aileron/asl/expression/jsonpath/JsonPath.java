package dev.aileron.asl.expression.jsonpath;

import dev.aileron.asl.expression.Parsed;
import dev.aileron.asl.expression.Scanner;
import dev.aileron.asl.expression.SyntaxException;
import java.util.List;

/**
 * A parsed path.
 *
 * @param text as written
 * @param root what the first part points to
 * @param segments the steps from there
 */
public record JsonPath(String text, Root root, List<Segment> segments) {

  /** Where a path begins. */
  public sealed interface Root {
    /** {@code $}: the state's input, or what takes its place. */
    record Input() implements Root {}

    /** {@code $$}: the context object. */
    record Context() implements Root {}

    /** {@code $name}: a variable. */
    record Variable(String name) implements Root {}

    /** {@code @}: the item that a filter looks at. Only inside filters. */
    record Current() implements Root {}
  }

  /** The path {@code $}. */
  public static final JsonPath WHOLE = new JsonPath("$", new Root.Input(), List.of());

  public JsonPath {
    segments = List.copyOf(segments);
  }

  /** Parses a whole text as one path. Spaces around it mean nothing, as in Jayway's JsonPath. */
  public static Parsed<JsonPath> parse(String text) {
    Scanner scanner = new Scanner(text);
    try {
      scanner.skipSpaces();
      JsonPath path = PathParser.alone(scanner).path();
      scanner.skipSpaces();
      if (!scanner.atEnd()) {
        throw scanner.error("Unexpected '" + scanner.peek() + "' in the path");
      }
      return new Parsed.Valid<>(path);
    } catch (SyntaxException e) {
      return e.toInvalid();
    } catch (StackOverflowError e) {
      return new Parsed.Invalid<>(0, "The path is nested too deeply");
    }
  }

  /**
   * Parses a whole text as one path for evaluation: a filter that cannot be read makes no path
   * invalid, but a path that fails where it is evaluated.
   */
  public static Parsed<JsonPath> parseToEvaluate(String text) {
    Parsed<JsonPath> parsed = parse(text);
    if (parsed instanceof Parsed.Invalid<JsonPath>(int position, String reason)
        && inFilter(text, position)) {
      String path = text.strip();
      Segment filter = new Segment.Unreadable(path, reason);
      return new Parsed.Valid<>(new JsonPath(path, new Root.Input(), List.of(filter)));
    }
    return parsed;
  }

  /** Whether the character that a path cannot be parsed for is in a filter or script. */
  public static boolean inFilter(String text, int position) {
    int open = text.lastIndexOf('[', position);
    return text.startsWith("[?", open) || text.startsWith("[(", open);
  }

  /** Whether it can point to one place at most, so that its result is a value and not a list. */
  public boolean definite() {
    for (Segment segment : segments) {
      if (!segment.definite()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether it is a Reference Path of the States Language: single names and indexes only, so that
   * it names one place that can be written to.
   */
  public boolean reference() {
    for (Segment segment : segments) {
      boolean single =
          switch (segment) {
            case Segment.Names(List<String> names) -> names.size() == 1;
            case Segment.Indexes(List<Integer> indexes) ->
                indexes.size() == 1 && indexes.getFirst() >= 0;
            default -> false;
          };
      if (!single) {
        return false;
      }
    }
    return true;
  }

  /** The path in Jayway's normal form, as error texts show it: {@code $['a'][0]}. */
  public String normalized() {
    StringBuilder normal = new StringBuilder(rootText());
    for (Segment segment : segments) {
      normal.append(segment.normalized());
    }
    return normal.toString();
  }

  String rootText() {
    return switch (root) {
      case Root.Input() -> "$";
      case Root.Context() -> "$$";
      case Root.Variable(String name) -> "$" + name;
      case Root.Current() -> "@";
    };
  }
}
