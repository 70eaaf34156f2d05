package dev.aileron.asl.expression.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.expression.Parsed;
import dev.aileron.asl.expression.Scanner;
import dev.aileron.asl.expression.SyntaxException;
import dev.aileron.asl.expression.jsonpath.JsonPath;
import java.util.List;

/**
 * A call of an intrinsic function.
 *
 * @param text as written
 * @param function which one
 * @param arguments its arguments, in order; as many as the function takes
 */
public record Intrinsic(String text, IntrinsicFunction function, List<Argument> arguments) {

  /** An argument of a call. */
  public sealed interface Argument {
    /** A string, number, boolean or null. */
    record Literal(JsonNode value) implements Argument {}

    record Path(JsonPath path) implements Argument {}

    record Nested(Intrinsic call) implements Argument {}
  }

  public Intrinsic {
    arguments = List.copyOf(arguments);
  }

  /** Parses a whole text as one call. Nesting is limited to 10 calls, as in the service. */
  public static Parsed<Intrinsic> parse(String text) {
    Scanner scanner = new Scanner(text);
    try {
      Intrinsic call = new IntrinsicParser(scanner).call();
      scanner.skipSpaces();
      if (!scanner.atEnd()) {
        throw scanner.error("Unexpected '" + scanner.peek() + "' after the function call");
      }
      return new Parsed.Valid<>(call);
    } catch (SyntaxException e) {
      return e.toInvalid();
    } catch (StackOverflowError e) {
      return new Parsed.Invalid<>(0, "The function call is nested too deeply");
    }
  }
}
