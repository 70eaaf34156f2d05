package dev.aileron.sandbox.lambda;

import dev.aileron.sandbox.aws.AwsEndpoint;
import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.AwsService;
import dev.aileron.sandbox.aws.ForwardingService;
import dev.aileron.sandbox.aws.Headers;
import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.RequestBody;
import dev.aileron.sandbox.aws.RequestLog;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Endpoint;
import dev.aileron.sandbox.aws.model.Roles;
import dev.aileron.sandbox.aws.model.Settings;
import dev.aileron.sandbox.lambda.wire.Reply;
import dev.aileron.sandbox.process.Processes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The sandbox's Lambda over real HTTP, with just enough of an AWS around it. */
final class Lambda implements AutoCloseable {

  static final String ACCOUNT = "111111111111";
  static final String REGION = "eu-west-1";

  /** What Java functions run in, once the module is packaged. */
  static final Path JAVA =
      Path.of(
          System.getProperty(
              "aileron.test.java",
              Path.of(System.getProperty("project.root", ".."), "sandbox/target/java-functions")
                  .toAbsolutePath()
                  .toString()));

  static final Caller OWNER =
      new Caller(ACCOUNT, REGION, "arn:aws:iam::" + ACCOUNT + ":root", ACCOUNT);
  static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/lambda";

  /** One data point as it was put. */
  record Point(String name, Map<String, String> dimensions, double value) {}

  final TestClock clock = new TestClock();
  final FakeAws aws = new FakeAws(clock);
  final List<Point> points = new CopyOnWriteArrayList<>();
  final Map<String, Roles.Answer> roles = new ConcurrentHashMap<>();
  final LambdaService service;
  private final Path directory;
  private final RequestLog log;
  private final AwsEndpoint endpoint;
  private final Processes processes;
  private final List<LambdaClient> clients = new ArrayList<>();

  private Lambda(Settings settings, @Nullable Path python, boolean realTime) throws IOException {
    directory = Files.createTempDirectory("lambda");
    log = new RequestLog(directory.resolve("requests.jsonl"));
    var dispatch = new Dispatch();
    endpoint = AwsEndpoint.start(0, dispatch, log, Clock.systemUTC());
    aws.uri = endpoint.uri();
    var root = Path.of(System.getProperty("project.root", "..")).toAbsolutePath();
    processes = new Processes(root.resolve("sandbox/supervise.sh"), directory.resolve("processes"));
    service =
        new LambdaService(
            new LambdaService.Machine(
                directory.resolve("lambda"),
                processes,
                python,
                JAVA,
                realTime ? Clock.systemUTC() : clock),
            aws,
            (arn, principal) -> roles.getOrDefault(arn, Roles.Answer.ASSUMABLE),
            (caller, namespace, name, dimensions, at, value, unit) ->
                points.add(new Point(name, dimensions, value)),
            settings);
    dispatch.lambda = service;
  }

  /** With AWS's settling times, on a clock that the test moves. */
  static Lambda settling() throws IOException {
    return new Lambda(Settings.real(1), null, false);
  }

  /** With these settings, on a clock that the test moves. */
  static Lambda with(Settings settings) throws IOException {
    return new Lambda(settings, null, false);
  }

  /** Without waiting. */
  static Lambda fast() throws IOException {
    return new Lambda(Settings.fast(1), null, true);
  }

  /** With AWS's settling times on a clock that the test moves, and Python functions that run. */
  static Lambda runningOnTestClock(Path python) throws IOException {
    return new Lambda(Settings.real(1), python, false);
  }

  /** Without waiting, on a clock that the test moves, and with Python functions that run. */
  static Lambda runningFast(Path python) throws IOException {
    return new Lambda(Settings.fast(1), python, false);
  }

  /** Without waiting, and with Python functions that run. */
  static Lambda running(@Nullable Path python) throws IOException {
    return new Lambda(Settings.fast(1), python, true);
  }

  URI uri() {
    return endpoint.uri();
  }

  Path directory() {
    return directory;
  }

  LambdaClient client() {
    return client(ACCOUNT);
  }

  LambdaClient client(String account) {
    var client =
        LambdaClient.builder()
            .endpointOverride(uri())
            .region(Region.of(REGION))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
    clients.add(client);
    return client;
  }

  @Override
  public void close() throws IOException {
    clients.forEach(LambdaClient::close);
    service.close();
    endpoint.close();
    processes.close();
    log.close();
  }

  /** Finds out who calls, and writes errors as Lambda does. */
  private static final class Dispatch implements AwsService {

    private static final java.util.Set<String> CAPITAL =
        java.util.Set.of(
            "AccessDeniedException",
            "CodeSigningConfigNotFoundException",
            "ResourceInUseException",
            "ResourceNotFoundException",
            "ServiceException");

    private final ForwardingService names = new ForwardingService(() -> URI.create("http://none"));
    private @Nullable LambdaService lambda;

    @Override
    public Operation identify(AwsRequest request) {
      return names.identify(request);
    }

