package dev.aileron.sandbox.lambda.events;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Functions;
import dev.aileron.sandbox.lambda.calls.Services;
import dev.aileron.sandbox.lambda.control.EventSourceMapping;
import dev.aileron.sandbox.lambda.control.LambdaRegion;
import dev.aileron.sandbox.lambda.control.Targets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads queues and streams for event source mappings, each on a thread of its own. */
public final class Pollers implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Pollers.class.getName());
  private static final Duration WHILE_DISABLED = Duration.ofMillis(100);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

  private final Targets targets;
  private final Services services;
  private final Functions functions;
  private final BackOff backOff;
  private final Clock clock;
  private final Map<String, Thread> threads = new ConcurrentHashMap<>();
  private volatile boolean closed;

  public Pollers(
      Targets targets, Services services, Functions functions, BackOff backOff, Clock clock) {
    this.targets = targets;
    this.services = services;
    this.functions = functions;
    this.backOff = backOff;
    this.clock = clock;
  }

  /** How long a shard waits before a batch that failed is tried again. */
  public record BackOff(Duration first, Duration longest) {

    public static final BackOff REAL = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(10));
    public static final BackOff FAST = new BackOff(Duration.ofMillis(20), Duration.ofMillis(100));

    Duration after(Duration wait) {
      var doubled = wait.multipliedBy(2);
      return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
  }

  /** One mapping's way to its source. */
  interface Poller extends AutoCloseable {

    /** Reads once and hands on what there is. */
    void poll(Targets.Mapping mapping) throws InterruptedException;

    @Override
    default void close() {}
  }

  /** What pollers share. */
  record Work(
      LambdaRegion region,
      String mappingId,
      String sourceArn,
      Services services,
      Functions functions,
      Destinations destinations,
      Targets targets,
      BackOff backOff,
      Clock clock) {

    /** Lambda itself; it reads with the function's role. */
    Caller caller() {
      return new Caller(region.accountId(), region.name(), "lambda.amazonaws.com", null);
    }

    /** The mapping as it is now; empty when it is gone or does not poll. */
    Optional<Targets.Mapping> current() {
      return targets.mapping(region, mappingId, clock.instant()).filter(Targets.Mapping::polling);
    }

    /** The role of the function behind the mapping, for calls that are made in its name. */
    Caller asRole(String functionArn) {
      return caller().as(targets.role(caller(), functionArn, clock.instant()));
    }
  }

  /** Sees to it that the mapping is polled as long as it is there. Does not block. */
  public void changed(LambdaRegion region, EventSourceMapping mapping) {
    if (closed) {
      return;
    }
    threads.computeIfAbsent(
        mapping.id(),
        id ->
            Thread.ofVirtual()
                .name("lambda-mapping-" + id)
                .start(() -> run(region, mapping.id(), mapping.sourceArn(), mapping.source())));
  }

  private void run(
      LambdaRegion region, String id, String sourceArn, EventSourceMapping.Source source) {
    var work =
        new Work(
            region,
            id,
            sourceArn,
            services,
            functions,
            new Destinations(services, functions),
            targets,
            backOff,
            clock);
    @Nullable Poller poller = null;
    try {
      while (!closed) {
        var mapping = targets.mapping(region, id, clock.instant());
        if (mapping.isEmpty()) {
          return;
        }
        if (!mapping.get().polling()) {
          Thread.sleep(WHILE_DISABLED);
          continue;
        }
        if (poller == null) {
          poller = source.isStream() ? new StreamPoller(work, source) : new QueuePoller(work);
        }
        pollOnce(poller, mapping.get());
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    } finally {
      threads.remove(id);
      if (poller != null) {
        poller.close();
      }
    }
  }

  private static void pollOnce(Poller poller, Targets.Mapping mapping) throws InterruptedException {
    try {
      poller.poll(mapping);
    } catch (AwsError refused) {
      mapping.result().accept("PROBLEM: " + refused.message());
      Thread.sleep(AFTER_TROUBLE);
    } catch (RuntimeException mistake) {
      LOG.log(System.Logger.Level.ERROR, "A mapping could not read its source", mistake);
      mapping.result().accept("PROBLEM: " + mistake);
      Thread.sleep(AFTER_TROUBLE);
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.values().forEach(Thread::interrupt);
  }
}
