package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aileron.asl.model.Scope;
import dev.aileron.asl.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parallel states. */
final class Forks {
  private Forks() {}

  static Branch begin(Site site, State.Parallel parallel) {
    JsonNode input = Results.arguments(site, site.fields());
    Site started = site.event("ParallelStateStarted", Run.details());
    List<Branch> branches = new ArrayList<>();
    for (Scope scope : parallel.branches()) {
      branches.add(start(scope, input, started.branch().previousEventId()));
    }
    return started.phase(new Phase.Forked(site.entry(), branches));
  }

  /** A branch at the beginning of its scope. */
  static Branch start(Scope scope, JsonNode input, long previousEventId) {
    return new Branch(scope.startAt(), input, Map.of(), previousEventId, new Phase.Ready());
  }

  /** The branches have moved: all done, or one failed, ends the state. */
  static Branch settle(Site site, List<Branch> branches) {
    List<Scope> scopes = ((State.Parallel) site.state()).branches();
    for (int i = 0; i < branches.size(); i++) {
      if (branches.get(i).phase() instanceof Phase.Failed failed) {
        Site after = site.after(branches.get(i).previousEventId());
        Phase.Forked within = new Phase.Forked(site.entry(), branches);
        if (failed.everything()) {
          return Redrives.keeping(site.run(), after.phase(failed), within);
        }
        Aborts aborts = new Aborts(after);
        aborts.abort(scopes.get(i), branches.get(i));
        for (int j = 0; j < branches.size(); j++) {
          if (j != i) {
            aborts.abort(scopes.get(j), branches.get(j));
          }
        }
        Branch over = Recovery.recover(after, StateError.work(failed.error(), failed.cause()));
        return Redrives.keeping(site.run(), over, within);
      }
    }
    ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
    long newest = site.branch().previousEventId();
    for (Branch branch : branches) {
      if (!(branch.phase() instanceof Phase.Done(JsonNode output))) {
        return site.phase(new Phase.Forked(site.entry(), branches));
      }
      outputs.add(output);
      newest = Math.max(newest, branch.previousEventId());
    }
    return Entering.guarded(
        site.after(newest),
        s -> {
          s.run().event(s.branch().previousEventId(), "ParallelStateSucceeded", Run.details());
          return Results.finish(s, outputs);
        });
  }
}
