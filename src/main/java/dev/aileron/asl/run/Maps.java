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
import org.jspecify.annotations.Nullable;

/** Map states: what their items are, and what each item's states are given. */
final class Maps {
  private static final String KEY = "Key";
  private static final String VALUE = "Value";

  private Maps() {}

  static Branch begin(Site site, State.Map map) {
    Fields fields = site.fields();
    JsonNode input = Results.input(site, fields);
    int most = concurrency(map, fields, input);
    if (map.distributed() != null && map.distributed().reader() != null) {
      return Transfers.read(site, map, map.distributed().reader());
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
          return Iterations.begin(s, items, keyed, concurrency, tolerance);
        });
  }

  private static JsonNode items(Site site, State.Map map, Fields fields, JsonNode input) {
    Template template = map.items();
    JsonNode items = template == null ? input : fields.evaluate(template, View.of(input));
    if (items.isArray() || (items.isObject() && takesObjects(map, template))) {
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
   * (ItemsPath), and Items "will accept a JSON array, a JSON object, or a JSONata expression"
   * (Transforming data). But recorded: an inline Map in JSONata refuses an object that is its input
   * or that an expression gives. What is left of the sentence is an object written out.
   */
  private static boolean takesObjects(State.Map map, @Nullable Template items) {
    boolean writtenOut = items instanceof Template.Fields || items instanceof Template.Constant;
    return map.flow().dialect() == Dialect.JSONPATH || map.distributed() != null || writtenOut;
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
