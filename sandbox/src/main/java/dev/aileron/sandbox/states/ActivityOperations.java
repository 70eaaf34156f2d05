package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.run.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Activities: created, described, listed, deleted, and their tasks handed to workers. */
final class ActivityOperations {
  /** A worker that asks waits so long at most. */
  private static final Duration LONGEST_POLL = Duration.ofSeconds(60);

  private final ActivityTasks tasks;
  private final Tokens tokens;
  private final Timers timers;

  ActivityOperations(ActivityTasks tasks, Tokens tokens, Timers timers) {
    this.tasks = tasks;
    this.tokens = tokens;
    this.timers = timers;
  }

  Map<String, Request.Handler> handlers() {
    return Map.of(
        "CreateActivity", this::create,
        "DescribeActivity", this::describe,
        "ListActivities", this::list,
        "DeleteActivity", this::delete,
        "GetActivityTask", this::task);
  }

  private ObjectNode create(Request request) {
    var body = request.body();
    var name = Names.checked(Json.required(body, "name"));
    var encryption = Configurations.encryption(body.path("encryptionConfiguration"));
    var tags = Tags.read(body.path("tags"));
    Tags.require(tags, name);
    synchronized (request.region()) {
      var activity = request.region().activities().get(name);
      if (activity == null) {
        activity =
            new Activity(
                Arn.of(request.region().owner(), "activity", name),
                name,
                request.time(),
                encryption,
                tags);
        request.region().activities().put(name, activity);
        request.region().changed(activity);
      } else if (!activity.encryption().equals(encryption)) {
        throw Errors.of(
            "ActivityAlreadyExists", "Activity Already Exists: '" + activity.arn() + "'");
      }
      return item(activity, false);
    }
  }

  private static ObjectNode item(Activity activity, boolean named) {
    var item = Json.object().put("activityArn", activity.arn());
    if (named) {
      item.put("name", activity.name());
    }
    Json.time(item, "creationDate", activity.created());
    return item;
  }

  private static Activity found(Request request) {
    var arn = Arn.parse(Json.required(request.body(), "activityArn"), "activity");
    var activity =
        request.region().isHere(arn) ? request.region().activities().get(arn.name()) : null;
    if (activity == null) {
      throw Errors.activityDoesNotExist(arn.text());
    }
    return activity;
  }

  private ObjectNode describe(Request request) {
    synchronized (request.region()) {
      var activity = found(request);
      var answer = item(activity, true);
      answer.set("encryptionConfiguration", activity.encryption());
      return answer;
    }
  }

  private ObjectNode list(Request request) {
    var answer = Json.object();
    synchronized (request.region()) {
      Pages.put(
          answer,
          "activities",
          request.body(),
          List.copyOf(request.region().activities().values()),
          Activity::name,
          activity -> item(activity, true));
    }
    return answer;
  }

  private ObjectNode delete(Request request) {
    var arn = Arn.parse(Json.required(request.body(), "activityArn"), "activity");
    synchronized (request.region()) {
      var activity =
          request.region().isHere(arn) ? request.region().activities().get(arn.name()) : null;
      if (activity != null) {
        request.region().forget(activity);
      }
      return Json.object();
    }
  }

  private ObjectNode task(Request request) throws InterruptedException {
    Activity activity;
    synchronized (request.region()) {
      activity = found(request);
    }
    var asked = tasks.take(activity.arn());
    timers.at(request.time() + LONGEST_POLL.toMillis(), () -> asked.complete(null));
    try {
      var task = asked.get();
      var answer = Json.object();
      if (task != null) {
        answer.put("taskToken", task.token()).put("input", task.input());
        var waiting = tokens.waiting(task.token());
        // After a restart it is not offered again.
        waiting.run().waitings().submitted(waiting.ticket(), null);
        waiting
            .run()
            .post(
                new Event.TaskStarted(
                    waiting.run().now(),
                    waiting.ticket(),
                    Json.text(request.body(), "workerName")));
      }
      return answer;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Nobody fails a worker's question", e);
    }
  }
}
