package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.run.Branch;
import dev.aileron.asl.run.Phase;
import dev.aileron.asl.run.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A run of a distributed Map: the child executions that process its items. */
final class MapRun {
  private final Known known;
  private Progress progress;

  /**
   * What never changes.
   *
   * @param startedAt in milliseconds since the epoch
   */
  record Known(String arn, String executionArn, String machineArn, String label, long startedAt) {}

  /**
   * How far it is.
   *
   * @param children how many there are to be
   * @param items how many items they process together
   */
  record Progress(
      String status,
      @Nullable Long stoppedAt,
      int maxConcurrency,
      long toleratedCount,
      double toleratedPercentage,
      int children,
      int items) {

    Progress over(String how, long at) {
      return new Progress(
          how, at, maxConcurrency, toleratedCount, toleratedPercentage, children, items);
    }
  }

  MapRun(Known known, Progress progress) {
    this.known = known;
    this.progress = progress;
  }

  String arn() {
    return known.arn();
  }

  String executionArn() {
    return known.executionArn();
  }

  String machineArn() {
    return known.machineArn();
  }

  Known known() {
    return known;
  }

  synchronized Progress progress() {
    return progress;
  }

  synchronized void progress(Progress next) {
    progress = next;
  }

  /** Takes note of the map runs that a step has begun, moved on or ended. */
  static void follow(Run run, Step step) {
    var now = run.world().clock().millis();
    var distributing = distributing(step.execution().root());
    var runs = run.region().runs();
    distributing.forEach((arn, phase) -> {
      var mapRun = runs.mapRun(arn);
      if (mapRun == null) {
        runs.add(new MapRun(known(run, arn, now), progress(phase)));
      } else if (mapRun.progress().stoppedAt() == null) {
        mapRun.progress(progress(phase));
      }
    });
    for (var mapRun : runs.mapRunsOf(run.start().arn())) {
      if (!distributing.containsKey(mapRun.arn()) && mapRun.progress().stoppedAt() == null) {
        mapRun.progress(mapRun.progress().over(outcome(step), now));
      }
    }
  }

  private static String outcome(Step step) {
    for (var event : step.history()) {
      switch (event.type()) {
        case "MapRunSucceeded" -> {
          return "SUCCEEDED";
        }
        case "MapRunFailed" -> {
          return "FAILED";
        }
        default -> {}
      }
    }
    return "ABORTED";
  }

  private static Known known(Run run, String arn, long now) {
    var label = arn.substring(arn.indexOf('/') + 1, arn.lastIndexOf(':'));
    return new Known(arn, run.start().arn(), run.start().machineArn(), label, now);
  }

  private static Progress progress(Phase.Distributing phase) {
    int items = 0;
    for (var batch : phase.batches()) {
      items += batch.path("Items").isArray() ? batch.path("Items").size() : 1;
    }
    return new Progress(
        "RUNNING",
        null,
        phase.maxConcurrency(),
        phase.tolerance().count(),
        phase.tolerance().percentage(),
        phase.batches().size(),
        items);
  }

  private static Map<String, Phase.Distributing> distributing(Branch root) {
    var found = new LinkedHashMap<String, Phase.Distributing>();
    collect(root, found);
    return found;
  }

  private static void collect(Branch branch, Map<String, Phase.Distributing> found) {
    switch (branch.phase()) {
      case Phase.Distributing d -> found.put(d.mapRunArn(), d);
      case Phase.Forked f -> f.branches().forEach(b -> collect(b, found));
      case Phase.Mapping m -> m.active().forEach(i -> collect(i.branch(), found));
      default -> {}
    }
  }

  /** As ListMapRuns shows it. */
  ObjectNode item() {
    var item = Json.object();
    item.put("executionArn", executionArn());
    item.put("mapRunArn", arn());
    item.put("stateMachineArn", machineArn() + "/" + known.label());
    Json.time(item, "startDate", known.startedAt());
    var stopped = progress().stoppedAt();
    if (stopped != null) {
      Json.time(item, "stopDate", stopped);
    }
    return item;
  }

  /** How many children, and how many of their items, are in which status. */
  ObjectNode counts(Runs runs, boolean byItems) {
    var states = new LinkedHashMap<String, Integer>();
    for (var child : runs.ofMapRun(this)) {
      int weight = byItems ? items(child) : 1;
      states.merge(child.status(), weight, Integer::sum);
    }
    int total = byItems ? progress().items() : progress().children();
    int begun = states.values().stream().mapToInt(Integer::intValue).sum();
    var counts = Json.object();
    counts.put("pending", Math.max(0, total - begun));
    counts.put("running", count(states, "RUNNING"));
    counts.put("succeeded", count(states, "SUCCEEDED"));
    counts.put("failed", count(states, "FAILED"));
    counts.put("timedOut", count(states, "TIMED_OUT"));
    counts.put("aborted", count(states, "ABORTED"));
    counts.put("total", total);
    // Recorded: it counts what went into the Map's result, with or without a ResultWriter.
    counts.put("resultsWritten", count(states, "SUCCEEDED"));
    return counts;
  }

  private static int count(Map<String, Integer> states, String status) {
    return Objects.requireNonNullElse(states.get(status), 0);
  }

  private static int items(Run child) {
    var items = Json.known(child.start().input()).path("Items");
    return items.isArray() ? items.size() : 1;
  }
}
