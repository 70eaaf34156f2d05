package dev.aileron.asl.expression.jsonpath;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A step of a path. */
public sealed interface Segment {

  /** {@code .name}, {@code ['name']}, {@code ['a','b']}: fields of an object. */
  record Names(List<String> names) implements Segment {
    public Names {
      names = List.copyOf(names);
    }
  }

  /** {@code [0]}, {@code [-1]}, {@code [0,2]}: items of an array; negative ones from its end. */
  record Indexes(List<Integer> indexes) implements Segment {
    public Indexes {
      indexes = List.copyOf(indexes);
    }
  }

  /** {@code [from:to:step]}: a run of items; null where a bound is left out. */
  record Slice(@Nullable Integer from, @Nullable Integer to, int step) implements Segment {}

  /** {@code .*}, {@code [*]}: every field or item. */
  record Wildcard() implements Segment {}

  /** {@code ..}: the node and everything below it; the next step applies to each. */
  record Descent() implements Segment {}

  /** {@code [?(…)]}: the items for which the condition holds. */
  record Filtered(Condition condition, String text) implements Segment {}

  /**
   * A filter that cannot be read. Step Functions' JSONPath reads more than is documented, so it is
   * an error only where it is evaluated.
   *
   * @param text as written
   * @param reason what is wrong with it
   */
  record Unreadable(String text, String reason) implements Segment {}

  /** {@code .length()} and the like: one value made of what was found so far. */
  record Function(String name) implements Segment {}

  /** Whether one node gives one node at most. */
  default boolean definite() {
    return switch (this) {
      case Names n -> true;
      case Indexes(List<Integer> indexes) -> indexes.size() == 1;
      case Function f -> true;
      case Slice s -> false;
      case Wildcard w -> false;
      case Descent d -> false;
      case Filtered f -> false;
      case Unreadable u -> false;
    };
  }

  /** As Jayway writes it. */
  default String normalized() {
    return switch (this) {
      case Names(List<String> names) ->
          names.stream().map(n -> "'" + n + "'").collect(Collectors.joining(",", "[", "]"));
      case Indexes(List<Integer> indexes) ->
          indexes.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
      case Slice(Integer from, Integer to, int step) ->
          "["
              + (from == null ? "" : from)
              + ":"
              + (to == null ? "" : to)
              + (step == 1 ? "" : ":" + step)
              + "]";
      case Wildcard w -> "[*]";
      case Descent d -> "..";
      case Filtered f -> "[?]";
      case Unreadable u -> "[?]";
      case Function(String name) -> "." + name + "()";
    };
  }
}
