package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Headers;
import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.RequestBody;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Endpoint;
import dev.aileron.sandbox.aws.model.Functions;
import dev.aileron.sandbox.aws.model.Metrics;
import dev.aileron.sandbox.aws.model.Roles;
import dev.aileron.sandbox.aws.model.Settings;
import dev.aileron.sandbox.states.task.Mocks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Step Functions among services made up by a test. */
final class Surround implements AutoCloseable, Endpoint, Functions, Metrics, Roles {
  static final String ROLE = "arn:aws:iam::111122223333:role/machine";

  /** A value that a metric was given. */
  record Point(String name, Map<String, String> dimensions, double value) {}

  /** A request that came to another service. */
  record Seen(String service, String operation, AwsRequest request, JsonNode body) {}

  /** A made-up service. */
  interface Stub {
    AwsResponse answer(Seen seen);
  }

  /** A made-up function. */
  interface Function {
    Invocation invoke(String name, @Nullable String qualifier, JsonNode payload);
  }

  final SettableClock clock = new SettableClock();
  final List<Point> points = new CopyOnWriteArrayList<>();
  final List<Seen> seen = new CopyOnWriteArrayList<>();
  final Map<String, Stub> stubs = new ConcurrentHashMap<>();
  final Map<String, Roles.Answer> roles = new ConcurrentHashMap<>();
  volatile Function function = (name, qualifier, payload) -> returned(payload);
  final StepFunctions states;
  private final Caller caller;

  private Surround(Settings settings, String account, Executor worker, @Nullable Path folder) {
    this.caller =
        new Caller(account, "eu-west-1", "arn:aws:iam::" + account + ":user/test", "AKIDTEST");
    this.states =
        new StepFunctions(settings, clock, this, this, this, this, Mocks.none(), folder, worker);
  }

  static Surround fast() {
    return with(Settings.fast(42));
  }

  static Surround with(Settings settings) {
    return new Surround(settings, "111122223333", threads(), null);
  }

  static Surround stored(Path folder) {
    return new Surround(Settings.fast(42), "111122223333", threads(), folder);
  }

  /** Everything in the caller's thread: when a call returns, nothing runs any more. */
  static Surround inline(Settings settings, String account) {
    return new Surround(settings, account, Runnable::run, null);
  }

  private static Executor threads() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }

  static Invocation returned(JsonNode payload) {
    return new Invocation(
        200,
        null,
        "$LATEST",
        payload.toString().getBytes(StandardCharsets.UTF_8),
        Map.of("x-amzn-RequestId", "00000000-0000-4000-8000-000000000000"));
  }

  static Invocation thrown(String type, String message) {
    var payload = Json.object().put("errorMessage", message).put("errorType", type);
    return new Invocation(
        200, "Unhandled", "$LATEST", payload.toString().getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** A JSON answer of a stub. */
  static AwsResponse json(int status, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var headers =
        List.of(
            new Headers.Header("Content-Type", "application/json"),
            new Headers.Header("x-amzn-RequestId", "stub"));
    return new AwsResponse(status, new Headers(headers), null, new ByteArrayInputStream(bytes));
  }

  /** An answer of Step Functions. */
  record Answer(int status, JsonNode body, @Nullable AwsError error) {
    String code() {
      return error == null ? "" : error.code();
    }
  }

  /** Calls Step Functions as a client does, without the wire. */
  Answer call(String operation, JsonNode body) {
    var text = body.toString().getBytes(StandardCharsets.UTF_8);
    var request = new AwsRequest("POST", "/", "", new Headers(List.of()), RequestBody.of(text));
    var call =
        new Call(request, new Operation("states", operation, null, true), caller, clock.instant());
    try (var in = states.handle(call).body()) {
      return new Answer(200, Json.MAPPER.readTree(in.readAllBytes()), null);
    } catch (AwsError e) {
      return new Answer(e.status(), Json.object(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer call(String operation, String body) {
    return call(operation, Json.known(body.replace('\'', '"')));
  }

  AwsResponse wire(AwsRequest request, String operation) throws InterruptedException {
    var call =
        new Call(request, new Operation("states", operation, null, true), caller, clock.instant());
    try {
      return states.handle(call);
    } catch (AwsError e) {
      var body = Json.object().put("__type", e.code()).put("message", e.message());
      e.fields().forEach((name, value) -> body.put(name, String.valueOf(value)));
      return json(e.status(), body.toString());
    }
  }

  @Override
  public AwsResponse send(Caller as, String service, AwsRequest request)
      throws InterruptedException {
    var target = request.headers().first("X-Amz-Target");
    var operation = target == null ? request.method() : target.substring(target.indexOf('.') + 1);
    if (service.equals("states")) {
      return wire(request, operation);
    }
    JsonNode body;
    try {
      body = Json.MAPPER.readTree(request.body().head());
    } catch (IOException e) {
      body = Json.object();
    }
    var one = new Seen(service, operation, request, body);
    seen.add(one);
    var stub = stubs.get(service);
    return stub == null ? json(501, "{\"__type\":\"NotImplemented\"}") : stub.answer(one);
  }

  @Override
  public URI uri() {
    return URI.create("http://127.0.0.1:1");
  }

  @Override
  public Invocation invoke(
      Caller as,
      String name,
      @Nullable String qualifier,
      byte[] payload,
      @Nullable String clientContext) {
    return function.invoke(
        name, qualifier, Json.known(new String(payload, StandardCharsets.UTF_8)));
  }

  @Override
  public String invokeAsync(Caller as, String name, @Nullable String qualifier, byte[] payload) {
    return "request";
  }

  @Override
  public void put(
      Caller as,
      String namespace,
      String name,
      Map<String, String> dimensions,
      Instant at,
      double value,
      String unit) {
    points.add(new Point(name, dimensions, value));
  }

  @Override
  public Roles.Answer ask(String roleArn, String servicePrincipal) {
    return roles.getOrDefault(roleArn, Roles.Answer.ASSUMABLE);
  }

  List<JsonNode> seen(String operation) {
    var bodies = new ArrayList<JsonNode>();
    seen.stream()
        .filter(one -> one.operation().equals(operation))
        .forEach(one -> bodies.add(one.body()));
    return bodies;
  }

  @Override
  public void close() {
    states.close();
  }
}
