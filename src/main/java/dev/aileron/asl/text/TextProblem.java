package dev.aileron.asl.text;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a text itself, before anything is known of its meaning.
 *
 * @param pointer the value concerned; the root where it is the text as a whole
 * @param spot where in the text, if the reader can tell
 * @param message a sentence for people
 */
public record TextProblem(Kind kind, Pointer pointer, @Nullable Spot spot, String message) {
  /** What kind of problem. */
  public enum Kind {
    /** Neither JSON nor YAML, or cut off, or nested too deeply. */
    UNREADABLE,
    /** An object names a field twice. */
    DUPLICATE_KEY,
    /** More bytes than the reader takes. */
    TOO_LARGE,
    /** Nothing in it. */
    EMPTY
  }
}
