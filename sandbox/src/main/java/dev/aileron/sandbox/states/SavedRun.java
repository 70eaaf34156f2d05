package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.run.Effect;
import dev.aileron.asl.run.Execution;
import dev.aileron.asl.run.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An execution as a file holds it.
 *
 * @param events how many events its history has; they are in a file of their own
 */
record SavedRun(
    Start start,
    Execution execution,
    int events,
    Run.Rest rest,
    List<SavedPending> pending,
    List<SavedMapRun> mapRuns) {

  /** A line of the history's file. */
  record SavedEvent(long id, long previous, String type, long at, ObjectNode details) {
    static SavedEvent of(HistoryEvent e) {
      return new SavedEvent(
          e.id(), e.previousEventId(), e.type(), e.timestamp().toEpochMilli(), e.details());
    }

    HistoryEvent event() {
      return new HistoryEvent(id, previous, type, Instant.ofEpochMilli(at), details);
    }
  }

  /**
   * @param kind of the effect
   * @param effect its fields; the states of a child are in the definition
   */
  record SavedPending(String kind, JsonNode effect, boolean submitted, @Nullable String waitsFor) {}

  record SavedMapRun(MapRun.Known known, MapRun.Progress progress) {}

  /** What a child execution is started with, but for its states. */
  record SavedChild(
      long ticket, String state, String mapRunArn, int index, boolean express, JsonNode input) {}

  static SavedRun of(Run run) {
    synchronized (run) {
      return new SavedRun(
          run.start(),
          run.execution(),
          run.historyLength(),
          run.rest(),
          run.waitings().all().stream().map(SavedRun::saved).toList(),
          run.region().runs().mapRunsOf(run.start().arn()).stream()
              .map(m -> new SavedMapRun(m.known(), m.progress()))
              .toList());
    }
  }

  private static SavedPending saved(Pending pending) {
    Object shown =
        pending.effect() instanceof Effect.StartChild c
            ? new SavedChild(
                c.ticket(), c.state(), c.mapRunArn(), c.index(), c.express(), c.input())
            : pending.effect();
    return new SavedPending(
        pending.effect().getClass().getSimpleName(),
        Json.MAPPER.valueToTree(shown),
        pending.submitted(),
        pending.waitsFor());
  }

  Run restore(Region region, Surroundings world, List<HistoryEvent> history) {
    mapRuns.forEach(saved -> region.runs().add(new MapRun(saved.known(), saved.progress())));
    return Run.restore(region, start, world, execution, history, rest);
  }

  /** What the execution was waiting for. */
  List<Pending> waiting(Surroundings world) {
    var waiting = new ArrayList<Pending>();
    for (var each : pending) {
      waiting.add(new Pending(effect(each, world), each.submitted(), each.waitsFor()));
    }
    return waiting;
  }

  private Effect effect(SavedPending saved, Surroundings world) {
    return switch (saved.kind()) {
      case "Call" -> Json.MAPPER.convertValue(saved.effect(), Effect.Call.class);
      case "ReadItems" -> Json.MAPPER.convertValue(saved.effect(), Effect.ReadItems.class);
      case "WriteResults" -> Json.MAPPER.convertValue(saved.effect(), Effect.WriteResults.class);
      case "StartChild" -> {
        var child = Json.MAPPER.convertValue(saved.effect(), SavedChild.class);
        var machine = world.definitions().read(start.revision().definition()).machine();
        yield new Effect.StartChild(
            child.ticket(),
            child.state(),
            child.mapRunArn(),
            child.index(),
            MapStates.find(machine, child.state()).processor(),
            child.express(),
            child.input());
      }
      default -> throw new IllegalStateException("Nobody keeps a " + saved.kind());
    };
  }
}
