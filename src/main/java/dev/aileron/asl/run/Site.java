package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.expression.Budget;
import dev.aileron.asl.model.State;

/**
 * A state that a branch is in: all that the parts of a step need to know of it.
 *
 * @param run the step
 * @param place where the branch lies
 * @param branch the branch
 * @param state the state
 * @param entry how it was entered
 */
record Site(Run run, Place place, Branch branch, State state, Phase.Entry entry) {

  static Site of(Run run, Place place, Branch branch, Phase.Entry entry) {
    return new Site(run, place, branch, place.scope().state(branch.state()), entry);
  }

  String name() {
    return state.name();
  }

  Fields fields() {
    return new Fields(this, null);
  }

  /** The fields of the state, evaluated on what others may spend too. */
  Fields fields(Budget budget) {
    return new Fields(this, null, budget);
  }

  /** Adds to the history after this branch's newest event, and goes on from there. */
  Site event(String type, ObjectNode details) {
    return after(run.event(branch.previousEventId(), type, details));
  }

  Site after(long eventId) {
    return new Site(run, place, branch.after(eventId), state, entry);
  }

  Site with(Phase.Entry next) {
    return new Site(run, place, branch, state, next);
  }

  Branch phase(Phase phase) {
    return branch.with(phase);
  }

  Branch next(String target, JsonNode output) {
    return new Branch(
        target, output, branch.variables(), branch.previousEventId(), new Phase.Ready());
  }
}
