package dev.aileron.sandbox.lambda.run;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.lambda.calls.Services;
import dev.aileron.sandbox.lambda.control.CodeStore;
import dev.aileron.sandbox.lambda.control.Target;
import dev.aileron.sandbox.lambda.run.Outcome.End;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.process.Processes;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Runs one event in an environment of its version and tells how it went. */
public final class Invoker implements AutoCloseable {

  /** The most that a function may answer: 6 MB and a little for the envelope. */
  private static final int RESPONSE_LIMIT = 6_291_556;

  private static final int TAIL = 4096;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");
  private static final Duration INIT_LIMIT = Duration.ofSeconds(10);

  private final Launcher launcher;
  private final Pools pools;
  private final Concurrency concurrency = new Concurrency();
  private final FunctionMetrics metrics;
  private final FunctionLogs logs;
  private final Clock clock;

  private Invoker(
      Launcher launcher, Pools pools, FunctionMetrics metrics, FunctionLogs logs, Clock clock) {
    this.launcher = launcher;
    this.pools = pools;
    this.metrics = metrics;
    this.logs = logs;
    this.clock = clock;
  }

  /**
   * What functions run with.
   *
   * @param directory for what is extracted, written and logged
   * @param python that has AWS's runtime interface client; null for none
   * @param javaRuntime folder with AWS's runtime interface client for Java; null for none
   * @param idle after which a warm environment ends
   * @param endpoint that functions call AWS at
   */
  public record Machine(
      Path directory,
      @Nullable Path python,
      @Nullable Path javaRuntime,
      Duration idle,
      URI endpoint) {}

  public static Invoker start(
      Machine machine,
      CodeStore store,
      Http http,
      Processes processes,
      Credentials credentials,
      Services services,
      FunctionMetrics metrics,
      Clock clock)
      throws IOException {
    var tools = new Launcher.Tools(machine.python(), machine.javaRuntime());
    var launcher =
        new Launcher(
            machine.directory().resolve("run"),
            tools,
            store,
            http,
            processes,
            credentials,
            machine.endpoint());
    var logs = new FunctionLogs(machine.directory().resolve("logs"), services);
    return new Invoker(launcher, new Pools(machine.idle()), metrics, logs, clock);
  }

  /**
   * What came of it.
   *
   * @param tail the last 4 KB of what was logged
   */
  public record Ran(Outcome outcome, byte[] tail) {}

  /**
   * Runs an event and waits for its end.
   *
   * @param clientContext JSON; null for none
   * @throws AwsError when it cannot be run: throttled, or no such runtime here
   */
  public Ran run(Target target, String requestId, byte[] event, @Nullable String clientContext)
      throws InterruptedException {
    Concurrency.Place place;
    try {
      place = concurrency.enter(target);
    } catch (AwsError throttled) {
      metrics.throttled(target, clock.instant());
      throw throttled;
    }
    try (place) {
      return inPlace(target, requestId, event, clientContext);
    } catch (IOException e) {
      throw Errors.service("The sandbox could not start the function: " + e.getMessage());
    }
  }

  /**
   * Ends what idles for a function or a version that is gone.
   *
   * @param arn of the function, or of one version
   */
  public void forget(String arn) {
    pools.forget(arn);
  }

  private Ran inPlace(Target target, String requestId, byte[] event, @Nullable String clientContext)
      throws IOException, InterruptedException {
    var start = clock.instant();
    int concurrent = concurrency.running(target.functionArn());
    @Nullable Double initMillis = null;
    @Nullable Outcome failure = null;
    var warm = pools.take(target);
    long launched = System.nanoTime();
    var environment =
        warm == null ? launcher.start(target, stream(target), pools.storage(target)) : warm;
    Outcome outcome;
    double millis;
    try {
      if (warm == null) {
        var limit = INIT_LIMIT.plusSeconds(target.configuration().timeout());
        failure = environment.awaitInitialized(limit);
        initMillis = millisSince(launched);
      }
      long begin = System.nanoTime();
      if (failure == null) {
        outcome = invoke(environment, target, requestId, event, clientContext);
      } else {
        outcome = failure.end() == End.TIMED_OUT ? timeout(target, requestId) : failure;
      }
      millis = millisSince(begin);
    } catch (InterruptedException | RuntimeException e) {
      environment.close(); // Nobody waits any more, and nobody else would end its process.
      throw e;
    }
    var ended = limited(outcome);
    var lines =
        new LogLines(target, requestId)
            .around(
                environment.newOutput(), initMillis, millis, environment.memory().most(), start);
    finish(target, environment, failure, outcome);
    logs.write(target, environment.logStream(), lines, clock.instant());
    metrics.ran(target, start, millis, ended.failed(), concurrent);
    return new Ran(ended, tail(String.join("\n", lines) + "\n"));
  }

  private Outcome invoke(
      Environment environment,
      Target target,
      String requestId,
      byte[] event,
      @Nullable String clientContext)
      throws InterruptedException {
    var limit = Duration.ofSeconds(target.configuration().timeout());
    var invocation =
        new Invocation(
            requestId,
            target.invokedArn(),
            event,
            System.currentTimeMillis() + limit.toMillis(),
            "Root=1-00000000-" + requestId.replace("-", "").substring(0, 24) + ";Sampled=0",
            clientContext,
            new CompletableFuture<>());
    var watch = pools.watch(target, environment);
    try {
      var outcome = environment.invoke(invocation, limit);
      return outcome == null ? timeout(target, requestId) : outcome;
    } finally {
      close(watch);
    }
  }

  private static void close(AutoCloseable watch) {
    try {
      watch.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void finish(
      Target target, Environment environment, @Nullable Outcome initFailure, Outcome outcome) {
    if (outcome.end() == End.TIMED_OUT) {
      pools.timedOut(target, environment);
    } else if (initFailure == null) {
      pools.giveBack(target, environment);
    } else {
      environment.close();
    }
  }

  private static Outcome timeout(Target target, String requestId) {
    return Outcome.timedOut(
        String.format(
            Locale.ROOT,
            "RequestId: %s Error: Task timed out after %.2f seconds",
            requestId,
            (double) target.configuration().timeout()));
  }

  private static Outcome limited(Outcome outcome) {
    return outcome.payload().length <= RESPONSE_LIMIT
        ? outcome
        : Outcome.failed(
            "Function.ResponseSizeTooLarge",
            "Response payload size exceeded maximum allowed payload size (%d bytes)."
                .formatted(RESPONSE_LIMIT));
  }

  private String stream(Target target) {
    var day = DAY.format(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    return "%s/[%s]%s"
        .formatted(day, target.version(), java.util.HexFormat.of().toHexDigits(System.nanoTime()));
  }

  private static double millisSince(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }

  private static byte[] tail(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= TAIL
        ? bytes
        : java.util.Arrays.copyOfRange(bytes, bytes.length - TAIL, bytes.length);
  }

  @Override
  public void close() {
    pools.close();
    logs.close();
  }
}
