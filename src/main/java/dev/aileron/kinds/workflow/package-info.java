/**
 * Workflow: a Step Functions state machine, its versions and its alias, bound to versions of its
 * functions.
 *
 * <p>The story, in the order of a pass: {@link dev.aileron.kinds.workflow.WorkflowDesiredFactory}
 * reads the definition, fills its placeholders, binds every function to a published version, and
 * makes a {@link dev.aileron.kinds.workflow.WorkflowDesired}. {@link
 * dev.aileron.kinds.workflow.WorkflowGateway} reads a {@link
 * dev.aileron.kinds.workflow.WorkflowObserved} from Step Functions. {@link
 * dev.aileron.kinds.workflow.WorkflowPlanner} says what to do next: bring the state machine in
 * line, publish the revision, move the alias. {@link dev.aileron.kinds.workflow.WorkflowAssessor}
 * makes the status. {@link dev.aileron.kinds.workflow.WorkflowFields} says for every field of the
 * spec what a change of it costs.
 */
@NullMarked
package dev.aileron.kinds.workflow;

import org.jspecify.annotations.NullMarked;
