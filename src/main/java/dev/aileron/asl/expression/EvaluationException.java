package dev.aileron.asl.expression;

/** An expression could not be evaluated; the message says why, in AWS's words where known. */
public class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EvaluationException(String message) {
    // Without a stack trace: it is part of an execution's course, not a fault of ours.
    super(message, null, false, false);
  }

  /** What went wrong, as it stands in an error's cause. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
