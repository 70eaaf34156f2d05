package dev.aileron.asl.expression.intrinsic;

import dev.aileron.asl.expression.EvaluationException;

/** A function refused its arguments. */
public final class IntrinsicException extends EvaluationException {
  private static final long serialVersionUID = 1L;

  IntrinsicException(String message) {
    super(message);
  }
}
