package dev.aileron.asl.expression;

/** Leaves a recursive parser at its first error; parsers turn it into a {@link Parsed.Invalid}. */
public final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int position;

  /**
   * @param position where, as a character offset
   * @param reason what is wrong there
   */
  public SyntaxException(int position, String reason) {
    super(reason, null, false, false);
    this.position = position;
  }

  /** The same as a value. */
  public <T> Parsed.Invalid<T> toInvalid() {
    return new Parsed.Invalid<>(position, String.valueOf(getMessage()));
  }
}
