package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tags of state machines and activities. Versions and aliases have none. */
final class TagOperations {
  private final Settings settings;

  TagOperations(Settings settings) {
    this.settings = settings;
  }

  Map<String, Request.Handler> handlers() {
    return Map.of(
        "TagResource", this::tag,
        "UntagResource", this::untag,
        "ListTagsForResource", this::list);
  }

  /** Exactly one of both is there. */
  private record Tagged(@Nullable Machine machine, @Nullable Activity activity) {

    Map<String, String> tags() {
      return machine != null ? machine.tags() : activity != null ? activity.tags() : Map.of();
    }

    void tag(Region region, Map<String, String> tags, long time) {
      if (machine != null) {
        machine.tag(tags, time);
        region.changed(machine);
      }
      if (activity != null) {
        activity.tag(tags);
        region.changed(activity);
      }
    }
  }

  private static Tagged tagged(Request request) {
    var arn = Arn.parse(Json.required(request.body(), "resourceArn"), "stateMachine", "activity");
    if (request.region().isHere(arn) && arn.qualifier() == null && arn.label() == null) {
      var machine =
          arn.type().equals("stateMachine")
              ? request.region().machine(arn.name(), request.time())
              : null;
      var activity =
          arn.type().equals("activity") ? request.region().activities().get(arn.name()) : null;
      if (machine != null || activity != null) {
        return new Tagged(machine, activity);
      }
    }
    throw Errors.resourceNotFound(arn.text());
  }

  private ObjectNode tag(Request request) {
    synchronized (request.region()) {
      var tagged = tagged(request);
      var tags = new LinkedHashMap<>(tagged.tags());
      tags.putAll(Tags.read(request.body().path("tags")));
      Tags.require(tags, Json.required(request.body(), "resourceArn"));
      tagged.tag(request.region(), tags, request.time());
      return Json.object();
    }
  }

  private ObjectNode untag(Request request) {
    synchronized (request.region()) {
      var tagged = tagged(request);
      var tags = new LinkedHashMap<>(tagged.tags());
      for (JsonNode key : request.body().path("tagKeys")) {
        tags.remove(key.asText());
      }
      tagged.tag(request.region(), tags, request.time());
      return Json.object();
    }
  }

  private ObjectNode list(Request request) {
    var answer = Json.object();
    synchronized (request.region()) {
      var tagged = tagged(request);
      var machine = tagged.machine();
      Tags.put(
          answer,
          machine == null
              ? tagged.tags()
              : machine.tagsSeen(request.time(), settings.lag().tags()));
    }
    return answer;
  }
}
