package dev.aileron.kube;

import dev.aileron.api.ReconciledStatus;
import dev.aileron.aws.Environments;
import dev.aileron.kernel.plan.Step;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;

/**
 * What every kind is put together from.
 *
 * @param resync how often an object that is in sync is looked at again
 * @param sweep how often everything is listed, to find what needs a look before that
 */
public record Services(
    KubernetesClient client,
    Environments environments,
    Clock clock,
    Duration resync,
    Duration sweep) {
  /** The Releases of one controller. */
  public ReleaseLedger ledger(Sources sources) {
    return new ReleaseLedger(client, new StatusWriter(client), clock, sources::releasesOf);
  }

  /** Wakes objects whose thing in AWS was changed or deleted by somebody else. */
  public <P extends HasMetadata> EventSource<?, P> sweep(
      Census<P> census, EventSourceContext<P> context) {
    return new SweepEventSource<>(census, environments, context, sweep);
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
