package dev.aileron.asl.validate;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A field that an object may have.
 *
 * @param dialects in which it may stand
 * @param min least value of a number
 * @param max greatest value of a number
 * @param words the only values that a text may have; empty if it may have any
 */
record Field(
    String name,
    ValueKind kind,
    Set<Dialect> dialects,
    boolean required,
    double min,
    double max,
    List<String> words) {
  private static final Set<Dialect> BOTH = EnumSet.allOf(Dialect.class);

  /** Most seconds that Step Functions takes anywhere: three years and two months. */
  static final int MAX_SECONDS = 99_999_999;

  static Field any(String name) {
    return of(name, ValueKind.ANY);
  }

  static Field text(String name) {
    return of(name, ValueKind.TEXT);
  }

  static Field of(String name, ValueKind kind) {
    return new Field(
        name, kind, BOTH, false, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, List.of());
  }

  Field in(Dialect only) {
    return new Field(name, kind, EnumSet.of(only), required, min, max, words);
  }

  Field needed() {
    return new Field(name, kind, dialects, true, min, max, words);
  }

  Field between(double least, double most) {
    return new Field(name, kind, dialects, required, least, most, words);
  }

  Field oneOf(String... allowed) {
    return new Field(name, kind, dialects, required, min, max, List.of(allowed));
  }
}
