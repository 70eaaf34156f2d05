package dev.aileron.kinds.workflow;

import dev.aileron.kernel.fields.Impact;
import dev.aileron.kinds.workflow.WorkflowObserved.Machine;
import java.util.Arrays;
import java.util.Objects;

/** The field table at work: a row added to {@link WorkflowField} is compared here. */
final class WorkflowFields {
  private WorkflowFields() {}

  /**
   * Whether the state machine differs in a field whose change costs this. Tags that were not read
   * do not differ.
   */
  static boolean differ(Impact impact, WorkflowDesired desired, Machine machine) {
    return Arrays.stream(WorkflowField.values())
        .filter(field -> field.impact() == impact)
        .anyMatch(field -> differs(field, desired, machine));
  }

  private static boolean differs(WorkflowField field, WorkflowDesired desired, Machine machine) {
    WorkflowContent want = desired.content();
    WorkflowContent have = machine.content();
    return switch (field) {
      // In AWS they are one text; which of them changed nobody has to know.
      case DEFINITION, DEFINITION_STRING, DEFINITION_FROM, SUBSTITUTIONS ->
          !want.definition().equals(have.definition());
      case ROLE -> !want.roleARN().equals(have.roleARN());
      case LOGGING -> !want.logging().equals(have.logging());
      case TRACING -> want.tracing() != have.tracing();
      case ENCRYPTION -> !Objects.equals(want.encryption(), have.encryption());
      case TYPE -> !desired.type().equals(machine.type());
      case TAGS -> machine.tags() != null && !desired.tags().equals(machine.tags());
      case STATE_MACHINE_NAME, RELEASE, DELETION_POLICY, SUSPEND, PROGRESS_DEADLINE -> false;
    };
  }
}
