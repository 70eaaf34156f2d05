package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.model.Resource;
import dev.aileron.asl.model.State;
import dev.aileron.asl.model.Template;
import java.util.Objects;

/** What a distributed Map has read before its children run, and written after. */
final class Transfers {
  private static final String READER_FAILED = "States.ItemReaderFailed";
  private static final String WRITER_FAILED = "States.ResultWriterFailed";

  private Transfers() {}

  /** Has the items read first. */
  static Branch read(Site site, State.Map map, State.External reader) {
    Fields fields = site.fields();
    View view = View.of(Results.input(site, fields));
    JsonNode arguments = arguments(fields, reader, view);
    Long maxItems = Numbers.whole(fields, reader.maxItems(), view);
    long ticket = site.run().ticket();
    site.run()
        .effect(
            new Effect.ReadItems(
                ticket,
                map.name(),
                Objects.requireNonNull(reader.resource(), "an ItemReader has a Resource"),
                arguments,
                reader.config(),
                maxItems));
    return site.phase(new Phase.Reading(site.entry(), ticket));
  }

  private static JsonNode arguments(Fields fields, State.External external, View view) {
    Template arguments = external.arguments();
    return arguments == null
        ? JsonNodeFactory.instance.objectNode()
        : fields.evaluate(arguments, view);
  }

  static Branch onReading(Site site, Event event) {
    State.Map map = (State.Map) site.state();
    return switch (event) {
      case Event.ItemsRead read ->
          Entering.guarded(
              site,
              s -> {
                if (!read.items().isContainerNode()) {
                  throw StateError.work(READER_FAILED, "The items must be a list.");
                }
                Fields fields = s.fields();
                int concurrency = Maps.concurrency(map, fields, Results.input(s, fields));
                return Maps.started(s, map, limited(s, map, read.items()), concurrency);
              });
      case Event.TransferFailed failed ->
          Recovery.recover(site, StateError.work(READER_FAILED, failed.cause()));
      default -> site.branch();
    };
  }

  /** MaxItems, for whoever reads may have read more. */
  private static JsonNode limited(Site site, State.Map map, JsonNode items) {
    State.Distributed distributed = map.distributed();
    State.External reader = distributed == null ? null : distributed.reader();
    Template most = reader == null ? null : reader.maxItems();
    Fields fields = site.fields();
    Long maxItems = Numbers.whole(fields, most, View.of(Results.input(site, fields)));
    if (maxItems == null || maxItems <= 0 || maxItems >= items.size()) {
      return items;
    }
    if (items.isObject()) {
      ObjectNode first = JsonNodeFactory.instance.objectNode();
      items.properties().stream().limit(maxItems).forEach(f -> first.set(f.getKey(), f.getValue()));
      return first;
    }
    ArrayNode first = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < maxItems; i++) {
      first.add(items.get(i));
    }
    return first;
  }

  /** All children are over: has their results written, if they are to be. */
  static Branch write(Site site, State.Map map, Phase.Distributing run) {
    State.Distributed distributed = map.distributed();
    State.External writer = distributed == null ? null : distributed.writer();
    Resource resource = writer == null ? null : writer.resource();
    if (writer == null) {
      return succeeded(site, run.results());
    }
    if (resource == null) {
      return succeeded(site, Previews.of(run, writer.config()));
    }
    Fields fields = site.fields();
    long ticket = site.run().ticket();
    site.run()
        .effect(
            new Effect.WriteResults(
                ticket,
                map.name(),
                run.mapRunArn(),
                resource,
                arguments(fields, writer, View.of(Results.input(site, fields))),
                writer.config(),
                run.results()));
    return site.phase(new Phase.Writing(site.entry(), ticket));
  }

  static Branch onWriting(Site site, Event event) {
    return switch (event) {
      case Event.ResultsWritten written ->
          Entering.guarded(site, s -> succeeded(s, written.output()));
      case Event.TransferFailed failed ->
          Recovery.recover(site, StateError.work(WRITER_FAILED, failed.cause()));
      default -> site.branch();
    };
  }

  private static Branch succeeded(Site site, JsonNode result) {
    site.run().event(site.branch().previousEventId(), "MapStateSucceeded", Run.details());
    return Results.finish(site, result);
  }
}
