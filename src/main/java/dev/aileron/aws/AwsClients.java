package dev.aileron.aws;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * One client per service, region and endpoint, made when first needed. The SDK does not retry: a
 * throttle has to reach the reconciler, which frees its thread and comes back later, and a lost
 * reply has to be looked into before the call is repeated.
 */
public final class AwsClients implements AutoCloseable {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder()
          .connectionTimeout(Duration.ofSeconds(5))
          .socketTimeout(CALL_TIMEOUT)
          .build();
  private final ConcurrentMap<Place, LambdaClient> lambda = new ConcurrentHashMap<>();
  private final ConcurrentMap<Place, SfnClient> sfn = new ConcurrentHashMap<>();
  private final ConcurrentMap<Place, String> accounts = new ConcurrentHashMap<>();

  private record Place(String region, @Nullable URI endpoint) {
    static Place of(AwsEnvironment environment) {
      return new Place(environment.region(), environment.endpoint());
    }
  }

  public AwsClients(AwsCredentialsProvider credentials) {
    this.credentials = credentials;
  }

  public LambdaClient lambda(AwsEnvironment environment) {
    return lambda.computeIfAbsent(
        Place.of(environment), place -> configure(LambdaClient.builder(), place).build());
  }

  public SfnClient sfn(AwsEnvironment environment) {
    return sfn.computeIfAbsent(
        Place.of(environment), place -> configure(SfnClient.builder(), place).build());
  }

  /**
   * The account of an environment: as configured, or else as STS says, asked once.
   *
   * @throws AwsFailure if STS does not say
   */
  public String accountID(AwsEnvironment environment) {
    if (environment.accountID() != null) {
      return environment.accountID();
    }
    return accounts.computeIfAbsent(Place.of(environment), this::askForAccount);
  }

  private String askForAccount(Place place) {
    try (StsClient sts = configure(StsClient.builder(), place).build()) {
      return AwsCall.of("sts", "GetCallerIdentity", () -> sts.getCallerIdentity().account());
    }
  }

  private <B extends AwsClientBuilder<B, ?>> B configure(B builder, Place place) {
    builder.region(Region.of(place.region())).credentialsProvider(credentials);
    builder.overrideConfiguration(
        ClientOverrideConfiguration.builder()
            .retryStrategy(DefaultRetryStrategy.doNotRetry())
            .apiCallTimeout(CALL_TIMEOUT)
            .build());
    if (builder
        instanceof software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder<?, ?> s) {
      s.httpClient(http);
    }
    if (place.endpoint() != null) {
      builder.endpointOverride(place.endpoint());
    }
    return builder;
  }

  @Override
  public void close() {
    lambda.values().forEach(LambdaClient::close);
    sfn.values().forEach(SfnClient::close);
    http.close();
  }
}
