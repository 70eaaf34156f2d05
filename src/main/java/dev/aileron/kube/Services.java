package dev.aileron.kube;

import dev.aileron.api.ReconciledStatus;
import dev.aileron.aws.Environments;
import dev.aileron.kernel.plan.Step;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;

/**
 * What every kind is put together from.
 *
 * @param resync how often an object that is in sync is looked at again
 */
public record Services(
    KubernetesClient client, Environments environments, Clock clock, Duration resync) {
  /** The Releases of one controller. */
  public ReleaseLedger ledger(Sources sources) {
    return new ReleaseLedger(client, new StatusWriter(client), clock, sources::releasesOf);
  }

  /** The template for a kind. */
  public <P extends CustomResource<?, T>, T extends ReconciledStatus, D, O, S extends Step>
      ExternalReconciler<P, T, D, O, S> template(ExternalKind<P, T, D, O, S> kind) {
    Reporter<P, T, D, O> reporter =
        new Reporter<>(kind, new StatusWriter(client), new EventRecorder(client, clock), clock);
    return new ExternalReconciler<>(
        kind, reporter, new Schedule<>(reporter, new Pauses(clock), resync));
  }
}
