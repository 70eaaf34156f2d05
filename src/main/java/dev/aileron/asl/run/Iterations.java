package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.aileron.asl.expression.Budget;
import dev.aileron.asl.model.State;
import java.util.ArrayList;
import java.util.List;

/** The iterations of Map states that process their items inline. */
final class Iterations {
  /** As many as the service runs at a time. */
  private static final int MOST_CONCURRENT = 40;

  private Iterations() {}

  /**
   * @param concurrency how many at a time; 0: as many as there may be
   */
  static Branch begin(
      Site site, JsonNode items, boolean keyed, int concurrency, Phase.Tolerance tolerance) {
    Phase.Mapping mapping =
        new Phase.Mapping(
            site.entry(),
            items,
            keyed,
            concurrency == 0 ? MOST_CONCURRENT : Math.min(concurrency, MOST_CONCURRENT),
            List.of(),
            List.of(),
            0,
            Maps.nulls(items.size()),
            tolerance,
            List.of());
    return fill(site, mapping, site.branch().previousEventId());
  }

  /** Starts iterations while there is room; ends the state when there are none left. */
  private static Branch fill(Site site, Phase.Mapping mapping, long previousEventId) {
    State.Map map = (State.Map) site.state();
    List<Phase.Iteration> active = new ArrayList<>(mapping.active());
    List<Phase.Iteration> waiting = new ArrayList<>(mapping.waiting());
    while (!waiting.isEmpty() && active.size() < mapping.maxConcurrency()) {
      active.add(waiting.removeFirst());
    }
    int next = mapping.next();
    while (next < mapping.items().size() && active.size() < mapping.maxConcurrency()) {
      JsonNode input =
          Maps.select(site, map, mapping.items(), mapping.keyed(), next, Budget.forEvaluation());
      long started =
          site.run()
              .event(
                  previousEventId,
                  "MapIterationStarted",
                  Run.details().put("index", next).put("name", map.name()));
      active.add(new Phase.Iteration(next, Forks.start(map.processor(), input, started)));
      next++;
    }
    if (active.isEmpty()) {
      site.run().event(site.branch().previousEventId(), "MapStateSucceeded", Run.details());
      return Results.finish(site, mapping.results());
    }
    return site.phase(mapping.with(active, waiting, next));
  }

  /** The iterations have moved. */
  static Branch settle(Site site, Phase.Mapping mapping, List<Phase.Iteration> iterations) {
    State.Map map = (State.Map) site.state();
    List<Phase.Iteration> running = new ArrayList<>();
    ArrayNode results = null;
    Site last = site;
    long previous = site.branch().previousEventId();
    List<Phase.Iteration> failures = new ArrayList<>(mapping.failed());
    for (Phase.Iteration iteration : iterations) {
      Branch branch = iteration.branch();
      switch (branch.phase()) {
        case Phase.Done(JsonNode output) -> {
          previous = branch.previousEventId();
          last = last.after(ended(site, map, iteration, "MapIterationSucceeded"));
          results = results == null ? Maps.copy(mapping.results()) : results;
          results.set(iteration.index(), output);
        }
        case Phase.Failed failed -> {
          Phase within = unfinished(mapping, iterations);
          if (failed.everything()) {
            Branch over = site.after(branch.previousEventId()).phase(failed);
            return Redrives.keeping(site.run(), over, within);
          }
          previous = branch.previousEventId();
          last = last.after(ended(site, map, iteration, "MapIterationFailed"));
          failures.add(iteration);
          if (mapping.tolerance().exceededBy(failures.size(), mapping.items().size())) {
            Branch over =
                fail(site.after(branch.previousEventId()), map, iterations, iteration, failed);
            return Redrives.keeping(site.run(), over, within);
          }
        }
        default -> running.add(iteration);
      }
    }
    Phase.Mapping now =
        mapping.with(running, results == null ? mapping.results() : results, failures);
    if (running.size() == mapping.active().size()) {
      return site.phase(now);
    }
    long from = previous;
    return Entering.guarded(last, s -> fill(s, now, from));
  }

  /** Where the iterations stand as the state fails, with the results of those that are done. */
  private static Phase.Mapping unfinished(Phase.Mapping mapping, List<Phase.Iteration> iterations) {
    ArrayNode results = Maps.copy(mapping.results());
    List<Phase.Iteration> rest = new ArrayList<>();
    for (Phase.Iteration iteration : iterations) {
      if (iteration.branch().phase() instanceof Phase.Done(JsonNode output)) {
        results.set(iteration.index(), output);
      } else {
        rest.add(iteration);
      }
    }
    return mapping.with(rest, results, mapping.failed());
  }

  private static long ended(Site site, State.Map map, Phase.Iteration iteration, String type) {
    return site.run()
        .event(
            iteration.branch().previousEventId(),
            type,
            Run.details().put("index", iteration.index()).put("name", map.name()));
  }

  private static Branch fail(
      Site after,
      State.Map map,
      List<Phase.Iteration> iterations,
      Phase.Iteration culprit,
      Phase.Failed failed) {
    Aborts aborts = new Aborts(after);
    aborts.abort(map.processor(), culprit.branch());
    for (Phase.Iteration other : iterations) {
      if (other.index() != culprit.index() && !(other.branch().phase() instanceof Phase.Done)) {
        aborts.iteration(map, other);
      }
    }
    return Recovery.recover(after, StateError.work(failed.error(), failed.cause()));
  }
}
