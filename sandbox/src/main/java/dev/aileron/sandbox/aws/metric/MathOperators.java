package dev.aileron.sandbox.aws.metric;

import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/** The operators of metric math. What holds is 1, what does not is 0. */
final class MathOperators {

  private MathOperators() {}

  /** The operator of that name; empty when there is none. */
  static Optional<DoubleBinaryOperator> of(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "+" -> Double::sum;
          case "-" -> (a, b) -> a - b;
          case "*" -> (a, b) -> a * b;
          case "/" -> (a, b) -> a / b;
          case "^" -> Math::pow;
          case "==" -> (a, b) -> truth(a == b);
          case "!=" -> (a, b) -> truth(a != b);
          case "<" -> (a, b) -> truth(a < b);
          case ">" -> (a, b) -> truth(a > b);
          case "<=" -> (a, b) -> truth(a <= b);
          case ">=" -> (a, b) -> truth(a >= b);
          case "AND", "&&" -> (a, b) -> truth(a != 0 && b != 0);
          case "OR", "||" -> (a, b) -> truth(a != 0 || b != 0);
          default -> null;
        });
  }

  private static double truth(boolean holds) {
    return holds ? 1 : 0;
  }
}
