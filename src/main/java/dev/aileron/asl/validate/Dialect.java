package dev.aileron.asl.validate;

import java.util.Arrays;
import java.util.Optional;

/** A query language (States Language, "Query Languages"). */
public enum Dialect {
  JSONPATH("JSONPath"),
  JSONATA("JSONata");

  private final String word;

  Dialect(String word) {
    this.word = word;
  }

  /** As QueryLanguage writes it. */
  public String word() {
    return word;
  }

  /** The dialect of that word, if it is one. */
  public static Optional<Dialect> of(String word) {
    return Arrays.stream(values()).filter(d -> d.word.equals(word)).findFirst();
  }
}
