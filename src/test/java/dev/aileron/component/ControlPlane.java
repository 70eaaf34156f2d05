package dev.aileron.component;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes control plane with our CRDs, brought up and ended by {@code bin/sandbox}: the same
 * program that people use, and its commands are a contract.
 */
final class ControlPlane implements AutoCloseable {
  /** The first time on a machine the control plane is built from source. */
  private static final Duration BRINGING_UP = Duration.ofMinutes(20);

  private static final Duration ENDING = Duration.ofMinutes(1);

  /** Top of the checkout. */
  static final Path ROOT =
      Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

  /** Folder of a sandbox that is up already and stays up: for whoever runs these over and over. */
  private static final @Nullable String RUNNING = System.getProperty("component.sandbox");

  private final Path directory;
  private final Thread ending = new Thread(this::down, "end the control plane");
  private final KubernetesClient client;

  private ControlPlane(Path directory) {
    this.directory = directory;
    if (RUNNING == null) {
      up();
    }
    this.client = client(config()).build();
    applyCRDs();
  }

  static ControlPlane start() {
    Path own = Path.of("target", "component-sandbox");
    return new ControlPlane((RUNNING == null ? own : Path.of(RUNNING)).toAbsolutePath());
  }

  /**
   * A client on the JDK's HTTP: Vert.x takes connections from its pool that the server has closed,
   * and fabric8 does not repeat a request that fails so (7.6, kubernetes-client#7450).
   */
  static KubernetesClientBuilder client(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(new JdkHttpClientFactory());
  }

  private void up() {
    if (Files.exists(directory)) {
      // One that a killed run has left.
      down();
    }
    Runtime.getRuntime().addShutdownHook(ending);
    sandbox(BRINGING_UP, "up", "--only", "kubernetes", "--detach", "--dir", directory.toString());
  }

  /** With every right. */
  KubernetesClient client() {
    return client;
  }

  /**
   * A new namespace.
   *
   * @param test goes into its name
   */
  String namespace(String test) {
    String name =
        test.toLowerCase(Locale.ROOT).substring(0, Math.min(40, test.length()))
            + "-"
            + UUID.randomUUID().toString().substring(0, 8);
    Namespace namespace =
        new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
    client.resource(namespace).fieldManager("test").serverSideApply();
    return name;
  }

  /** How to reach it with every right. */
  Config config() {
    String kubeconfig =
        read(directory.resolve("env"))
            .lines()
            .filter(line -> line.startsWith("KUBECONFIG="))
            .map(line -> line.substring("KUBECONFIG=".length()))
            .findFirst()
            .orElseThrow();
    return Config.fromKubeconfig(read(Path.of(kubeconfig)));
  }

  private void applyCRDs() {
    List<CustomResourceDefinition> applied = new ArrayList<>();
    try (Stream<Path> files = Files.list(ROOT.resolve("crds"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        try (InputStream yaml = Files.newInputStream(file)) {
          CustomResourceDefinition crd =
              client.apiextensions().v1().customResourceDefinitions().load(yaml).item();
          applied.add(client.resource(crd).fieldManager("component").serverSideApply());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read the CRDs", e);
    }
    for (CustomResourceDefinition crd : applied) {
      client
          .resource(crd)
          .waitUntilCondition(
              now ->
                  now != null
                      && now.getStatus() != null
                      && now.getStatus().getConditions().stream()
                          .anyMatch(c ->
                              c.getType().equals("Established") && c.getStatus().equals("True")),
              30,
              TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    client.close();
    if (RUNNING == null) {
      down();
      Runtime.getRuntime().removeShutdownHook(ending);
    }
  }

  private void down() {
    sandbox(ENDING, "down", "--dir", directory.toString());
  }

  private static void sandbox(Duration atMost, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("bin/sandbox").toString());
    command.addAll(List.of(arguments));
    try {
      Path log = Files.createTempFile("sandbox-" + arguments[0], ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      boolean ended = process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        process.destroy();
        throw new IllegalStateException(
            "%s %s. To leave these tests out: -DexcludedGroups=component%n%s"
                .formatted(
                    String.join(" ", command),
                    ended ? "failed" : "took longer than " + atMost.toSeconds() + " s",
                    read(log)));
      }
      Files.delete(log);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + file, e);
    }
  }
}
