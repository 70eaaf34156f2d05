package dev.aileron.asl.expression;

/**
 * What parsing a text gave: a value, or the reason why there is none.
 *
 * @param <T> what a well-formed text is parsed to
 */
public sealed interface Parsed<T> {

  /** A well-formed text. */
  record Valid<T>(T value) implements Parsed<T> {}

  /**
   * A malformed text.
   *
   * @param position where the trouble is, as a character offset into the text; the text's length
   *     where it ends too early
   * @param reason what is wrong there, a sentence without a full stop
   */
  record Invalid<T>(int position, String reason) implements Parsed<T> {}

  /** The value; for callers that know the text to be well-formed. */
  default T orThrow() {
    return switch (this) {
      case Valid<T>(T value) -> value;
      case Invalid<T>(int position, String reason) ->
          throw new IllegalArgumentException(reason + " (at character " + position + ")");
    };
  }
}
