package dev.aileron.sandbox;

import dev.aileron.sandbox.admin.AdminServer;
import dev.aileron.sandbox.aws.AwsAccount;
import dev.aileron.sandbox.aws.AwsSettings;
import dev.aileron.sandbox.aws.ForwardingService;
import dev.aileron.sandbox.aws.LocalAws;
import dev.aileron.sandbox.aws.MiniStack;
import dev.aileron.sandbox.aws.RequestLog;
import dev.aileron.sandbox.kubernetes.ControlPlane;
import dev.aileron.sandbox.lambda.LambdaService;
import dev.aileron.sandbox.operator.HelmRelease;
import dev.aileron.sandbox.operator.OperatorProcess;
import dev.aileron.sandbox.process.Processes;
import dev.aileron.sandbox.states.StepFunctions;
import dev.aileron.sandbox.tools.Binaries;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One sandbox: starts its parts, tells where they are, ends them.
 *
 * <p>Closing is allowed at any moment, also while it starts; everything that was started ends.
 */
public final class Sandbox implements AutoCloseable {

  private final SandboxDirectory directory;
  private final Installation installation;
  private final Parts parts;
  private final AwsSettings settings;
  private final Consumer<String> progress;
  private final Clock clock;
  private final AwsAccount account = AwsAccount.create();
  private final Processes processes;
  private final RequestLog requests;
  private volatile @Nullable LocalAws aws;
  private final Deque<AutoCloseable> servers = new ConcurrentLinkedDeque<>();

  /**
   * A sandbox of which nothing runs yet.
   *
   * @param settings how its AWS behaves
   */
  public Sandbox(
      SandboxDirectory directory,
      Installation installation,
      Parts parts,
      AwsSettings settings,
      Consumer<String> progress,
      Clock clock)
      throws IOException {
    this.directory = directory;
    this.installation = installation;
    this.parts = parts;
    this.settings = settings;
    this.progress = progress;
    this.clock = clock;
    this.processes = new Processes(installation.supervisor(), directory.run());
    this.requests = new RequestLog(directory.requests());
  }

  /**
   * Starts all parts and returns when all of them answer.
   *
   * @return completes with the name of the first program that ends by itself; the operator's end is
   *     not counted, because it may be ended on purpose
   */
  public CompletableFuture<String> start() throws IOException, InterruptedException {
    var binaries = installation.goTools(progress).provide(parts.programs());
    var environment = new LinkedHashMap<String, String>();
    Optional<ControlPlane> controlPlane;
    // The two sides have nothing to do with each other: the slower one decides how long it takes.
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var kubernetes = threads.submit(() -> startKubernetes(binaries));
      var awsSide = threads.submit(this::startAws);
      controlPlane = result(kubernetes);
      controlPlane.ifPresent(plane -> environment.put("KUBECONFIG", plane.kubeconfig().toString()));
      environment.putAll(result(awsSide));
    }
    var ended = processes.firstToEnd();
    var operator =
        controlPlane.filter(plane -> parts.operator()).map(plane -> operator(plane, environment));
    if (operator.isPresent()) {
      progress.accept("installing the chart");
      new HelmRelease(installation, binaries, directory).install(account.region());
    }
    var admin =
        AdminServer.start(requests, Optional.ofNullable(aws).map(LocalAws::faults), operator);
    servers.push(admin);
    environment.put("SANDBOX_ADMIN_URL", admin.uri().toString());
    directory.writeEnvironment(environment);
    if (operator.isPresent()) {
      progress.accept("starting the operator");
      operator.get().start();
    }
    directory.markReady();
    return ended;
  }

  @Override
  public void close() throws IOException {
    directory.markNotReady();
    // Programs first: they are clients of our servers.
    processes.close();
    for (var server : servers) {
      try {
        server.close();
      } catch (Exception e) {
        progress.accept("stopping a server failed: " + e.getMessage());
      }
    }
    requests.close();
    directory.clean();
  }

  private Optional<ControlPlane> startKubernetes(Binaries binaries)
      throws IOException, InterruptedException {
    if (!parts.kubernetes()) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    var plane = ControlPlane.start(binaries, directory.kubernetes(), processes, clock);
    report("Kubernetes", start);
    return Optional.of(plane);
  }

  private Map<String, String> startAws() throws IOException, InterruptedException {
    if (!parts.aws()) {
      return Map.of();
    }
    long start = System.nanoTime();
    var python = installation.pythonTools(progress).provide();
    var upstream = new CompletableFuture<URI>();
    // The endpoint first: the emulator has to know under which address clients see it.
    var started =
        LocalAws.start(account, settings, new ForwardingService(upstream::join), requests, clock);
    aws = started;
    servers.push(started);
    // Before the emulator: it has to know what of its events and messages goes to these.
    addServices(started, python);
    upstream.complete(
        MiniStack.start(
            python,
            installation.ministack(),
            directory.aws(),
            started.uri().getPort(),
            started.services(),
            account,
            processes));
    started.prepare();
    report("AWS", start);
    var environment = new LinkedHashMap<String, String>();
    environment.put("AWS_ENDPOINT_URL", started.uri().toString());
    environment.put("AWS_REGION", account.region());
    environment.put("AWS_ACCESS_KEY_ID", account.accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", account.secretAccessKey());
    return environment;
  }

  private void addServices(LocalAws local, Path python) throws IOException {
    var timing = settings.timing();
    var lambda =
        new LambdaService(
            new LambdaService.Machine(
                directory.aws().resolve("lambda"),
                processes,
                python,
                installation.javaFunctions(),
                clock),
            local.endpoint(),
            local.roles(),
            local.metrics(),
            timing);
    local.add(lambda);
    local.add(
        new StepFunctions(
            timing,
            clock,
            local.endpoint(),
            lambda,
            local.metrics(),
            local.roles(),
            settings.mocks(),
            settings.keepExecutions() ? directory.executions() : null));
  }

  private OperatorProcess operator(ControlPlane plane, Map<String, String> environment) {
    return new OperatorProcess(
        installation.root().resolve("bin/operator"), plane, directory, environment, processes);
  }

  private void report(String part, long start) {
    progress.accept("%s is ready (%.1f s)".formatted(part, (System.nanoTime() - start) / 1e9));
  }

  private static <T> T result(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException runtime -> throw runtime;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
