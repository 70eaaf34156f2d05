package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aileron.asl.expression.Budget;
import dev.aileron.asl.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Map states whose items are processed by child executions. */
final class MapRuns {
  /** As many children as the service runs at a time. */
  private static final int MOST_CONCURRENT = 10_000;

  /** What ItemSelector may spend on an item, on average: a kilobyte of text. */
  private static final long STEPS_PER_ITEM = 1000;

  private static final String EXCEEDED = "States.ExceedToleratedFailureThreshold";

  private MapRuns() {}

  static Branch start(
      Site site,
      State.Map map,
      JsonNode items,
      boolean keyed,
      int concurrency,
      Phase.Tolerance tolerance) {
    State.Distributed distributed = Objects.requireNonNull(map.distributed(), "distributed");
    ArrayNode inputs = JsonNodeFactory.instance.arrayNode(items.size());
    // All inputs are there at once, so they share what may be spent.
    Budget budget = Budget.of(Budget.EVALUATION + STEPS_PER_ITEM * items.size());
    for (int i = 0; i < items.size(); i++) {
      inputs.add(Maps.select(site, map, items, keyed, i, budget));
    }
    JsonNode batches =
        distributed.batcher() == null ? inputs : Batches.of(site, distributed.batcher(), inputs);
    String label = distributed.label() == null ? site.run().random().uuid() : distributed.label();
    String arn = site.run().identity().mapRunArn(label, site.run().random().uuid());
    Site running = site.event("MapRunStarted", Run.details().put("mapRunArn", arn));
    Phase.Distributing run =
        new Phase.Distributing(
            site.entry(),
            arn,
            batches,
            concurrency == 0 ? MOST_CONCURRENT : Math.min(concurrency, MOST_CONCURRENT),
            List.of(),
            // Tickets of a run's children follow one another, whatever else is going on.
            site.run().reserve(batches.size()),
            0,
            Maps.nulls(batches.size()),
            tolerance,
            items.size(),
            0);
    return fill(running, run);
  }

  private static Branch fill(Site site, Phase.Distributing run) {
    State.Map map = (State.Map) site.state();
    boolean express = map.distributed() != null && map.distributed().express();
    List<Long> tickets = new ArrayList<>(run.tickets());
    int next = run.next();
    while (next < run.batches().size() && tickets.size() < run.maxConcurrency()) {
      long ticket = run.firstTicket() + next;
      site.run()
          .effect(
              new Effect.StartChild(
                  ticket,
                  map.name(),
                  run.mapRunArn(),
                  next,
                  map.processor(),
                  express,
                  run.batches().get(next)));
      tickets.add(ticket);
      next++;
    }
    if (tickets.isEmpty()) {
      return Transfers.write(site.event("MapRunSucceeded", Run.details()), map, run);
    }
    return site.phase(with(run, tickets, next, run.results(), run.failed()));
  }

  private static Phase.Distributing with(
      Phase.Distributing run, List<Long> tickets, int next, JsonNode results, int failed) {
    return new Phase.Distributing(
        run.entry(),
        run.mapRunArn(),
        run.batches(),
        run.maxConcurrency(),
        tickets,
        run.firstTicket(),
        next,
        results,
        run.tolerance(),
        run.items(),
        failed);
  }

  static Branch onChild(Site site, Phase.Distributing run, Event event) {
    return switch (event) {
      case Event.ChildSucceeded done -> {
        ArrayNode results = Maps.copy(run.results());
        results.set((int) (done.ticket() - run.firstTicket()), done.output());
        yield Entering.guarded(
            site,
            s ->
                fill(s, with(run, without(run, done.ticket()), run.next(), results, run.failed())));
      }
      case Event.ChildFailed failed -> {
        int index = (int) (failed.ticket() - run.firstTicket());
        State.Map map = (State.Map) site.state();
        int failures = run.failed() + itemsOf(map, run.batches().get(index));
        List<Long> others = without(run, failed.ticket());
        if (run.tolerance().exceededBy(failures, run.items())) {
          others.forEach(ticket -> site.run().effect(new Effect.Cancel(ticket)));
          String cause = "The specified tolerated failure threshold was exceeded";
          Site over = site.event("MapRunFailed", Run.details(EXCEEDED, cause));
          yield Recovery.recover(over, StateError.work(EXCEEDED, cause));
        }
        JsonNode results = run.results();
        if (isPreview(map)) {
          ArrayNode told = Maps.copy(results);
          told.set(index, Previews.failed(run.batches().get(index), failed));
          results = told;
        }
        JsonNode now = results;
        yield Entering.guarded(site, s -> fill(s, with(run, others, run.next(), now, failures)));
      }
      default -> site.branch();
    };
  }

  /**
   * The threshold is one of items, not of children: a batch that fails counts with all of its own.
   */
  private static int itemsOf(State.Map map, JsonNode batch) {
    State.Distributed distributed = map.distributed();
    boolean batched = distributed != null && distributed.batcher() != null;
    return batched ? batch.path("Items").size() : 1;
  }

  /** Whether the results are formatted and written nowhere: a ResultWriter without Resource. */
  private static boolean isPreview(State.Map map) {
    State.Distributed distributed = map.distributed();
    State.External writer = distributed == null ? null : distributed.writer();
    return writer != null && writer.resource() == null;
  }

  private static List<Long> without(Phase.Distributing run, long ticket) {
    return run.tickets().stream().filter(t -> t != ticket).toList();
  }
}
