package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.run.Branch;
import dev.aileron.asl.run.Execution;
import dev.aileron.asl.run.Phase;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Map runs: described, listed, changed while they run. */
final class MapRunOperations {

  Map<String, Request.Handler> handlers() {
    return Map.of(
        "DescribeMapRun", this::describe,
        "ListMapRuns", this::list,
        "UpdateMapRun", this::update);
  }

  static MapRun found(Request request, @Nullable String text) {
    var arn = Arn.parse(String.valueOf(text), "mapRun");
    var mapRun = request.region().runs().mapRun(arn.text());
    if (mapRun == null) {
      throw Errors.resourceNotFound(arn.text());
    }
    return mapRun;
  }

  private ObjectNode describe(Request request) {
    var mapRun = found(request, Json.text(request.body(), "mapRunArn"));
    var progress = mapRun.progress();
    var answer = Json.object();
    answer.put("mapRunArn", mapRun.arn());
    answer.put("executionArn", mapRun.executionArn());
    answer.put("status", progress.status());
    Json.time(answer, "startDate", mapRun.known().startedAt());
    var stopped = progress.stoppedAt();
    if (stopped != null) {
      Json.time(answer, "stopDate", stopped);
    }
    answer.put("maxConcurrency", progress.maxConcurrency());
    answer.put("toleratedFailurePercentage", progress.toleratedPercentage());
    answer.put("toleratedFailureCount", progress.toleratedCount());
    answer.set("itemCounts", mapRun.counts(request.region().runs(), true));
    answer.set("executionCounts", mapRun.counts(request.region().runs(), false));
    answer.put("redriveCount", 0);
    return answer;
  }

  private ObjectNode list(Request request) {
    var run = ExecutionOperations.run(request);
    var answer = Json.object();
    Pages.put(
        answer,
        "mapRuns",
        request.body(),
        request.region().runs().mapRunsOf(run.start().arn()).reversed(),
        MapRun::arn,
        MapRun::item);
    return answer;
  }

  private ObjectNode update(Request request) {
    var body = request.body();
    var mapRun = found(request, Json.text(body, "mapRunArn"));
    var run = request.region().runs().get(mapRun.executionArn());
    if (run == null || mapRun.progress().stoppedAt() != null) {
      throw Errors.validation(
          "The map run is over and cannot be updated: " + mapRun.arn(),
          "CANNOT_UPDATE_COMPLETED_MAP_RUN");
    }
    run.change(execution -> changed(execution, mapRun.arn(), body));
    var p = mapRun.progress();
    mapRun.progress(
        new MapRun.Progress(
            p.status(),
            p.stoppedAt(),
            body.path("maxConcurrency").asInt(p.maxConcurrency()),
            body.path("toleratedFailureCount").asLong(p.toleratedCount()),
            body.path("toleratedFailurePercentage").asDouble(p.toleratedPercentage()),
            p.children(),
            p.items()));
    return Json.object();
  }

  private static Execution changed(Execution e, String arn, JsonNode body) {
    return new Execution(
        e.identity(),
        e.status(),
        changed(e.root(), arn, body),
        e.lastEventId(),
        e.lastTicket(),
        e.seed(),
        e.timeoutAt(),
        e.output(),
        e.error(),
        e.cause());
  }

  private static Branch changed(Branch branch, String arn, JsonNode body) {
    var phase =
        switch (branch.phase()) {
          case Phase.Distributing d when d.mapRunArn().equals(arn) -> changed(d, body);
          case Phase.Forked f ->
              new Phase.Forked(
                  f.entry(), f.branches().stream().map(b -> changed(b, arn, body)).toList());
          case Phase.Mapping m ->
              new Phase.Mapping(
                  m.entry(),
                  m.items(),
                  m.keyed(),
                  m.maxConcurrency(),
                  m.active().stream()
                      .map(i -> new Phase.Iteration(i.index(), changed(i.branch(), arn, body)))
                      .toList(),
                  m.waiting(),
                  m.next(),
                  m.results(),
                  m.tolerance(),
                  m.failed());
          default -> branch.phase();
        };
    return new Branch(
        branch.state(),
        branch.input(),
        branch.variables(),
        branch.previousEventId(),
        Objects.requireNonNull(phase, "phase"));
  }

  private static Phase changed(Phase.Distributing d, JsonNode body) {
    return new Phase.Distributing(
        d.entry(),
        d.mapRunArn(),
        d.batches(),
        body.path("maxConcurrency").asInt(d.maxConcurrency()),
        d.tickets(),
        d.firstTicket(),
        d.next(),
        d.results(),
        new Phase.Tolerance(
            body.path("toleratedFailureCount").asLong(d.tolerance().count()),
            body.path("toleratedFailurePercentage").asDouble(d.tolerance().percentage())),
        d.items(),
        d.failed());
  }
}
