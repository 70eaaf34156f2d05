package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.expression.Budget;
import dev.aileron.asl.model.Dialect;
import dev.aileron.asl.model.State;
import dev.aileron.asl.model.Template;
import java.util.ArrayList;
import java.util.List;

/** Map states that process their items inline. */
final class Maps {
  /** As many iterations as the service runs at a time, inline. */
  private static final int MOST_CONCURRENT = 40;

  private static final String KEY = "Key";
  private static final String VALUE = "Value";

  private Maps() {}

  static Branch begin(Site site, State.Map map) {
    Fields fields = site.fields();
    JsonNode input = Results.input(site, fields);
    int most = concurrency(map, fields, input);
    if (map.distributed() != null && map.distributed().reader() != null) {
      return MapRuns.read(site, map, map.distributed().reader());
    }
    JsonNode items = items(site, map, fields, input);
    return started(site, map, items, most);
  }

  /** How many at a time; 0: as many as there may be. */
  static int concurrency(State.Map map, Fields fields, JsonNode input) {
    Long concurrency = Numbers.whole(fields, map.maxConcurrency(), View.of(input));
    if (concurrency != null && concurrency < 0) {
      throw StateError.runtime("MaxConcurrency cannot be negative.");
    }
    return concurrency == null ? 0 : (int) Math.min(concurrency, Integer.MAX_VALUE);
  }

  /** The items are known: counts them, and begins. An object's items are its fields. */
  static Branch started(Site site, State.Map map, JsonNode dataset, int concurrency) {
    boolean keyed = dataset.isObject();
    JsonNode items = keyed ? pairs(dataset) : dataset;
    Site begun = site.event("MapStateStarted", Run.details().put("length", items.size()));
    return Entering.guarded(
        begun,
        s -> {
          Phase.Tolerance tolerance = tolerance(s, map);
          if (map.distributed() != null) {
            return MapRuns.start(s, map, items, keyed, concurrency, tolerance);
          }
          Phase.Mapping mapping =
              new Phase.Mapping(
                  s.entry(),
                  items,
                  keyed,
                  concurrency == 0 ? MOST_CONCURRENT : Math.min(concurrency, MOST_CONCURRENT),
                  List.of(),
                  0,
                  nulls(items.size()),
                  tolerance,
                  0);
          return fill(s, mapping, s.branch().previousEventId());
        });
  }

  private static JsonNode items(Site site, State.Map map, Fields fields, JsonNode input) {
    Template template = map.items();
    JsonNode items = template == null ? input : fields.evaluate(template, View.of(input));
    if (items.isArray() || (items.isObject() && takesObjects(map))) {
      return items;
    }
    throw switch (template) {
      case Template.Expression e -> Numbers.unexpected(e, items, "array");
      case Template.Path(var path, String field) ->
          StateError.runtime("Reference path \"%s\" must point to array.".formatted(path.text()));
      case null, default ->
          site.state().flow().dialect() == Dialect.JSONATA
              ? StateError.query(
                  "Map state input must be an array but was: " + Payloads.shown(items), null)
              : StateError.runtime("Reference path \"$\" must point to array.");
    };
  }

  /**
   * "If the input to the Map state is a JSON object, it runs an iteration for each key-value pair"
   * (ItemsPath). An inline Map in JSONata was seen to refuse one.
   */
  private static boolean takesObjects(State.Map map) {
    return map.flow().dialect() == Dialect.JSONPATH || map.distributed() != null;
  }

  private static ArrayNode pairs(JsonNode object) {
    ArrayNode pairs = JsonNodeFactory.instance.arrayNode(object.size());
    object
        .properties()
        .forEach(f -> pairs.addObject().put(KEY, f.getKey()).set(VALUE, f.getValue()));
    return pairs;
  }

  private static Phase.Tolerance tolerance(Site site, State.Map map) {
    Fields fields = site.fields();
    View view = View.of(Results.input(site, fields));
    Long count = Numbers.whole(fields, map.toleratedCount(), view);
    Double percentage = Numbers.decimal(fields, map.toleratedPercentage(), view);
    if (count != null && count < 0) {
      throw StateError.runtime("ToleratedFailureCount cannot be negative.");
    }
    if (percentage != null && (percentage < 0 || percentage > 100)) {
      throw StateError.runtime("ToleratedFailurePercentage must be between 0 and 100.");
    }
    return new Phase.Tolerance(count == null ? 0 : count, percentage == null ? 0 : percentage);
  }

