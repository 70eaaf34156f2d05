package dev.aileron.asl.validate;

/** What the value of a field may be. */
public enum ValueKind {
  /** Any JSON. */
  ANY,
  TEXT,
  BOOLEAN,
  OBJECT,
  ARRAY,
  /** An object, or in JSONata an expression for one. */
  NAMED_VALUES,
  /** A text, or in JSONata an expression for one. */
  EXPRESSIBLE_TEXT,
  /** RFC 3339, or in JSONata an expression for it. */
  TIMESTAMP,
  /** A whole number in the field's bounds, or in JSONata an expression for one. */
  INTEGER,
  /** A whole number in the field's bounds. */
  FIXED_INTEGER,
  /** A number in the field's bounds, or in JSONata an expression for one. */
  NUMBER,
  /** A number in the field's bounds. */
  FIXED_NUMBER,
  /** A Path or null. */
  PATH_OR_NULL,
  /** A Reference Path. */
  REFERENCE_PATH,
  /** A Reference Path into the state's input, or null. */
  RESULT_PATH,
  /** A Reference Path or an intrinsic function. */
  PATH_OR_INTRINSIC,
  /** A payload template in JSONPath, any JSON with expressions in JSONata. */
  TEMPLATE,
  /** An array, or in JSONata an expression for one. */
  ITEMS,
  /** A boolean, or an expression for one. */
  CONDITION;

  boolean expressible() {
    return switch (this) {
      case EXPRESSIBLE_TEXT, TIMESTAMP, INTEGER, NUMBER, TEMPLATE, ITEMS, CONDITION, NAMED_VALUES ->
          true;
      default -> false;
    };
  }
}
