package dev.aileron.operator;

import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurationServiceCustomizer;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/** What the operator SDK is told by our own settings. */
@Singleton
class SdkSettings implements ConfigurationServiceCustomizer {
  private final Settings settings;

  SdkSettings(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Consumer<ConfigurationServiceOverrider> overrider() {
    return sdk -> {
      // Bounded: not threads are scarce but calls, 15 a second for the whole AWS account.
      sdk.withConcurrentReconciliationThreads(settings.concurrency());
      if (settings.leaderElection()) {
        sdk.withLeaderElectionConfiguration(lease());
      }
    };
  }

  private LeaderElectionConfiguration lease() {
    return settings
        .leaseNamespace()
        .map(namespace -> new LeaderElectionConfiguration(settings.leaseName(), namespace))
        .orElseGet(() -> new LeaderElectionConfiguration(settings.leaseName()));
  }
}
