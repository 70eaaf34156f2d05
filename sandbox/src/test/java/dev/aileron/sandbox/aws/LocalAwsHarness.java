package dev.aileron.sandbox.aws;

import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.ServiceModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/**
 * The sandbox's AWS without an emulator behind it: something else stands there, told by the test.
 */
public final class LocalAwsHarness implements AutoCloseable {

  public static final String HOME = "111122223333";

  public final TestClock clock = new TestClock();
  public final List<Call> forwarded = new CopyOnWriteArrayList<>();
  public final LocalAws aws;
  private final RequestLog log;
  private final Path logFile;

  /**
   * Starts it.
   *
   * @param behind answers what is forwarded
   */
  public LocalAwsHarness(
      Path directory, AwsSettings settings, Function<AwsRequest, AwsResponse> behind)
      throws IOException {
    logFile = directory.resolve("requests.jsonl");
    log = new RequestLog(logFile);
    var finder = new OperationFinder();
    var emulator =
        new AwsService() {
          @Override
          public Operation identify(AwsRequest request) {
            return finder.find(request);
          }

          @Override
          public AwsResponse handle(AwsRequest request, Operation operation) {
            return behind.apply(request);
          }
        };
    aws = LocalAws.start(AwsAccount.create(), settings, emulator, log, clock);
  }

  public LocalAwsHarness with(ServiceModel model) {
    aws.add(model);
    return this;
  }

  public List<String> log() throws IOException {
    return Files.readAllLines(logFile);
  }

  /** A client of the SDK that does not try again, and so shows every error as it is. */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return client(builder, HOME, "eu-west-1");
  }

  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, String accessKey, String region) {
    return client(builder, AwsBasicCredentials.create(accessKey, "secret"), region);
  }

  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, AwsCredentials credentials, String region) {
    return builder
        .endpointOverride(aws.uri())
        .region(Region.of(region))
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(20)))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .build())
        .build();
  }

  /** Sends a request as it is. */
  public HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(aws.uri() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i + 1 < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofString());
    }
  }

  /** An Authorization header as a signer of that service sends it. */
  public static String signature(String key, String service) {
    return "AWS4-HMAC-SHA256 Credential=%s/20261124/eu-west-1/%s/aws4_request, SignedHeaders=host, Signature=0"
        .formatted(key, service);
  }

  @Override
  public void close() throws IOException {
    aws.close();
    log.close();
  }
}
