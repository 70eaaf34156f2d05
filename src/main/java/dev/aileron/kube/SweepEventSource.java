package dev.aileron.kube;

import dev.aileron.aws.Environments;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the objects that a {@link Sweep} finds, round after round. JOSDK's own polling sources read
 * each object by itself, and end for good at the first exception (5.3,
 * PerResourcePollingEventSource and PollingEventSource).
 */
final class SweepEventSource<P extends HasMetadata> extends AbstractEventSource<Void, P> {
  private static final Logger LOG = LoggerFactory.getLogger(SweepEventSource.class);

  private final Sweep<P> sweep;
  private final Duration period;
  private @Nullable ScheduledExecutorService thread;

  SweepEventSource(
      Census<P> census, Environments environments, EventSourceContext<P> context, Duration period) {
    super(Void.class, "sweep");
    this.sweep =
        new Sweep<>(
            census,
            environments,
            () -> context.getPrimaryCache().list(),
            id -> getEventHandler().handleEvent(new Event(id)));
    this.period = period;
  }

  @Override
  public synchronized void start() {
    if (isRunning()) {
      return;
    }
    super.start();
    thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sweep").factory());
    goOnAfter(period);
  }

  @Override
  public synchronized void stop() {
    super.stop();
    if (thread != null) {
      thread.shutdownNow();
      thread = null;
    }
  }

  private void goOn() {
    Duration after = period;
    try {
      after = sweep.goOn().orElse(period);
    } catch (RuntimeException e) {
      LOG.error("Unexpected while sweeping; the next round comes all the same", e);
    } finally {
      goOnAfter(after);
    }
  }

  private synchronized void goOnAfter(Duration after) {
    if (thread != null) {
      thread.schedule(this::goOn, after.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public Set<Void> getSecondaryResources(P primary) {
    return Set.of();
  }
}
