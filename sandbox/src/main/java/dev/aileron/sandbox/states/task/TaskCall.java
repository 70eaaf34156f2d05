package dev.aileron.sandbox.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.Resource;
import dev.aileron.sandbox.aws.model.Caller;

/**
 * A call that a task makes.
 *
 * @param caller the execution's role, or the one in the task's credentials
 * @param arguments Parameters or Arguments, evaluated
 * @param executionArn of the execution that calls
 * @param machineArn of its state machine
 */
public record TaskCall(
    Caller caller, Resource resource, JsonNode arguments, String executionArn, String machineArn) {

  /** The action without what is to be waited for: {@code sendMessage}. */
  String action() {
    var action = resource.action();
    int dot = action.indexOf('.');
    return dot < 0 ? action : action.substring(0, dot);
  }
}
