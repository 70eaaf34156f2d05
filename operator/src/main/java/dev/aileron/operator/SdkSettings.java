package dev.aileron.operator;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurationServiceCustomizer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Consumer;

/** What the operator SDK is told by our own settings. */
@Singleton
class SdkSettings implements ConfigurationServiceCustomizer {
  /** Longer than the longest AWS call (30 s), shorter than the pod's grace period. */
  private static final Duration LAST_PASSES = Duration.ofSeconds(35);

  private final Settings settings;

  SdkSettings(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Consumer<ConfigurationServiceOverrider> overrider() {
    return sdk -> {
      // Bounded: not threads are scarce but calls, 15 a second for the whole AWS account.
      sdk.withConcurrentReconciliationThreads(settings.concurrency());
      // The SDK's default interrupts passes at once. QOSDK (7.7) hands its own setting only to a
      // shutdown hook that is not used here (SdkBeans).
      sdk.withReconciliationTerminationTimeout(LAST_PASSES);
      if (settings.leaderElection()) {
        sdk.withLeaderElectionConfiguration(lease());
      }
    };
  }

  private LeaderElectionConfiguration lease() {
    LeaderElectionConfigurationBuilder lease =
        LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(settings.leaseName())
            .withLeaderCallbacks(new LeaderCallbacks(() -> {}, new LostLease(), _ -> {}));
    settings.leaseNamespace().ifPresent(lease::withLeaseNamespace);
    // JOSDK's own way to end is System.exit, which in a shutdown waits for the shutdown that calls
    // it: after SIGTERM the process never ended (java-operator-sdk#3383).
    return lease.buildForTest(false);
  }
}
