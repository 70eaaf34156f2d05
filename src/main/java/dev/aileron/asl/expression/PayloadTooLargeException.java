package dev.aileron.asl.expression;

/** An expression makes a value that is larger than what states may hand on. */
public final class PayloadTooLargeException extends EvaluationException {
  private static final long serialVersionUID = 1L;

  public PayloadTooLargeException() {
    super("The value is larger than %d bytes".formatted(JsonSize.LARGEST_PAYLOAD));
  }
}
