package dev.aileron.asl.mock;

import dev.aileron.asl.run.Branch;
import dev.aileron.asl.run.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a branch of an execution lies: the Parallel and Map states around it, outermost first.
 *
 * @param frames each of them, and which of its branches or iterations it is
 */
record Location(List<Frame> frames) {
  static final Location TOP = new Location(List.of());

  Location {
    frames = List.copyOf(frames);
  }

  /**
   * A state around a branch.
   *
   * @param index the branch's or the iteration's
   * @param iteration whether it is a Map's
   * @param visit tells attempts of the state, and entries into it, from one another
   */
  record Frame(String state, int index, boolean iteration, String visit) {}

  Location inside(String state, int index, boolean iteration, Phase.Entry entry) {
    List<Frame> longer = new ArrayList<>(frames);
    longer.add(new Frame(state, index, iteration, entry.eventId() + "." + entry.retries()));
    return new Location(longer);
  }

  /** The index of the iteration of the innermost Map; null outside of every Map. */
  @Nullable Integer iteration() {
    for (Frame frame : frames.reversed()) {
      if (frame.iteration) {
        return frame.index;
      }
    }
    return null;
  }

  /** For people: a state here. */
  String of(String state) {
    StringBuilder text = new StringBuilder();
    frames.forEach(frame -> text.append("%s[%d]/".formatted(frame.state, frame.index)));
    return text.append(state).toString();
  }

  /** Shows a branch and all branches inside it. */
  static void walk(Branch branch, Location at, BiConsumer<Location, Branch> shown) {
    shown.accept(at, branch);
    switch (branch.phase()) {
      case Phase.Forked forked -> {
        for (int i = 0; i < forked.branches().size(); i++) {
          walk(
              forked.branches().get(i), at.inside(branch.state(), i, false, forked.entry()), shown);
        }
      }
      case Phase.Mapping mapping -> {
        for (Phase.Iteration each : mapping.active()) {
          walk(
              each.branch(), at.inside(branch.state(), each.index(), true, mapping.entry()), shown);
        }
      }
      default -> {}
    }
  }
}
