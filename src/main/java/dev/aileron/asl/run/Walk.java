package dev.aileron.asl.run;

import dev.aileron.asl.model.State;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes an event to the branches that it concerns, and lets the states around them take note of
 * what became of them.
 */
// A branch that nothing has happened to is the same object; comparing payloads would be in vain.
@SuppressWarnings("ReferenceEquality")
final class Walk {
  private final Run run;
  private final Event event;

  Walk(Run run, Event event) {
    this.run = run;
    this.event = event;
  }

  Branch visit(Place place, Branch branch) {
    return switch (branch.phase()) {
      case Phase.Ready ready ->
          event instanceof Event.Proceed ? Entering.enter(run, place, branch) : branch;
      case Phase.Sleeping sleeping ->
          event instanceof Event.Tick
              ? Waits.tick(Site.of(run, place, branch, sleeping.entry()), sleeping)
              : branch;
      case Phase.Retrying retrying ->
          event instanceof Event.Tick && retrying.at() <= run.nowMillis()
              ? Entering.begin(Site.of(run, place, branch, retrying.entry()))
              : branch;
      case Phase.Calling calling ->
          event instanceof Event.Tick || isFor(calling.ticket())
              ? Tasks.on(Site.of(run, place, branch, calling.entry()), calling, event)
              : branch;
      case Phase.Reading reading ->
          isFor(reading.ticket())
              ? Transfers.onReading(Site.of(run, place, branch, reading.entry()), event)
              : branch;
      case Phase.Distributing distributing ->
          distributing.tickets().stream().anyMatch(this::isFor)
              ? MapRuns.onChild(
                  Site.of(run, place, branch, distributing.entry()), distributing, event)
              : branch;
      case Phase.Writing writing ->
          isFor(writing.ticket())
              ? Transfers.onWriting(Site.of(run, place, branch, writing.entry()), event)
              : branch;
      case Phase.Forked forked -> fork(place, branch, forked);
      case Phase.Mapping mapping -> map(place, branch, mapping);
      case Phase.Done done -> branch;
      case Phase.Failed failed -> branch;
    };
  }

  private Branch fork(Place place, Branch branch, Phase.Forked forked) {
    Site site = Site.of(run, place, branch, forked.entry());
    State.Parallel parallel = (State.Parallel) site.state();
    List<Branch> moved = new ArrayList<>();
    boolean changed = false;
    for (int i = 0; i < forked.branches().size(); i++) {
      Branch before = forked.branches().get(i);
      Branch after =
          visit(place.inside(parallel.branches().get(i), branch.variables(), null), before);
      changed |= after != before;
      moved.add(after);
    }
    return changed ? Forks.settle(site, moved) : branch;
  }

  private Branch map(Place place, Branch branch, Phase.Mapping mapping) {
    Site site = Site.of(run, place, branch, mapping.entry());
    State.Map map = (State.Map) site.state();
    List<Phase.Iteration> moved = new ArrayList<>();
    boolean changed = false;
    for (Phase.Iteration iteration : mapping.active()) {
      Place inside =
          place.inside(
              map.processor(),
              branch.variables(),
              Maps.item(mapping.items(), mapping.keyed(), iteration.index()));
      Branch after = visit(inside, iteration.branch());
      changed |= after != iteration.branch();
      moved.add(new Phase.Iteration(iteration.index(), after));
    }
    return changed ? Iterations.settle(site, mapping, moved) : branch;
  }

  private boolean isFor(long ticket) {
    return switch (event) {
      case Event.TaskStarted e -> e.ticket() == ticket;
      case Event.TaskSubmitted e -> e.ticket() == ticket;
      case Event.TaskSucceeded e -> e.ticket() == ticket;
      case Event.TaskFailed e -> e.ticket() == ticket;
      case Event.TaskTimedOut e -> e.ticket() == ticket;
      case Event.TaskHeartbeat e -> e.ticket() == ticket;
      case Event.ItemsRead e -> e.ticket() == ticket;
      case Event.ChildSucceeded e -> e.ticket() == ticket;
      case Event.ChildFailed e -> e.ticket() == ticket;
      case Event.ResultsWritten e -> e.ticket() == ticket;
      case Event.TransferFailed e -> e.ticket() == ticket;
      case Event.Proceed e -> false;
      case Event.Tick e -> false;
      case Event.Stop e -> false;
    };
  }
}
