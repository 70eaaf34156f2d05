package dev.aileron.sandbox.operator;

import dev.aileron.sandbox.SandboxDirectory;
import dev.aileron.sandbox.SandboxException;
import dev.aileron.sandbox.kubernetes.ControlPlane;
import dev.aileron.sandbox.process.ChildProcess;
import dev.aileron.sandbox.process.ChildProcess.Program;
import dev.aileron.sandbox.process.Ports;
import dev.aileron.sandbox.process.Processes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operator as a process on this machine, with the rights of the chart's ServiceAccount and no
 * others: what the chart forgot to allow fails here as it would in a cluster.
 */
public final class OperatorProcess {

  /** The script builds the operator first when that was never done. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private final Path command;
  private final ControlPlane controlPlane;
  private final SandboxDirectory directory;
  private final Map<String, String> environment;
  private final Processes processes;
  private @Nullable ChildProcess running;

  /**
   * @param command the script that runs the operator in the foreground
   * @param environment the sandbox's own, looked at anew each time the operator starts
   */
  public OperatorProcess(
      Path command,
      ControlPlane controlPlane,
      SandboxDirectory directory,
      Map<String, String> environment,
      Processes processes) {
    this.command = command;
    this.controlPlane = controlPlane;
    this.directory = directory;
    this.environment = environment;
    this.processes = processes;
  }

  /** Starts the operator and waits until it says that it is ready. */
  public synchronized void start() throws IOException, InterruptedException {
    if (running != null && running.isAlive()) {
      throw new SandboxException("The operator runs already, process " + running.pid() + ".");
    }
    if (!Files.isExecutable(command)) {
      throw new SandboxException(
          "There is no operator at %s. Leave out --with operator.".formatted(command));
    }
    var kubeconfig =
        controlPlane.writeKubeconfig(
            directory.path().resolve("operator.kubeconfig"),
            HelmRelease.NAMESPACE,
            HelmRelease.NAME);
    running =
        Ports.listen(
            "The operator",
            port -> {
              var url = "http://127.0.0.1:" + port;
              var child = processes.start(program(kubeconfig, port));
              try (var http = HttpClient.newHttpClient()) {
                child.awaitReady(START_LIMIT, () -> isReady(http, url));
              }
              publish(child, url, kubeconfig);
              return child;
            });
  }

  /** Ends the operator as Kubernetes ends a pod: SIGTERM, ten seconds, SIGKILL. */
  public synchronized void stop() throws IOException {
    if (running != null) {
      running.close();
      directory.writeEnvironment(environment);
    }
  }

  /** Kills the operator without a warning. */
  public synchronized void kill() throws IOException, InterruptedException {
    if (running != null) {
      running.kill();
      directory.writeEnvironment(environment);
    }
  }

  /** The operator's process id; 0 while it does not run. */
  public synchronized long pid() {
    return running != null && running.isAlive() ? running.pid() : 0;
  }

  private Program program(Path kubeconfig, int port) {
    var variables = new LinkedHashMap<>(environment);
    variables.put("KUBECONFIG", kubeconfig.toString());
    variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    variables.put("QUARKUS_HTTP_PORT", String.valueOf(port));
    variables.put("AILERON_CLUSTER_NAME", HelmRelease.CLUSTER_NAME);
    // Whoever runs the sandbox may have a profile, and it must not win over the sandbox's keys.
    variables.put("AWS_PROFILE", "");
    variables.put("AWS_SESSION_TOKEN", "");
    return new Program(
        "operator",
        List.of(command.toString()),
        variables,
        directory.path().resolve("operator.log"));
  }

  private void publish(ChildProcess child, String url, Path kubeconfig) throws IOException {
    var variables = new LinkedHashMap<>(environment);
    variables.put("OPERATOR_URL", url);
    variables.put("OPERATOR_PID", String.valueOf(child.pid()));
    variables.put("OPERATOR_KUBECONFIG", kubeconfig.toString());
    directory.writeEnvironment(variables);
  }

  private static boolean isReady(HttpClient http, String url) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/q/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notListeningYet) {
      return false;
    }
  }
}
