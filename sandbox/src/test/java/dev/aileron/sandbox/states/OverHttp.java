package dev.aileron.sandbox.states;

import dev.aileron.sandbox.aws.AwsEndpoint;
import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.AwsService;
import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.RequestLog;
import dev.aileron.sandbox.aws.model.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Step Functions behind the real endpoint, and a client of AWS's SDK for it. */
final class OverHttp implements AutoCloseable {
  final Surround surround;
  final SfnClient sfn;
  private final AwsEndpoint endpoint;
  private final RequestLog log;

  OverHttp(Settings settings, Path folder) throws IOException {
    surround = Surround.with(settings);
    log = new RequestLog(folder.resolve("requests.jsonl"));
    endpoint = AwsEndpoint.start(0, new Dispatch(surround), log, Clock.systemUTC());
    sfn =
        SfnClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .endpointOverride(endpoint.uri())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDTEST", "secret")))
            .overrideConfiguration(c ->
                c.retryStrategy(r -> r.maxAttempts(1))
                    .putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true))
            .build();
  }

  /** All that the whole endpoint does for these tests. */
  private record Dispatch(Surround surround) implements AwsService {

    @Override
    public Operation identify(AwsRequest request) {
      var target = String.valueOf(request.headers().first("X-Amz-Target"));
      return new Operation("states", target.substring(target.indexOf('.') + 1), null, false);
    }

    @Override
    public AwsResponse handle(AwsRequest request, Operation operation) throws InterruptedException {
      return surround.wire(request, operation.name());
    }
  }

  @Override
  public void close() throws IOException {
    sfn.close();
    endpoint.close();
    log.close();
    surround.close();
  }
}
