package dev.aileron.asl.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.model.Resource;
import dev.aileron.asl.run.Effect;
import dev.aileron.asl.run.Event;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes events of answers: the call begins, is at it, and is over. */
final class Replies {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String TIMEOUT = "States.Timeout";

  private record Beating(Running running, long ticket) {}

  /**
   * @param every in milliseconds
   * @param until when the call is over
   */
  private record Beat(long every, Instant until) {}

  private final Agenda agenda;
  private final Map<Beating, Beat> beats = new HashMap<>();

  Replies(Agenda agenda) {
    this.agenda = agenda;
  }

  void plan(Running running, long ticket, Call call, Answer answer, Instant now) {
    Instant over = now.plusMillis(answer.delayMillis());
    if (call.kind() == Call.Kind.TASK) {
      begun(running, ticket, call.resource(), now);
      if (answer.heartbeatMillis() > 0) {
        beats.put(new Beating(running, ticket), new Beat(answer.heartbeatMillis(), over));
        beat(running, ticket, now);
      }
    }
    agenda.plan(running, event(ticket, call, answer.reply(), over));
  }

  private void begun(Running running, long ticket, Resource resource, Instant now) {
    String worker = resource.kind() == Resource.Kind.ACTIVITY ? "mock" : null;
    agenda.plan(running, new Event.TaskStarted(now, ticket, worker));
    boolean goesOn = resource.pattern() != Resource.Pattern.REQUEST_RESPONSE;
    if (goesOn && resource.kind() == Resource.Kind.SERVICE) {
      agenda.plan(running, new Event.TaskSubmitted(now, ticket, NODES.objectNode()));
    }
  }

  private static Event event(long ticket, Call call, Reply reply, Instant at) {
    return switch (reply) {
      case Reply.Result result -> new Event.TaskSucceeded(at, ticket, result.value());
      case Reply.Payload payload -> new Event.TaskSucceeded(at, ticket, response(payload));
      case Reply.Items items -> new Event.ItemsRead(at, ticket, items.items());
      case Reply.Written written -> new Event.ResultsWritten(at, ticket, written.output());
      case Reply.Failure failure -> {
        if (call.kind() != Call.Kind.TASK) {
          yield new Event.TransferFailed(at, ticket, failure.cause());
        }
        yield failure.error().equals(TIMEOUT)
            ? new Event.TaskTimedOut(at, ticket, failure.error(), failure.cause())
            : new Event.TaskFailed(at, ticket, failure.error(), failure.cause());
      }
    };
  }

  /** What {@code lambda:invoke} makes of what the function returned. */
  private static JsonNode response(Reply.Payload payload) {
    ObjectNode response = NODES.objectNode();
    response.put("ExecutedVersion", "$LATEST").set("Payload", payload.value());
    return response.put("StatusCode", 200);
  }

  /** Plans the next sign of life of a call that has just given one. */
  void beatOn(Running running, Event event) {
    if (event instanceof Event.TaskHeartbeat beat) {
      beat(running, beat.ticket(), beat.at());
    }
  }

  private void beat(Running running, long ticket, Instant now) {
    Beating beating = new Beating(running, ticket);
    Beat beat = beats.get(beating);
    if (beat == null) {
      return;
    }
    Instant next = now.plusMillis(beat.every());
    if (next.isBefore(beat.until()) && !running.isCancelled(ticket)) {
      agenda.plan(running, new Event.TaskHeartbeat(next, ticket));
    } else {
      beats.remove(beating);
    }
  }

  /** Results are written as S3 would have them, unless an answer says otherwise. */
  void written(Running running, Effect.WriteResults write, Optional<Answer> answer, Instant now) {
    Reply reply = answer.map(Answer::reply).orElseGet(() -> new Reply.Written(details(write)));
    Instant at = now.plusMillis(answer.map(Answer::delayMillis).orElse(0L));
    agenda.plan(
        running,
        reply instanceof Reply.Failure failure
            ? new Event.TransferFailed(at, write.ticket(), failure.cause())
            : new Event.ResultsWritten(at, write.ticket(), ((Reply.Written) reply).output()));
  }

  private static JsonNode details(Effect.WriteResults write) {
    ObjectNode output = NODES.objectNode().put("MapRunArn", write.mapRunArn());
    String prefix = write.arguments().path("Prefix").asText();
    String id = write.mapRunArn().substring(write.mapRunArn().lastIndexOf(':') + 1);
    output
        .putObject("ResultWriterDetails")
        .put("Bucket", write.arguments().path("Bucket").asText())
        .put("Key", (prefix.isEmpty() ? "" : prefix + "/") + id + "/manifest.json");
    return output;
  }
}
