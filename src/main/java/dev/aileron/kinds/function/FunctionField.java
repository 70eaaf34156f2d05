package dev.aileron.kinds.function;

import static dev.aileron.kernel.fields.Impact.IMMUTABLE;
import static dev.aileron.kernel.fields.Impact.IN_PLACE;
import static dev.aileron.kernel.fields.Impact.NOTHING;
import static dev.aileron.kernel.fields.Impact.PUBLISHES;

import dev.aileron.kernel.fields.Impact;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of a ServerlessFunction's spec, and what a change of each costs. */
public enum FunctionField {
  FUNCTION_NAME("functionName", IMMUTABLE),
  DESCRIPTION("description", IN_PLACE),
  RUNTIME("runtime", PUBLISHES),
  HANDLER("handler", PUBLISHES),
  ARCHITECTURE("architecture", PUBLISHES),
  CODE("code", PUBLISHES),
  MEMORY("memoryMB", PUBLISHES),
  TIMEOUT("timeoutSeconds", PUBLISHES),
  ENV("env", PUBLISHES),
  ROLE("role", PUBLISHES),
  TAGS("tags", IN_PLACE),
  RELEASE("release", NOTHING),
  DELETION_POLICY("deletionPolicy", NOTHING),
  SUSPEND("suspend", NOTHING),
  PROGRESS_DEADLINE("progressDeadlineSeconds", NOTHING);

  private final String path;
  private final Impact impact;

  FunctionField(String path, Impact impact) {
    this.path = path;
    this.impact = impact;
  }

  /** Name in the spec. */
  public String path() {
    return path;
  }

  public Impact impact() {
    return impact;
  }

  static String names(Set<FunctionField> fields) {
    return fields.stream().sorted().map(FunctionField::path).collect(Collectors.joining(", "));
  }
}
