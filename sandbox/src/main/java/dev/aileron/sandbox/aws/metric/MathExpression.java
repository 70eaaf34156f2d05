package dev.aileron.sandbox.aws.metric;

import java.util.List;

/** An expression of metric math. */
sealed interface MathExpression {

  record Constant(double value) implements MathExpression {}

  record Text(String value) implements MathExpression {}

  /** Another query, by its id. */
  record Reference(String id) implements MathExpression {}

  record Negative(MathExpression of) implements MathExpression {}

  /**
   * Two operands.
   *
   * @param operator such as {@code +}, {@code >=}, {@code AND}
   */
  record Operation(String operator, MathExpression left, MathExpression right)
      implements MathExpression {}

  record Several(List<MathExpression> entries) implements MathExpression {}

  /**
   * A function.
   *
   * @param name upper case
   */
  record Call(String name, List<MathExpression> arguments) implements MathExpression {}
}