    @Override
    public AwsResponse handle(AwsRequest request, Operation operation) throws InterruptedException {
      var service = java.util.Objects.requireNonNull(lambda);
      var scope = request.scope();
      var account = scope == null ? ACCOUNT : scope.accessKeyId();
      var region = scope == null ? REGION : scope.region();
      var caller = new Caller(account, region, "arn:aws:iam::" + account + ":root", account);
      try {
        if (!service.models(operation)) {
          throw new AwsError(501, "NotImplementedException", operation.name());
        }
        var time = service.now();
        return service.handle(new Call(request, operation, caller, time));
      } catch (AwsError e) {
        return error(e);
      }
    }

    private static AwsResponse error(AwsError error) {
      var body = Reply.object();
      body.put(CAPITAL.contains(error.code()) ? "Message" : "message", error.message());
      if (!error.code().equals("ValidationException")
          && !error.code().equals("AccessDeniedException")) {
        body.put("Type", error.status() < 500 ? "User" : "Service");
      }
      error.fields().forEach((name, value) -> body.put(name, String.valueOf(value)));
      if (body.path("Type").asText().isEmpty()) {
        body.remove("Type");
      }
      var bytes = Reply.text(body).getBytes(StandardCharsets.UTF_8);
      var headers =
          List.of(
              new Headers.Header("Content-Type", "application/json"),
              new Headers.Header("Content-Length", String.valueOf(bytes.length)),
              new Headers.Header("x-amzn-ErrorType", error.code()));
      return new AwsResponse(
          error.status(), new Headers(headers), error.code(), new ByteArrayInputStream(bytes));
    }
  }

  /** Services around Lambda, as far as it calls them. */
  static final class FakeAws implements Endpoint {

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final FakeQueues queues = new FakeQueues();
    final FakeStreams streams;
    final List<String> published = new CopyOnWriteArrayList<>();
    final List<String> logged = new CopyOnWriteArrayList<>();
    private volatile @Nullable ForwardingService forwarding;
    private volatile URI uri = URI.create("http://none");

    FakeAws(Clock clock) {
      this.streams = new FakeStreams(clock);
    }

    /** From now on everything is an emulator's. */
    void forwardTo(URI emulator) {
      forwarding = new ForwardingService(() -> emulator);
    }

    /** Makes a bucket or an object of an emulator's S3. */
    void put(String path, byte[] body) throws InterruptedException {
      var request = new AwsRequest("PUT", path, "", new Headers(List.of()), RequestBody.of(body));
      var response = send(OWNER, "s3", request);
      if (response.status() >= 300) {
        throw new IllegalStateException(path + ": " + response.error());
      }
    }

    private static AwsResponse forward(
        ForwardingService to, Caller caller, String service, AwsRequest request)
        throws InterruptedException {
      var headers = new ArrayList<>(request.headers().all());
      headers.add(
          new Headers.Header(
              "Authorization",
              "AWS4-HMAC-SHA256 Credential=%s/20261125/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                  .formatted(caller.accountId(), caller.region(), service)));
      var signed =
          new AwsRequest(
              request.method(),
              request.path(),
              request.query(),
              new Headers(headers),
              request.body());
      try {
        return to.handle(signed, to.identify(signed));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public AwsResponse send(Caller caller, String service, AwsRequest request)
        throws InterruptedException {
      var emulator = forwarding;
      if (emulator != null) {
        return forward(emulator, caller, service, request);
      }
      return switch (service) {
        case "s3" -> s3(request);
        case "sqs" -> queues.answer(request);
        case "kinesis", "dynamodb" -> streams.answer(request);
        case "sns" -> {
          published.add(FakeQueues.text(request));
          yield json(200, "{}");
        }
        case "logs" -> {
          logged.add(FakeQueues.text(request));
          yield json(200, "{}");
        }
        default -> json(400, "{}");
      };
    }

    private AwsResponse s3(AwsRequest request) {
      var path = request.path();
      if (request.method().equals("PUT")) {
        objects.put(path, FakeQueues.text(request).getBytes(StandardCharsets.UTF_8));
        return json(200, "");
      }
      var found = objects.get(path);
      if (found != null) {
        return new AwsResponse(200, new Headers(List.of()), null, new ByteArrayInputStream(found));
      }
      var bucket = path.split("/")[1];
      boolean known = objects.keySet().stream().anyMatch(key -> key.startsWith("/" + bucket + "/"));
      var body =
          known
              ? "<Error><Code>NoSuchKey</Code><Message>The specified key does not"
                  + " exist.</Message></Error>"
              : "<Error><Code>NoSuchBucket</Code><Message>The specified bucket does not"
                  + " exist</Message></Error>";
      return json(404, body);
    }

    static AwsResponse json(int status, String body) {
      var headers =
          new Headers(List.of(new Headers.Header("Content-Type", "application/x-amz-json-1.0")));
      return new AwsResponse(
          status,
          headers,
          status < 300 ? null : "Error",
          new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public URI uri() {
      return uri;
    }
  }

  static Map<String, String> map(String... pairs) {
    var map = new HashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
