package dev.aileron.sandbox.kubernetes;

import dev.aileron.sandbox.process.ChildProcess.Program;
import dev.aileron.sandbox.process.Ports;
import dev.aileron.sandbox.process.Ports.PortTakenException;
import dev.aileron.sandbox.process.PrivateFiles;
import dev.aileron.sandbox.process.Processes;
import dev.aileron.sandbox.tools.Binaries;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A Kubernetes control plane on loopback. Schema, defaulting, CEL, admission, RBAC, garbage
 * collection and namespace deletion are the real ones; there are no nodes, so no pod ever runs.
 */
public final class ControlPlane {

  /** Cold page caches and a busy machine; on an idle one it takes two or three seconds. */
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  /** The data goes with the sandbox: there is nothing for the programs to bring into order. */
  private static final Duration NO_GRACE = Duration.ZERO;

  /** What cleans up after objects and makes service accounts work; nothing that needs nodes. */
  private static final String CONTROLLERS =
      String.join(
          ",",
          "garbage-collector-controller",
          "namespace-controller",
          "serviceaccount-controller",
          "serviceaccount-token-controller",
          "root-ca-certificate-publisher-controller",
          "deployment-controller",
          "replicaset-controller",
          "job-controller",
          "ttl-after-finished-controller",
          "clusterrole-aggregation-controller");

  private final Certificates certificates;
  private final String server;
  private final ApiClient admin;
  private final Path kubeconfig;

  private ControlPlane(Certificates certificates, String server, ApiClient admin, Path kubeconfig) {
    this.certificates = certificates;
    this.server = server;
    this.admin = admin;
    this.kubeconfig = kubeconfig;
  }

  /**
   * Starts a control plane and waits until all of it works.
   *
   * @param directory for its data, keys and logs; emptied by whoever made it
   * @param processes owns the programs, also when this fails half way
   */
  public static ControlPlane start(
      Binaries binaries, Path directory, Processes processes, Clock clock)
      throws IOException, InterruptedException {
    PrivateFiles.directory(directory);
    var certificates = Certificates.create(directory, clock.instant());
    var token = randomToken();
    var tokens = directory.resolve("tokens.csv");
    PrivateFiles.write(tokens, token + ",admin,admin,system:masters\n");
    var etcd = Ports.listen("etcd", port -> startEtcd(binaries, directory, processes, port));
    return Ports.listen(
        "kube-apiserver",
        port -> {
          var server = "https://127.0.0.1:" + port;
          var client = new ApiClient(server, certificates.authority(), token);
          processes
              .start(apiServer(binaries, directory, certificates, tokens, etcd, port))
              .awaitReady(START_LIMIT, client::isReady);
          var kubeconfig =
              Kubeconfig.write(
                  directory.resolve("admin.kubeconfig"),
                  server,
                  certificates.authorityFile(),
                  "admin",
                  token,
                  "default");
          processes
              .start(controllerManager(binaries, directory, certificates, kubeconfig))
              .awaitReady(START_LIMIT, () -> controllersWork(client));
          return new ControlPlane(certificates, server, client, kubeconfig);
        });
  }

  /** A kubeconfig that may do everything. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  /** Writes a kubeconfig for a service account; its token lasts a day. */
  public Path writeKubeconfig(Path file, String namespace, String account)
      throws IOException, InterruptedException {
    var token = admin.serviceAccountToken(namespace, account, Duration.ofHours(24));
    return Kubeconfig.write(file, server, certificates.authorityFile(), account, token, namespace);
  }

  /** Two controllers have done their first work, so the others run as well. */
  private static boolean controllersWork(ApiClient client) throws InterruptedException {
    return client.exists("/api/v1/namespaces/default/serviceaccounts/default")
        && client.exists("/api/v1/namespaces/default/configmaps/kube-root-ca.crt");
  }

  private static String startEtcd(Binaries binaries, Path directory, Processes processes, int port)
      throws PortTakenException, IOException, InterruptedException {
    var url = "http://127.0.0.1:" + port;
    // A failed attempt leaves data that names its own port.
    PrivateFiles.delete(directory.resolve("etcd"));
    var etcd =
        new Program(
            "etcd",
            List.of(
                binaries.path("etcd"),
                "--data-dir=" + directory.resolve("etcd"),
                "--listen-client-urls=" + url,
                "--advertise-client-urls=" + url,
                "--listen-peer-urls=http://127.0.0.1:0",
                // The data is thrown away: nothing is lost by not waiting for the disk.
                "--unsafe-no-fsync"),
            Map.of(),
            directory.resolve("etcd.log"),
            NO_GRACE);
    try (var http = HttpClient.newHttpClient()) {
      var health = HttpRequest.newBuilder(URI.create(url + "/health")).build();
      processes.start(etcd).awaitReady(START_LIMIT, () -> isHealthy(http, health));
    }
    return url;
  }

  private static boolean isHealthy(HttpClient http, HttpRequest health)
      throws InterruptedException {
    try {
      return http.send(health, HttpResponse.BodyHandlers.ofString()).body().contains("\"true\"");
    } catch (IOException notListeningYet) {
      return false;
    }
  }

  private static Program apiServer(
      Binaries binaries,
      Path directory,
      Certificates certificates,
      Path tokens,
      String etcd,
      int port) {
    return new Program(
        "kube-apiserver",
        List.of(
            binaries.path("kube-apiserver"),
            "--etcd-servers=" + etcd,
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            "--secure-port=" + port,
            "--endpoint-reconciler-type=none",
            "--cert-dir=" + directory,
            "--tls-cert-file=" + certificates.serverCertificate(),
            "--tls-private-key-file=" + certificates.serverKey(),
            "--token-auth-file=" + tokens,
            "--authorization-mode=RBAC",
            "--service-cluster-ip-range=10.0.0.0/24",
            "--allow-privileged=true",
            "--service-account-issuer=https://127.0.0.1:" + port,
            "--service-account-key-file=" + certificates.accountPublicKey(),
            "--service-account-signing-key-file=" + certificates.accountKey(),
            // One client must not be slowed down for another's sake: there is only ours.
            "--enable-priority-and-fairness=false"),
        Map.of(),
        directory.resolve("kube-apiserver.log"),
        NO_GRACE);
  }

  private static Program controllerManager(
      Binaries binaries, Path directory, Certificates certificates, Path kubeconfig) {
    return new Program(
        "kube-controller-manager",
        List.of(
            binaries.path("kube-controller-manager"),
            "--kubeconfig=" + kubeconfig,
            "--authentication-kubeconfig=" + kubeconfig,
            "--authorization-kubeconfig=" + kubeconfig,
            "--bind-address=127.0.0.1",
            // It serves nothing that anybody here reads.
            "--secure-port=0",
            "--leader-elect=false",
            "--root-ca-file=" + certificates.authorityFile(),
            "--service-account-private-key-file=" + certificates.accountKey(),
            "--controllers=" + CONTROLLERS),
        Map.of(),
        directory.resolve("kube-controller-manager.log"),
        NO_GRACE);
  }

  private static String randomToken() {
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
