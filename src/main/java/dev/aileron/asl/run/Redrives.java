package dev.aileron.asl.run;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Branches of an execution that is over, made ready to go on.
 *
 * <p>AWS, Redrive behavior of individual states: a Parallel "reschedules and redrives only those
 * branches that failed or aborted", an inline Map only those iterations; either is run again as a
 * whole if it "failed because of a States.DataLimitExceeded error".
 */
final class Redrives {
  private Redrives() {}

  /**
   * A state that may have failed for good: keeps what it was doing.
   *
   * @param within the state's branches or iterations, those that have failed included
   */
  static Branch keeping(Run run, Branch branch, Phase within) {
    // Express executions cannot be redriven.
    if (run.identity().express()
        || !(branch.phase() instanceof Phase.Failed failed)
        || StateError.DATA_LIMIT.equals(failed.error())) {
      return branch;
    }
    return branch.with(
        new Phase.Failed(failed.error(), failed.cause(), failed.everything(), within));
  }

  /**
   * The branch, about to enter again the state it has not come through. A Wait until a time that
   * has passed is then over at once; one of so many seconds begins anew.
   *
   * @param eventId the history event of the redrive
   */
  static Branch again(Branch branch, long eventId) {
    return switch (branch.phase()) {
      case Phase.Done done -> branch;
      case Phase.Failed failed -> {
        Phase within = failed.within();
        yield within == null ? entering(branch, eventId) : again(branch.with(within), eventId);
      }
      case Phase.Forked forked ->
          branch.with(
              new Phase.Forked(
                  forked.entry().again(),
                  forked.branches().stream().map(b -> again(b, eventId)).toList()));
      case Phase.Mapping mapping -> branch.with(mapping.again(unsuccessful(mapping, eventId)));
      default -> entering(branch, eventId);
    };
  }

  private static Branch entering(Branch branch, long eventId) {
    return branch.after(eventId).with(new Phase.Ready());
  }

  /** Also failures that were tolerated, and what an earlier redrive had not come to. */
  private static List<Phase.Iteration> unsuccessful(Phase.Mapping mapping, long eventId) {
    return Stream.of(mapping.failed(), mapping.active(), mapping.waiting())
        .flatMap(List::stream)
        .map(i -> new Phase.Iteration(i.index(), again(i.branch(), eventId)))
        .sorted(Comparator.comparingInt(Phase.Iteration::index))
        .toList();
  }
}
