package dev.aileron.asl.run;

import dev.aileron.asl.model.Scope;
import dev.aileron.asl.model.State;

/**
 * Ends what still runs inside a state that has failed: the history says so of every state that was
 * entered and not left, and nobody waits for its calls any more.
 */
final class Aborts {
  private final Site site;

  Aborts(Site site) {
    this.site = site;
  }

  void abort(Scope scope, Branch branch) {
    State state = scope.state(branch.state());
    switch (branch.phase()) {
      case Phase.Ready r -> {}
      case Phase.Done d -> {}
      case Phase.Failed f -> {
        if (!(state instanceof State.Fail)) {
          aborted(state);
        }
      }
      case Phase.Calling c -> {
        cancel(c.ticket());
        aborted(state);
      }
      case Phase.Reading r -> {
        cancel(r.ticket());
        aborted(state);
      }
      case Phase.Writing w -> {
        cancel(w.ticket());
        aborted(state);
      }
      case Phase.Distributing d -> {
        d.tickets().forEach(this::cancel);
        site.run().event(previous(), "MapRunAborted", Run.details());
        aborted(state);
      }
      case Phase.Forked f -> {
        for (int i = 0; i < f.branches().size(); i++) {
          abort(((State.Parallel) state).branches().get(i), f.branches().get(i));
        }
        aborted(state);
      }
      case Phase.Mapping m -> {
        m.active().forEach(i -> iteration((State.Map) state, i));
        aborted(state);
      }
      case Phase.Sleeping s -> aborted(state);
      case Phase.Retrying r -> aborted(state);
    }
  }

  void iteration(State.Map map, Phase.Iteration iteration) {
    site.run()
        .event(
            previous(),
            "MapIterationAborted",
            Run.details().put("index", iteration.index()).put("name", map.name()));
    abort(map.processor(), iteration.branch());
  }

  private void aborted(State state) {
    site.run().event(previous(), state.type() + "StateAborted", Run.details());
  }

  private void cancel(long ticket) {
    site.run().effect(new Effect.Cancel(ticket));
  }

  private long previous() {
    return site.branch().previousEventId();
  }
}
