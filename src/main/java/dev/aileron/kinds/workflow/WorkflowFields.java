package dev.aileron.kinds.workflow;

import dev.aileron.api.WorkflowSpec;
import dev.aileron.kinds.workflow.WorkflowObserved.Machine;
import java.util.Map;

/**
 * The field table at work. A component added to {@link WorkflowSpec} does not compile here until it
 * has a row in {@link WorkflowField}.
 */
final class WorkflowFields {
  private WorkflowFields() {}

  /** Whether the state machine differs in a field that makes a version. */
  static boolean contentDiffers(WorkflowDesired desired, Machine machine) {
    return !desired.definition().equals(machine.definition())
        || !desired.roleARN().equals(machine.roleARN());
  }

  /** Whether the tags differ; tags that were not read do not. */
  static boolean tagsDiffer(WorkflowDesired desired, Machine machine) {
    return machine.tags() != null && !desired.tags().equals(machine.tags());
  }

  /** Every component of the spec with its row, by name. */
  static Map<String, WorkflowField> table(WorkflowSpec spec) {
    return switch (spec) {
      case WorkflowSpec(
              var stateMachineName,
              var type,
              var definition,
              var definitionString,
              var definitionFrom,
              var substitutions,
              var role,
              var tags,
              var release,
              var deletionPolicy,
              var suspend,
              var progressDeadlineSeconds) ->
          Map.ofEntries(
              Map.entry("stateMachineName", WorkflowField.STATE_MACHINE_NAME),
              Map.entry("type", WorkflowField.TYPE),
              Map.entry("definition", WorkflowField.DEFINITION),
              Map.entry("definitionString", WorkflowField.DEFINITION_STRING),
              Map.entry("definitionFrom", WorkflowField.DEFINITION_FROM),
              Map.entry("substitutions", WorkflowField.SUBSTITUTIONS),
              Map.entry("role", WorkflowField.ROLE),
              Map.entry("tags", WorkflowField.TAGS),
              Map.entry("release", WorkflowField.RELEASE),
              Map.entry("deletionPolicy", WorkflowField.DELETION_POLICY),
              Map.entry("suspend", WorkflowField.SUSPEND),
              Map.entry("progressDeadlineSeconds", WorkflowField.PROGRESS_DEADLINE));
    };
  }
}
