package dev.aileron.operator;

import dev.aileron.aws.AwsClients;
import dev.aileron.aws.Environments;
import dev.aileron.kernel.budget.CallBudget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** AWS: credentials and region by the SDK's own chain where nothing else is said. */
@ApplicationScoped
class AwsBeans {
  @Produces
  @Singleton
  AwsClients clients(Clock clock, Settings settings) {
    return new AwsClients(
        DefaultCredentialsProvider.builder().build(),
        () -> new CallBudget(clock, settings.aws().budgetShare()));
  }

  void close(@Disposes AwsClients clients) {
    clients.close();
  }

  @Produces
  @Singleton
  Environments environments(Settings settings) {
    return new ConfiguredEnvironments(settings, regionOfTheSdk(settings));
  }

  /** Asked only if nothing is configured: off AWS the chain's last link takes seconds to fail. */
  private static Optional<String> regionOfTheSdk(Settings settings) {
    if (settings.aws().region().isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(DefaultAwsRegionProviderChain.builder().build().getRegion().id());
    } catch (SdkClientException e) {
      return Optional.empty();
    }
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
