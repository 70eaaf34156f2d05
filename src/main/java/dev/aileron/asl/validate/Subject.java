package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import org.jspecify.annotations.Nullable;

/** What a rule looks at; the walk hands each out once. */
sealed interface Subject
    permits Document,
        Machine,
        Scope,
        State,
        Subject.Shaped,
        Subject.Value,
        Subject.Handlers,
        Subject.Handler,
        Subject.Test,
        Subject.Template,
        Subject.Assignment,
        Expression {

  /** An object whose fields are known. */
  record Shaped(Pointer pointer, JsonNode node, Shape shape, Dialect dialect) implements Subject {}

  /**
   * The value of a known field.
   *
   * @param owner the object that it is a field of
   */
  record Value(Pointer pointer, JsonNode node, Field field, Dialect dialect, JsonNode owner)
      implements Subject {

    /** Whether the value is a text of which nobody knows yet what it will be. */
    boolean opaque() {
      return Texts.opaque(node);
    }
  }

  /** Retry or Catch of a state, as a whole. */
  record Handlers(Pointer pointer, JsonNode node, boolean retry, State state) implements Subject {
    String noun() {
      return retry ? "retrier" : "catcher";
    }

    String list() {
      return retry ? "Retry" : "Catch";
    }
  }

  /** One retrier or catcher. */
  record Handler(Pointer pointer, JsonNode node, int index, Handlers all) implements Subject {}

  /**
   * A test of a JSONPath Choice state.
   *
   * @param top whether it is a choice rule itself, and not inside And, Or or Not
   */
  record Test(Pointer pointer, JsonNode node, boolean top, State state) implements Subject {}

  /** An object inside of a template. */
  record Template(Pointer pointer, JsonNode node, Dialect dialect) implements Subject {}

  /** An Assign field. */
  record Assignment(Pointer pointer, JsonNode node, State state) implements Subject {}

  /** Where in a state an expression stands, which decides what it may refer to. */
  record Use(@Nullable State state, boolean result, boolean errorOutput) {
    static final Use NOWHERE = new Use(null, false, false);
  }
}
