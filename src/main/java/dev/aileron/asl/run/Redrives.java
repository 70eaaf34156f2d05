package dev.aileron.asl.run;

import java.util.List;

/** Branches of an execution that is over, made ready to go on. */
final class Redrives {
  private Redrives() {}

  /**
   * The branch, about to enter again the state it has not come through.
   *
   * @param eventId the history event of the redrive
   */
  static Branch again(Branch branch, long eventId) {
    return switch (branch.phase()) {
      case Phase.Done done -> branch;
      // A Wait goes on until the time it was to wait for.
      case Phase.Sleeping sleeping -> branch;
      case Phase.Forked forked -> {
        List<Branch> branches = forked.branches().stream().map(b -> again(b, eventId)).toList();
        yield branch.with(new Phase.Forked(forked.entry(), branches));
      }
      case Phase.Mapping m -> {
        List<Phase.Iteration> active =
            m.active().stream()
                .map(i -> new Phase.Iteration(i.index(), again(i.branch(), eventId)))
                .toList();
        yield branch.with(
            new Phase.Mapping(
                m.entry(),
                m.items(),
                m.keyed(),
                m.maxConcurrency(),
                active,
                m.next(),
                m.results(),
                m.tolerance(),
                m.failed()));
      }
      default -> branch.after(eventId).with(new Phase.Ready());
    };
  }
}
