package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.control.EventSourceMapping.Source;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Input;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Event source mappings: create, get, list, update, delete. */
final class MappingOperations {

  /** What a mapping is told when it begins or ends to have something to do. */
  interface Watcher {
    void changed(LambdaRegion region, EventSourceMapping mapping);
  }

  private static final int PAGE = 100;
  private final SourceCheck sources;
  private final Watcher watcher;

  MappingOperations(SourceCheck sources, Watcher watcher) {
    this.sources = sources;
    this.watcher = watcher;
  }

  ObjectNode create(Context context, Input input) throws InterruptedException {
    var arn = input.text("EventSourceArn");
    var source = arn == null ? null : Source.of(arn);
    if (arn == null || input.has("SelfManagedEventSource")) {
      throw arn == null && !input.has("SelfManagedEventSource")
          ? Errors.invalid("Unrecognized event source.")
          : Errors.notModelled("event sources that are self-managed");
    }
    if (source == null) {
      throw Errors.notModelled("event source mappings for " + arn.split(":", 6)[2]);
    }
    MappingSettings.checkStart(source, arn, input);
    MappingSettings.checkFilters(input.object("FilterCriteria"));
    var functionArn = target(context, input.required("FunctionName"));
    requireNew(context, source, arn, functionArn);
    var serving = serving(context, functionArn);
    sources.check(context.caller().as(serving.role()), source, arn, serving.timeout());
    var settings = MappingSettings.of(source, Reply.object(), input);
    synchronized (context.region()) {
      requireNew(context, source, arn, functionArn);
      var mapping =
          new EventSourceMapping(
              context.region().newId(),
              arn,
              source,
              functionArn,
              settings,
              !Boolean.FALSE.equals(input.choice("Enabled")),
              context.now(),
              settle(context));
      mapping.tags().putAll(input.map("Tags"));
      context.region().mappings.put(mapping.id(), mapping);
      watcher.changed(context.region(), mapping);
      return view(context.region(), mapping, mapping.stateAtChange());
    }
  }

  /** The function's ARN as the mapping shows it. */
  private static String target(Context context, String given) {
    var reference = context.reference(given, null);
    synchronized (context.region()) {
      var function = context.region().find(reference.name(), context.now());
      var qualifier = reference.qualifier();
      boolean there =
          function != null
              && (qualifier == null
                  || function.aliases.containsKey(qualifier)
                  || function.version(qualifier) != null);
      if (!there) {
        throw Errors.invalid("Function does not exist");
      }
      // Recorded: a whole ARN loses its $LATEST, part of one keeps it.
      boolean dropped = Version.LATEST.equals(qualifier) && given.startsWith("arn:");
      return dropped
          ? reference.unqualified().arn(context.region())
          : reference.arn(context.region());
    }
  }

  private static Configuration serving(Context context, String functionArn) {
    synchronized (context.region()) {
      var reference = Reference.of(context.caller(), functionArn, null);
      var function = context.function(reference);
      return context.version(function, reference).configuration();
    }
  }

  private static void requireNew(Context context, Source source, String arn, String functionArn) {
    synchronized (context.region()) {
      forget(context.region(), context.now());
      for (var mapping : context.region().mappings.values()) {
        if (mapping.sourceArn().equals(arn) && mapping.functionArn().equals(functionArn)) {
          var function = functionArn.split(":", 7)[6];
          throw Errors.conflict(
              source == Source.SQS
                  ? ("An event source mapping with SQS arn (\" %s \") and function (\" %s \")"
                          + " already exists. Please update or delete the existing mapping with UUID"
                          + " %s")
                      .formatted(arn, function, mapping.id())
                  : ("The event source arn (\" %s \") and function (\" %s \") provided mapping"
                          + " already exists. Please update or delete the existing mapping with UUID"
                          + " %s")
                      .formatted(arn, function, mapping.id()));
        }
      }
    }
  }

  ObjectNode get(Context context, Input input) {
    synchronized (context.region()) {
      var mapping = find(context, input);
      return view(context.region(), mapping, mapping.state(context.now()));
    }
  }

  ObjectNode list(Context context, Input input) {
    synchronized (context.region()) {
      forget(context.region(), context.now());
      var source = input.text("EventSourceArn");
      var named = input.text("FunctionName");
      var function = named == null ? null : context.reference(named, null).arn(context.region());
      var mappings =
          context.region().mappings.values().stream()
              .filter(mapping -> source == null || mapping.sourceArn().equals(source))
              .filter(mapping -> function == null || mapping.functionArn().equals(function))
              .toList();
      return Page.of(
          input,
          mappings,
          EventSourceMapping::id,
          mapping -> view(context.region(), mapping, mapping.state(context.now())),
          "EventSourceMappings",
          PAGE);
    }
  }

  ObjectNode update(Context context, Input input) {
    MappingSettings.checkFilters(input.object("FilterCriteria"));
    var named = input.text("FunctionName");
    var target = named == null ? null : target(context, named);
    synchronized (context.region()) {
      var mapping = find(context, input);
      requireStill(context, mapping, "update");
      mapping.update(
          Objects.requireNonNullElse(target, mapping.functionArn()),
          MappingSettings.of(mapping.source(), mapping.settings(), input),
          Objects.requireNonNullElse(input.choice("Enabled"), mapping.isEnabled()),
          context.now(),
          settle(context));
      watcher.changed(context.region(), mapping);
      return view(context.region(), mapping, mapping.stateAtChange());
    }
  }

  ObjectNode delete(Context context, Input input) {
    synchronized (context.region()) {
      var mapping = find(context, input);
      requireStill(context, mapping, "delete");
      mapping.delete(context.now(), settle(context));
      watcher.changed(context.region(), mapping);
      return view(context.region(), mapping, mapping.stateAtChange());
    }
  }

  private static void requireStill(Context context, EventSourceMapping mapping, String verb) {
    if (mapping.isMoving(context.now())) {
      throw Errors.inUse(
          "Cannot %s the event source mapping because it is in use.".formatted(verb));
    }
  }

  private static EventSourceMapping find(Context context, Input input) {
    forget(context.region(), context.now());
    var mapping = context.region().mappings.get(input.required("UUID"));
    if (mapping == null) {
      throw Errors.notFound("The resource you requested does not exist.");
    }
    return mapping;
  }

  private static void forget(LambdaRegion region, Instant now) {
    region.mappings.values().removeIf(mapping -> mapping.isGone(now));
  }

  private static Duration settle(Context context) {
    return context.settings().settle().mapping();
  }

  private static ObjectNode view(LambdaRegion region, EventSourceMapping mapping, String state) {
    var view =
        Reply.object()
            .put("UUID", mapping.id())
            .put("EventSourceArn", mapping.sourceArn())
            .put("EventSourceMappingArn", region.arn("event-source-mapping:" + mapping.id()))
            .put("FunctionArn", mapping.functionArn())
            .put("State", state)
            .put(
                "StateTransitionReason",
                mapping.source().isStream() ? "User action" : "USER_INITIATED");
    view.set("LastModified", Times.epoch(mapping.lastModified()));
    view.setAll(mapping.settings());
    if (mapping.source().isStream()) {
      view.put("LastProcessingResult", mapping.lastResult());
    }
    return view;
  }
}
