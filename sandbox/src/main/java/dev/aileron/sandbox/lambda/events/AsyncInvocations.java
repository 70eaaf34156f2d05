package dev.aileron.sandbox.lambda.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Functions;
import dev.aileron.sandbox.lambda.calls.Services;
import dev.aileron.sandbox.lambda.control.Target;
import dev.aileron.sandbox.lambda.control.Targets;
import dev.aileron.sandbox.lambda.run.FunctionMetrics;
import dev.aileron.sandbox.lambda.run.Invoker;
import dev.aileron.sandbox.lambda.run.Outcome;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Events that are handed over: each is tried up to three times, then its end goes to the function's
 * destinations or dead-letter queue.
 */
public final class AsyncInvocations implements AutoCloseable {

  /** Between the attempts, as AWS documents it. */
  public record Delays(Duration beforeSecond, Duration beforeThird, Duration whenThrottled) {

    public static final Delays REAL =
        new Delays(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofSeconds(1));
    public static final Delays FAST =
        new Delays(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(50));

    Duration before(int attempt) {
      return attempt == 2 ? beforeSecond : beforeThird;
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RETRIES = 2;
  private static final int OLDEST = 21_600;
  private static final int WAITING = 10_000;

  private final Targets targets;
  private final Invoker invoker;
  private final Destinations destinations;
  private final FunctionMetrics metrics;
  private final Delays delays;
  private final Clock clock;
  private final Semaphore room = new Semaphore(WAITING);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public AsyncInvocations(
      Targets targets,
      Invoker invoker,
      Services services,
      Functions functions,
      FunctionMetrics metrics,
      Delays delays,
      Clock clock) {
    this.targets = targets;
    this.invoker = invoker;
    this.destinations = new Destinations(services, functions);
    this.metrics = metrics;
    this.delays = delays;
    this.clock = clock;
  }

  private record Event(
      Caller caller,
      String function,
      @Nullable String qualifier,
      byte[] payload,
      String requestId,
      Instant received) {}

  /**
   * Takes an event over.
   *
   * @param first what was found for it, so that a missing function is refused at once
   * @throws AwsError 429 when more than ten thousand wait already
   */
  public void accept(
      Caller caller,
      String function,
      @Nullable String qualifier,
      byte[] payload,
      String requestId,
      Target first) {
    if (!room.tryAcquire()) {
      throw Errors.throttled("CallerRateLimitExceeded");
    }
    var event = new Event(caller, function, qualifier, payload, requestId, clock.instant());
    metrics.event(first, "AsyncEventsReceived", event.received(), 1);
    threads.execute(() -> {
      try {
        run(event);
      } catch (InterruptedException ending) {
        Thread.currentThread().interrupt();
      } finally {
        room.release();
      }
    });
  }

  private void run(Event event) throws InterruptedException {
    int attempt = 1;
    @Nullable Target target = null;
    @Nullable Outcome outcome = null;
    while (true) {
      try {
        target = targets.find(event.caller(), event.function(), event.qualifier(), clock.instant());
      } catch (AwsError refused) {
        if (refused.status() == 404) {
          return; // Nobody is left to tell.
        }
        Thread.sleep(delays.whenThrottled()); // Made anew, or waking up: its events wait.
        continue;
      }
      var age = Duration.between(event.received(), clock.instant());
      if (age.toSeconds() > Objects.requireNonNullElse(target.async().maximumAge(), OLDEST)) {
        finish(event, target, outcome, attempt - 1, "EventAgeExceeded");
        return;
      }
      metrics.event(target, "AsyncEventAge", clock.instant(), (double) age.toMillis());
      try {
        outcome = invoker.run(target, event.requestId(), event.payload(), null).outcome();
      } catch (AwsError throttledOrBroken) {
        Thread.sleep(delays.whenThrottled());
        continue;
      }
      if (!outcome.failed()) {
        finish(event, target, outcome, attempt, "Success");
        return;
      }
      if (attempt > Objects.requireNonNullElse(target.async().retries(), RETRIES)) {
        finish(event, target, outcome, attempt, "RetriesExhausted");
        return;
      }
      attempt++;
      Thread.sleep(delays.before(attempt));
    }
  }

  private void finish(
      Event event, Target target, @Nullable Outcome outcome, int attempts, String condition)
      throws InterruptedException {
    var config = target.async();
    boolean success = condition.equals("Success");
    var caller = event.caller().as(target.configuration().role());
    if (!success) {
      metrics.event(target, "AsyncEventsDropped", clock.instant(), 1);
    }
    var destination = success ? config.onSuccess() : config.onFailure();
    if (destination != null) {
      send(event, target, outcome, attempts, condition, caller, destination);
    }
    var deadLetter = target.configuration().deadLetter();
    if (!success && deadLetter != null) {
      var error = outcome == null ? "" : parsed(outcome.payload()).path("errorMessage").asText("");
      if (!tried(
          () ->
              destinations.deadLetter(
                  caller, deadLetter, event.payload(), event.requestId(), error))) {
        metrics.event(target, "DeadLetterErrors", clock.instant(), 1);
      }
    }
  }

  private void send(
      Event event,
      Target target,
      @Nullable Outcome outcome,
      int attempts,
      String condition,
      Caller caller,
      String destination)
      throws InterruptedException {
    var entry = entry(event, target, outcome, attempts, condition);
    var detailType =
        "Lambda Function Invocation Result - "
            + (condition.equals("Success") ? "Success" : "Failure");
    var key =
        "aws/lambda/async/%s/%s/%s".formatted(target.name(), clock.instant(), event.requestId());
    if (!tried(() -> destinations.send(caller, destination, entry, detailType, key))) {
      metrics.event(target, "DestinationDeliveryFailures", clock.instant(), 1);
    }
  }

  private ObjectNode entry(
      Event event, Target target, @Nullable Outcome outcome, int attempts, String condition) {
    var entry = Reply.object().put("version", "1.0").put("timestamp", clock.instant().toString());
    entry
        .putObject("requestContext")
        .put("requestId", event.requestId())
        .put(
            "functionArn",
            target.functionArn() + ":" + Objects.requireNonNullElse(target.qualifier(), "$LATEST"))
        .put("condition", condition)
        .put("approximateInvokeCount", attempts);
    entry.set("requestPayload", parsed(event.payload()));
    if (outcome != null) {
      var response = entry.putObject("responseContext").put("statusCode", 200);
      response.put("executedVersion", target.version());
      if (outcome.failed()) {
        response.put("functionError", "Unhandled");
      }
      entry.set("responsePayload", parsed(outcome.payload()));
    }
    return entry;
  }

  /** Something that may not arrive. */
  private interface Delivery {
    boolean deliver() throws InterruptedException;
  }

  private static boolean tried(Delivery delivery) throws InterruptedException {
    try {
      return delivery.deliver();
    } catch (AwsError refused) {
      return false;
    }
  }

  private static JsonNode parsed(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException notJson) {
      return JSON.missingNode();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
