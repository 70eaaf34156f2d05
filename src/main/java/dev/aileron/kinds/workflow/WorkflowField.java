package dev.aileron.kinds.workflow;

import static dev.aileron.kernel.fields.Impact.IMMUTABLE;
import static dev.aileron.kernel.fields.Impact.IN_PLACE;
import static dev.aileron.kernel.fields.Impact.NOTHING;
import static dev.aileron.kernel.fields.Impact.PUBLISHES;

import dev.aileron.kernel.fields.Impact;

/** The field table: the fields of a Workflow's spec, and what a change of each costs. */
public enum WorkflowField {
  STATE_MACHINE_NAME("stateMachineName", IMMUTABLE),
  TYPE("type", IMMUTABLE),
  DEFINITION("definition", PUBLISHES),
  DEFINITION_STRING("definitionString", PUBLISHES),
  DEFINITION_FROM("definitionFrom", PUBLISHES),
  SUBSTITUTIONS("substitutions", PUBLISHES),
  ROLE("role", PUBLISHES),
  TAGS("tags", IN_PLACE),
  LOGGING("logging", PUBLISHES),
  TRACING("tracing", PUBLISHES),
  ENCRYPTION("encryption", PUBLISHES),
  RELEASE("release", NOTHING),
  DELETION_POLICY("deletionPolicy", NOTHING),
  SUSPEND("suspend", NOTHING),
  PROGRESS_DEADLINE("progressDeadlineSeconds", NOTHING);

  private final String path;
  private final Impact impact;

  WorkflowField(String path, Impact impact) {
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
}
