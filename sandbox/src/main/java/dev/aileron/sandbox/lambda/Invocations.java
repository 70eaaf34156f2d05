package dev.aileron.sandbox.lambda;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Functions;
import dev.aileron.sandbox.lambda.control.Target;
import dev.aileron.sandbox.lambda.control.Targets;
import dev.aileron.sandbox.lambda.events.AsyncInvocations;
import dev.aileron.sandbox.lambda.run.Invoker;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.EventStream;
import dev.aileron.sandbox.lambda.wire.Input;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Invocations, from the API and from other services. */
final class Invocations implements Functions {

  private static final int SYNCHRONOUS_LIMIT = 6_291_456;
  private static final int ASYNCHRONOUS_LIMIT = 1_048_576;
  private static final byte[] EMPTY_EVENT = "{}".getBytes(StandardCharsets.UTF_8);

  /** Words what is wrong with an event as the service does. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

  private final Targets targets;
  private final Invoker invoker;
  private final AsyncInvocations events;
  private final Supplier<String> ids;
  private final Clock clock;

  /**
   * @param ids gives request ids
   */
  Invocations(
      Targets targets,
      Invoker invoker,
      AsyncInvocations events,
      Supplier<String> ids,
      Clock clock) {
    this.targets = targets;
    this.invoker = invoker;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /** Answers {@code Invoke}. */
  AwsResponse invoke(Caller caller, Input input, String requestId) throws InterruptedException {
    var type = input.text("InvocationType");
    if ("Event".equals(type)) {
      return handOver(caller, input, requestId);
    }
    var target = find(caller, input);
    if ("DryRun".equals(type)) {
      return Reply.json(204, null, requestId);
    }
    var event = event(input.payload(), SYNCHRONOUS_LIMIT);
    var ran = invoker.run(target, requestId, event, decoded(input.text("ClientContext")));
    var headers = headers(target, requestId, ran);
    if ("Tail".equals(input.text("LogType"))) {
      headers.put("X-Amz-Log-Result", Base64.getEncoder().encodeToString(ran.tail()));
    }
    return Reply.bytes(200, ran.outcome().payload(), headers);
  }

  /** Answers {@code InvokeWithResponseStream}: the whole answer in one piece, when it is there. */
  AwsResponse stream(Caller caller, Input input, String requestId) throws InterruptedException {
    var target = find(caller, input);
    if ("DryRun".equals(input.text("InvocationType"))) {
      return Reply.json(204, null, requestId);
    }
    var event = event(input.payload(), SYNCHRONOUS_LIMIT);
    var ran = invoker.run(target, requestId, event, decoded(input.text("ClientContext")));
    var complete = Reply.object();
    if (ran.outcome().failed()) {
      complete
          .put("ErrorCode", "Unhandled")
          .put("ErrorDetails", new String(ran.outcome().payload(), StandardCharsets.UTF_8));
    }
    if ("Tail".equals(input.text("LogType"))) {
      complete.put("LogResult", Base64.getEncoder().encodeToString(ran.tail()));
    }
    var frames = new EventStream();
    if (!ran.outcome().failed()) {
      frames.event("PayloadChunk", "application/octet-stream", ran.outcome().payload());
    }
    frames.event(
        "InvokeComplete",
        "application/json",
        Reply.text(complete).getBytes(StandardCharsets.UTF_8));
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/vnd.amazon.eventstream");
    headers.put("X-Amz-Executed-Version", target.version());
    headers.put("X-Amzn-Lambda-Response-Stream-Content-Type", "application/vnd.amazon.eventstream");
    headers.put("x-amzn-RequestId", requestId);
    return Reply.bytes(200, frames.bytes(), headers);
  }

  private Target find(Caller caller, Input input) {
    return targets.find(
        caller, input.required("FunctionName"), input.text("Qualifier"), clock.instant());
  }

  /** Takes an event over and answers at once. */
  AwsResponse handOver(Caller caller, Input input, String requestId) {
    var target = find(caller, input);
    events.accept(
        caller,
        input.required("FunctionName"),
        input.text("Qualifier"),
        event(input.payload(), ASYNCHRONOUS_LIMIT),
        requestId,
        target);
    return Reply.json(202, null, requestId);
  }

  private static Map<String, String> headers(Target target, String requestId, Invoker.Ran ran) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("X-Amz-Executed-Version", target.version());
    headers.put("x-amzn-Remapped-Content-Length", "0");
    headers.put("x-amzn-RequestId", requestId);
    if (ran.outcome().failed()) {
      headers.put("X-Amz-Function-Error", "Unhandled");
    }
    return headers;
  }

  /** An event that the service lets through: JSON, and not too large. */
  private static byte[] event(byte[] payload, int limit) {
    if (payload.length > limit) {
      throw Errors.tooLarge(
          "Request must be smaller than %d bytes for the InvokeFunction operation"
              .formatted(limit));
    }
    if (payload.length == 0) {
      return EMPTY_EVENT;
    }
    try {
      JSON.readTree(payload);
      return payload;
    } catch (IOException malformed) {
      throw Errors.unparsablePayload(String.valueOf(malformed.getMessage()));
    }
  }

  private static @Nullable String decoded(@Nullable String base64) {
    try {
      return base64 == null
          ? null
          : new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Errors.unparsablePayload("Client context must be a valid Base64-encoded JSON object.");
    }
  }

  @Override
  public Functions.Invocation invoke(
      Caller caller,
      String function,
      @Nullable String qualifier,
      byte[] payload,
      @Nullable String clientContext)
      throws InterruptedException {
    var target = targets.find(caller, function, qualifier, clock.instant());
    var requestId = ids.get();
    var ran =
        invoker.run(target, requestId, event(payload, SYNCHRONOUS_LIMIT), decoded(clientContext));
    return new Functions.Invocation(
        200,
        ran.outcome().failed() ? "Unhandled" : null,
        target.version(),
        ran.outcome().payload(),
        Map.copyOf(headers(target, requestId, ran)));
  }

  @Override
  public String invokeAsync(
      Caller caller, String function, @Nullable String qualifier, byte[] payload) {
    var target = targets.find(caller, function, qualifier, clock.instant());
    var requestId = ids.get();
    events.accept(
        caller, function, qualifier, event(payload, ASYNCHRONOUS_LIMIT), requestId, target);
    return requestId;
  }
}