  /** Starts iterations while there is room; ends the state when there are none left. */
  private static Branch fill(Site site, Phase.Mapping mapping, long previousEventId) {
    State.Map map = (State.Map) site.state();
    List<Phase.Iteration> active = new ArrayList<>(mapping.active());
    int next = mapping.next();
    while (next < mapping.items().size() && active.size() < mapping.maxConcurrency()) {
      JsonNode input =
          select(site, map, mapping.items(), mapping.keyed(), next, Budget.forEvaluation());
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
    return site.phase(
        new Phase.Mapping(
            mapping.entry(),
            mapping.items(),
            mapping.keyed(),
            mapping.maxConcurrency(),
            active,
            next,
            mapping.results(),
            mapping.tolerance(),
            mapping.failed()));
  }

  /** What an iteration is given: the item, or what ItemSelector makes of it. */
  static JsonNode select(
      Site site, State.Map map, JsonNode items, boolean keyed, int index, Budget budget) {
    if (map.itemSelector() == null) {
      return items.get(index);
    }
    Site inside =
        new Site(
            site.run(),
            site.place()
                .inside(site.place().scope(), java.util.Map.of(), item(items, keyed, index)),
            site.branch(),
            site.state(),
            site.entry());
    Fields fields = inside.fields(budget);
    JsonNode selected = fields.evaluate(map.itemSelector(), View.of(Results.input(site, fields)));
    Payloads.require(selected, site.name());
    return selected;
  }

  /** The {@code Map} part of an iteration's context object. */
  static ObjectNode item(JsonNode items, boolean keyed, int index) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    ObjectNode about = item.putObject("Item").put("Index", index);
    JsonNode value = items.get(index);
    if (keyed) {
      about.set(KEY, value.path(KEY));
      value = value.path(VALUE);
    }
    about.set(VALUE, value);
    return item;
  }

  /** The iterations have moved. */
  static Branch settle(Site site, Phase.Mapping mapping, List<Phase.Iteration> iterations) {
    State.Map map = (State.Map) site.state();
    List<Phase.Iteration> running = new ArrayList<>();
    ArrayNode results = null;
    Site last = site;
    long previous = site.branch().previousEventId();
    int failures = mapping.failed();
    for (Phase.Iteration iteration : iterations) {
      Branch branch = iteration.branch();
      switch (branch.phase()) {
        case Phase.Done(JsonNode output) -> {
          previous = branch.previousEventId();
          last = last.after(ended(site, map, iteration, "MapIterationSucceeded"));
          results = results == null ? copy(mapping.results()) : results;
          results.set(iteration.index(), output);
        }
        case Phase.Failed failed -> {
          if (failed.everything()) {
            return site.after(branch.previousEventId()).phase(failed);
          }
          previous = branch.previousEventId();
          last = last.after(ended(site, map, iteration, "MapIterationFailed"));
          failures++;
          if (mapping.tolerance().exceededBy(failures, mapping.items().size())) {
            return fail(site.after(branch.previousEventId()), map, iterations, iteration, failed);
          }
        }
        default -> running.add(iteration);
      }
    }
    Phase.Mapping now =
        new Phase.Mapping(
            mapping.entry(),
            mapping.items(),
            mapping.keyed(),
            mapping.maxConcurrency(),
            running,
            mapping.next(),
            results == null ? mapping.results() : results,
            mapping.tolerance(),
            failures);
    if (running.size() == mapping.active().size()) {
      return site.phase(now);
    }
    long from = previous;
    return Entering.guarded(last, s -> fill(s, now, from));
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

  static ArrayNode nulls(int size) {
    ArrayNode nulls = JsonNodeFactory.instance.arrayNode(size);
    for (int i = 0; i < size; i++) {
      nulls.add(NullNode.getInstance());
    }
    return nulls;
  }

  static ArrayNode copy(JsonNode array) {
    return JsonNodeFactory.instance.arrayNode(array.size()).addAll((ArrayNode) array);
  }
}
