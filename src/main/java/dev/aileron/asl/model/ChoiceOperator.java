package dev.aileron.asl.model;

import java.util.Arrays;
import java.util.Optional;

/** What a rule of a JSONPath Choice may ask. */
public enum ChoiceOperator {
  STRING_EQUALS(Kind.STRING, Relation.EQUALS),
  STRING_LESS_THAN(Kind.STRING, Relation.LESS),
  STRING_GREATER_THAN(Kind.STRING, Relation.GREATER),
  STRING_LESS_THAN_EQUALS(Kind.STRING, Relation.LESS_OR_EQUAL),
  STRING_GREATER_THAN_EQUALS(Kind.STRING, Relation.GREATER_OR_EQUAL),
  STRING_MATCHES(Kind.STRING, Relation.MATCHES),
  NUMERIC_EQUALS(Kind.NUMERIC, Relation.EQUALS),
  NUMERIC_LESS_THAN(Kind.NUMERIC, Relation.LESS),
  NUMERIC_GREATER_THAN(Kind.NUMERIC, Relation.GREATER),
  NUMERIC_LESS_THAN_EQUALS(Kind.NUMERIC, Relation.LESS_OR_EQUAL),
  NUMERIC_GREATER_THAN_EQUALS(Kind.NUMERIC, Relation.GREATER_OR_EQUAL),
  BOOLEAN_EQUALS(Kind.BOOLEAN, Relation.EQUALS),
  TIMESTAMP_EQUALS(Kind.TIMESTAMP, Relation.EQUALS),
  TIMESTAMP_LESS_THAN(Kind.TIMESTAMP, Relation.LESS),
  TIMESTAMP_GREATER_THAN(Kind.TIMESTAMP, Relation.GREATER),
  TIMESTAMP_LESS_THAN_EQUALS(Kind.TIMESTAMP, Relation.LESS_OR_EQUAL),
  TIMESTAMP_GREATER_THAN_EQUALS(Kind.TIMESTAMP, Relation.GREATER_OR_EQUAL),
  IS_NULL(Kind.TYPE, Relation.IS),
  IS_PRESENT(Kind.TYPE, Relation.IS),
  IS_NUMERIC(Kind.TYPE, Relation.IS),
  IS_STRING(Kind.TYPE, Relation.IS),
  IS_BOOLEAN(Kind.TYPE, Relation.IS),
  IS_TIMESTAMP(Kind.TYPE, Relation.IS);

  /** What is compared. */
  public enum Kind {
    STRING,
    NUMERIC,
    BOOLEAN,
    TIMESTAMP,
    TYPE
  }

  /** How it is compared. */
  public enum Relation {
    EQUALS,
    LESS,
    GREATER,
    LESS_OR_EQUAL,
    GREATER_OR_EQUAL,
    MATCHES,
    IS
  }

  private final Kind kind;
  private final Relation relation;
  private final String text;

  ChoiceOperator(Kind kind, Relation relation) {
    this.kind = kind;
    this.relation = relation;
    this.text = camelCase(name());
  }

  public Kind kind() {
    return kind;
  }

  public Relation relation() {
    return relation;
  }

  /** The field's name in a definition, without Path at its end. */
  public String text() {
    return text;
  }

  /** The operator of that name. */
  public static Optional<ChoiceOperator> named(String name) {
    return Arrays.stream(values()).filter(o -> o.text.equals(name)).findFirst();
  }

  private static String camelCase(String name) {
    StringBuilder text = new StringBuilder();
    boolean start = true;
    for (char c : name.toCharArray()) {
      if (c != '_') {
        text.append(start ? c : Character.toLowerCase(c));
      }
      start = c == '_';
    }
    return text.toString();
  }
}
