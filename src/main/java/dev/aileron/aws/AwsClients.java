package dev.aileron.aws;

import dev.aileron.kernel.budget.CallBudget;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
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
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * One client per service, region, endpoint and role, made when first needed. The SDK does not
 * retry: a throttle has to reach the reconciler, which frees its thread and comes back later, and a
 * lost reply has to be looked into before the call is repeated.
 */
public final class AwsClients implements AutoCloseable {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

  /** What CloudTrail shows as the name of the session. */
  private static final String SESSION = "aileron";

  private final AwsCredentialsProvider own;
  private final Supplier<CallBudget> newBudget;
  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder()
          .connectionTimeout(Duration.ofSeconds(5))
          .socketTimeout(CALL_TIMEOUT)
          .build();
  private final ConcurrentMap<Place, LambdaClient> lambda = new ConcurrentHashMap<>();
  private final ConcurrentMap<Place, SfnClient> sfn = new ConcurrentHashMap<>();
  private final ConcurrentMap<Account, CallBudget> budgets = new ConcurrentHashMap<>();
  private final ConcurrentMap<Place, String> accounts = new ConcurrentHashMap<>();
  private final ConcurrentMap<Place, AssumedRole> roles = new ConcurrentHashMap<>();

  private record Place(String region, @Nullable URI endpoint, @Nullable String roleARN) {
    static Place of(AwsEnvironment environment) {
      return new Place(environment.region(), environment.endpoint(), environment.roleARN());
    }
  }

  /**
   * Whose quotas a call takes from.
   *
   * @param id of the role that is assumed; empty for the operator's own account
   */
  private record Account(String id, String region) {
    private static final int FIELD = 4;

    /** arn:aws:iam::444455556666:role/name */
    static Account of(Place place) {
      String[] role = place.roleARN() == null ? new String[0] : place.roleARN().split(":", -1);
      return new Account(role.length > FIELD ? role[FIELD] : "", place.region());
    }
  }

  /** Credentials of a role, and the client that renews them. */
  private record AssumedRole(StsClient sts, StsAssumeRoleCredentialsProvider credentials) {
    void close() {
      credentials.close();
      sts.close();
    }
  }

  /**
   * @param own the operator's own credentials
   * @param newBudget the calls that may be made in one account and region
   */
  public AwsClients(AwsCredentialsProvider own, Supplier<CallBudget> newBudget) {
    this.own = own;
    this.newBudget = newBudget;
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

  private AwsCredentialsProvider credentials(Place place) {
    return place.roleARN() == null ? own : roles.computeIfAbsent(place, this::assume).credentials();
  }

  private AssumedRole assume(Place place) {
    StsClient sts = configure(StsClient.builder(), place, own).build();
    return new AssumedRole(
        sts,
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(request -> request.roleArn(place.roleARN()).roleSessionName(SESSION))
            .build());
  }

  private CallBudget budget(Place place) {
    return budgets.computeIfAbsent(Account.of(place), _ -> newBudget.get());
  }

  private <B extends AwsClientBuilder<B, ?>> B configure(B builder, Place place) {
    return configure(builder, place, credentials(place));
  }

  private <B extends AwsClientBuilder<B, ?>> B configure(
      B builder, Place place, AwsCredentialsProvider credentials) {
    builder.region(Region.of(place.region())).credentialsProvider(credentials);
    builder.overrideConfiguration(
        ClientOverrideConfiguration.builder()
            .retryStrategy(DefaultRetryStrategy.doNotRetry())
            .addExecutionInterceptor(new BudgetInterceptor(budget(place)))
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
    roles.values().forEach(AssumedRole::close);
    http.close();
  }
}
