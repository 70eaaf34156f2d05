package dev.aileron.component;

import static dev.aileron.component.Manifest.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Replicas: one works, another goes on when it is gone. */
@ComponentTest
class LeaderElectionTest {
  @Test
  void theOtherGoesOnWhereTheLeaderWasAndWritesNothingTwice(World world) {
    // Given
    RunningOperator leader = world.startReplica(lease(world, "first"));
    awaitHolder(world, "first");
    RunningOperator other = world.startReplica(lease(world, "second"));
    world.apply(function("hello"));
    world.awaitReady("hello");
    int writes = world.lambda.writes().size();

    // When
    leader.stop();
    world.apply(function("later"));
    world.awaitReady("later");

    // Then
    awaitHolder(world, "second");
    assertThat(other.isRunning()).isTrue();
    assertThat(world.lambda.writes()).hasSize(writes + 2);
    assertThat(world.lambda.writes(world.nameInAWS("hello"))).hasSize(writes);
  }

  private static LeaderElectionConfiguration lease(World world, String identity) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration("aileron")
        .withLeaseNamespace(world.namespace())
        .withIdentity(identity)
        // A leader that stops gives its lease back at once. Until then it keeps it, even where a
        // busy machine renews it late.
        .withLeaseDuration(Duration.ofSeconds(20))
        .withRenewDeadline(Duration.ofSeconds(15))
        .withRetryPeriod(Duration.ofMillis(250))
        // A leader that ends ends its process; this one is the tests'.
        .buildForTest(false);
  }

  private static void awaitHolder(World world, String identity) {
    world.until(
        Lease.class, "aileron", lease -> identity.equals(lease.getSpec().getHolderIdentity()));
  }
}
