package dev.aileron.asl.expression.jsonpath;

import dev.aileron.asl.expression.EvaluationException;

/** A definite path points to nothing; the message is Jayway's, as AWS hands it on. */
public final class PathNotFoundException extends EvaluationException {
  private static final long serialVersionUID = 1L;

  private final transient JsonPath path;

  PathNotFoundException(JsonPath path, String reason) {
    super(reason);
    this.path = path;
  }

  /** The path that was looked for. */
  public JsonPath path() {
    return path;
  }
}
