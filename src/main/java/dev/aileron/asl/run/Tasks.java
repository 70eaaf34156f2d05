package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.model.Resource;
import dev.aileron.asl.model.State;
import dev.aileron.asl.model.Template;
import org.jspecify.annotations.Nullable;

/** Task states: calls, their answers, and their time limits. */
final class Tasks {
  /** The service's bound of time limits: a little more than three years. */
  private static final long LONGEST_SECONDS = 99_999_999;

  private Tasks() {}

  static Branch begin(Site site, State.Task task) {
    String token = task.resource().hasToken() ? site.run().random().uuid() : null;
    Fields fields = new Fields(site, token);
    JsonNode input = Results.input(site, fields);
    View view = View.of(input);
    Long timeout = seconds(fields, task.timeoutSeconds(), view, "TimeoutSeconds");
    Long heartbeat = seconds(fields, task.heartbeatSeconds(), view, "HeartbeatSeconds");
    JsonNode arguments =
        task.flow().arguments() == null ? input : fields.evaluate(task.flow().arguments(), view);
    Payloads.require(arguments, site.name());
    JsonNode credentials =
        task.credentials() == null ? null : fields.evaluate(task.credentials(), view);

    Site scheduled = scheduled(site, task.resource(), arguments, timeout, heartbeat, credentials);
    long ticket = site.run().ticket();
    site.run()
        .effect(
            new Effect.Call(
                ticket,
                site.name(),
                site.entry().retries(),
                task.resource(),
                arguments,
                token,
                timeout,
                heartbeat,
                credentials));
    long now = site.run().nowMillis();
    Phase.Calling calling =
        new Phase.Calling(
            site.entry(),
            ticket,
            false,
            token,
            timeout == null ? null : now + timeout * 1000,
            heartbeat,
            heartbeat == null ? null : now + heartbeat * 1000);
    calling.deadline().ifPresent(site.run()::wakeUpAt);
    return scheduled.phase(calling);
  }

  private static @Nullable Long seconds(
      Fields fields, @Nullable Template template, View view, String field) {
    Long seconds = Numbers.whole(fields, template, view);
    if (template != null && seconds != null) {
      Numbers.require(seconds, 1, LONGEST_SECONDS, template, field);
    }
    return seconds;
  }

  private static Site scheduled(
      Site site,
      Resource resource,
      JsonNode arguments,
      @Nullable Long timeout,
      @Nullable Long heartbeat,
      @Nullable JsonNode credentials) {
    ObjectNode details = names(resource);
    switch (resource.kind()) {
      case SERVICE -> {
        details.set("parameters", arguments);
        details.put("region", site.run().identity().region());
      }
      case LAMBDA, ACTIVITY -> {
        details.set("input", arguments);
        details.put("resource", resource.arn());
      }
    }
    if (timeout != null) {
      details.put("timeoutInSeconds", timeout);
    }
    if (heartbeat != null) {
      details.put("heartbeatInSeconds", heartbeat);
    }
    if (credentials != null && credentials.path("RoleArn").isTextual()) {
      details.putObject("taskCredentials").set("roleArn", credentials.path("RoleArn"));
    }
    return site.event(event(resource, "Scheduled"), details);
  }

  /** An event about this call. */
  static Branch on(Site site, Phase.Calling calling, Event event) {
    Resource resource = ((State.Task) site.state()).resource();
    return switch (event) {
      case Event.Tick tick -> tick(site, calling, resource);
      case Event.TaskStarted started ->
          calling.started()
              ? site.branch()
              : begun(site, resource, started.worker()).phase(started(calling));
      case Event.TaskHeartbeat beat -> site.phase(beating(site, calling));
      case Event.TaskSubmitted submitted -> {
        ObjectNode details = names(resource);
        details.set("output", submitted.output());
        yield begun(site, calling, resource)
            .event("TaskSubmitted", details)
            .phase(beating(site, started(calling)));
      }
      case Event.TaskSucceeded succeeded ->
          succeeded(begun(site, calling, resource), resource, succeeded.output());
      case Event.TaskFailed failed ->
          failed(
              begun(site, calling, resource), resource, "Failed", failed.error(), failed.cause());
      case Event.TaskTimedOut late ->
          failed(
              begun(site, calling, resource),
              resource,
              "TimedOut",
              late.error() == null ? StateError.TIMEOUT : late.error(),
              late.cause());
      default -> site.branch();
    };
  }

  private static Branch succeeded(Site given, Resource resource, JsonNode output) {
    return Entering.guarded(given, site -> checked(site, resource, output));
  }

  private static Branch checked(Site site, Resource resource, JsonNode output) {
    if (Payloads.tooLarge(output)) {
      String cause =
          Payloads.tooLarge(
              resource.kind() == Resource.Kind.SERVICE ? resource.service() : resource.arn());
      return failed(site, resource, "Failed", StateError.DATA_LIMIT, cause);
    }
    ObjectNode details = names(resource);
    details.set("output", output);
    return Entering.guarded(
        site.event(event(resource, "Succeeded"), details), s -> Results.finish(s, output));
  }

  private static Branch failed(
      Site site, Resource resource, String how, @Nullable String error, @Nullable String cause) {
    ObjectNode details = Run.details(error, cause);
    details.setAll(names(resource));
    return Recovery.recover(
        site.event(event(resource, how), details), StateError.work(error, cause));
  }

  private static Branch tick(Site site, Phase.Calling calling, Resource resource) {
    long now = site.run().nowMillis();
    Long heartbeatAt = calling.heartbeatAt();
    Long timeoutAt = calling.timeoutAt();
    String error =
        heartbeatAt != null && heartbeatAt <= now
            ? StateError.HEARTBEAT
            : timeoutAt != null && timeoutAt <= now ? StateError.TIMEOUT : null;
    if (error == null) {
      return site.branch();
    }
    site.run().effect(new Effect.Cancel(calling.ticket()));
    // The history calls a missed heartbeat a timeout as well.
    return failed(begun(site, calling, resource), resource, "TimedOut", error, null);
  }

  /** Makes sure that the history says it has been started. */
  private static Site begun(Site site, Phase.Calling calling, Resource resource) {
    return calling.started() ? site : begun(site, resource, null);
  }

  private static Site begun(Site site, Resource resource, @Nullable String worker) {
    ObjectNode details = names(resource);
    if (worker != null) {
      details.put("workerName", worker);
    }
    return site.event(event(resource, "Started"), details);
  }

  private static Phase.Calling started(Phase.Calling c) {
    return new Phase.Calling(
        c.entry(),
        c.ticket(),
        true,
        c.taskToken(),
        c.timeoutAt(),
        c.heartbeatSeconds(),
        c.heartbeatAt());
  }

  private static Phase.Calling beating(Site site, Phase.Calling c) {
    Long seconds = c.heartbeatSeconds();
    if (seconds == null) {
      return c;
    }
    return new Phase.Calling(
        c.entry(),
        c.ticket(),
        c.started(),
        c.taskToken(),
        c.timeoutAt(),
        seconds,
        site.run().nowMillis() + seconds * 1000);
  }

  private static String event(Resource resource, String what) {
    return switch (resource.kind()) {
      case LAMBDA -> "LambdaFunction" + what;
      case ACTIVITY -> "Activity" + what;
      case SERVICE -> "Task" + what;
    };
  }

  /** Which action of which service; a Lambda function and an activity go without. */
  private static ObjectNode names(Resource resource) {
    ObjectNode details = Run.details();
    if (resource.kind() == Resource.Kind.SERVICE) {
      details.put("resource", resource.action());
      details.put("resourceType", resource.service());
    }
    return details;
  }
}
