package dev.aileron.kinds.function;

import static dev.aileron.kernel.fields.Impact.IMMUTABLE;
import static dev.aileron.kernel.fields.Impact.IN_PLACE;
import static dev.aileron.kernel.fields.Impact.NOTHING;
import static dev.aileron.kernel.fields.Impact.PUBLISHES;

import dev.aileron.kernel.fields.Impact;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The field table: the fields of a ServerlessFunction's spec, what a change of each costs, and the
 * operation of Lambda that carries it out.
 */
public enum FunctionField {
  FUNCTION_NAME("functionName", IMMUTABLE, Operation.NONE),
  DESCRIPTION("description", IN_PLACE, Operation.UPDATE_CONFIGURATION),
  RUNTIME("runtime", PUBLISHES, Operation.UPDATE_CONFIGURATION),
  HANDLER("handler", PUBLISHES, Operation.UPDATE_CONFIGURATION),
  ARCHITECTURE("architecture", PUBLISHES, Operation.UPDATE_CODE),
  CODE("code", PUBLISHES, Operation.UPDATE_CODE),
  MEMORY("memoryMB", PUBLISHES, Operation.UPDATE_CONFIGURATION),
  TIMEOUT("timeoutSeconds", PUBLISHES, Operation.UPDATE_CONFIGURATION),
  ENV("env", PUBLISHES, Operation.UPDATE_CONFIGURATION),
  ROLE("role", PUBLISHES, Operation.UPDATE_CONFIGURATION),
  TAGS("tags", IN_PLACE, Operation.TAG),
  RELEASE("release", NOTHING, Operation.NONE),
  DELETION_POLICY("deletionPolicy", NOTHING, Operation.NONE),
  SUSPEND("suspend", NOTHING, Operation.NONE),
  PROGRESS_DEADLINE("progressDeadlineSeconds", NOTHING, Operation.NONE);

  /** What carries a change of a field out on {@code $LATEST}. */
  enum Operation {
    UPDATE_CONFIGURATION,
    UPDATE_CODE,
    /** TagResource and UntagResource. */
    TAG,
    /** Nothing in Lambda has the field. */
    NONE
  }

  private final String path;
  private final Impact impact;
  private final Operation operation;

  FunctionField(String path, Impact impact, Operation operation) {
    this.path = path;
    this.impact = impact;
    this.operation = operation;
  }

  /** Name in the spec. */
  public String path() {
    return path;
  }

  public Impact impact() {
    return impact;
  }

  Operation operation() {
    return operation;
  }

  /** Those of some fields that an operation carries out. */
  static Set<FunctionField> of(Operation operation, Set<FunctionField> fields) {
    return fields.stream()
        .filter(field -> field.operation == operation)
        .collect(Collectors.toUnmodifiableSet());
  }

  static String names(Set<FunctionField> fields) {
    return fields.stream().sorted().map(FunctionField::path).collect(Collectors.joining(", "));
  }
}
