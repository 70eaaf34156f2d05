package dev.aileron.sandbox.states;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The executions of a region, in the order in which they were started. The oldest that are over are
 * forgotten when there are too many.
 */
final class Runs {
  private static final int MOST_CLOSED = 10_000;
  private static final long MOST_EVENTS = 1_000_000;

  private final Map<String, Run> byArn = new LinkedHashMap<>();
  private final Map<String, Map<String, Run>> byMachine = new LinkedHashMap<>();
  private final Deque<Run> closed = new ArrayDeque<>();
  private final Map<String, MapRun> mapRuns = new LinkedHashMap<>();
  private long closedEvents;

  synchronized void add(Run run) {
    byArn.put(run.start().arn(), run);
    byMachine
        .computeIfAbsent(run.start().machineArn(), arn -> new LinkedHashMap<>())
        .put(run.start().arn(), run);
  }

  synchronized @Nullable Run get(String arn) {
    return byArn.get(arn);
  }

  /** The executions of a state machine, those of its distributed Maps included. */
  synchronized List<Run> of(String machineArn) {
    return List.copyOf(byMachine.getOrDefault(machineArn, Map.of()).values());
  }

  /** The executions that a map run has started. */
  synchronized List<Run> ofMapRun(MapRun mapRun) {
    var found = new ArrayList<Run>();
    for (var run : byMachine.getOrDefault(mapRun.machineArn(), Map.of()).values()) {
      var child = run.start().child();
      if (child != null && child.mapRunArn().equals(mapRun.arn())) {
        found.add(run);
      }
    }
    return found;
  }

  synchronized List<Run> forget(String machineArn) {
    var runs = of(machineArn);
    runs.forEach(this::forget);
    return runs;
  }

  synchronized void forget(Run run) {
    byArn.remove(run.start().arn(), run);
    var machine = byMachine.get(run.start().machineArn());
    if (machine != null) {
      machine.remove(run.start().arn(), run);
      if (machine.isEmpty()) {
        byMachine.remove(run.start().machineArn());
      }
    }
    if (closed.remove(run)) {
      closedEvents -= run.historyLength();
    }
    mapRuns.values().removeIf(mapRun -> mapRun.executionArn().equals(run.start().arn()));
  }

  /** An execution is over; gives those that are forgotten for it. */
  synchronized List<Run> closed(Run run) {
    closed.addLast(run);
    closedEvents += run.historyLength();
    var forgotten = new ArrayList<Run>();
    while (closed.size() > 1 && (closed.size() > MOST_CLOSED || closedEvents > MOST_EVENTS)) {
      var oldest = closed.getFirst();
      forget(oldest);
      forgotten.add(oldest);
    }
    return forgotten;
  }

  /** An execution that was over goes on. */
  synchronized void reopened(Run run) {
    if (closed.remove(run)) {
      closedEvents -= run.historyLength();
    }
  }

  synchronized void add(MapRun mapRun) {
    mapRuns.put(mapRun.arn(), mapRun);
  }

  synchronized @Nullable MapRun mapRun(String arn) {
    return mapRuns.get(arn);
  }

  synchronized List<MapRun> mapRunsOf(String executionArn) {
    return mapRuns.values().stream()
        .filter(mapRun -> mapRun.executionArn().equals(executionArn))
        .toList();
  }
}
