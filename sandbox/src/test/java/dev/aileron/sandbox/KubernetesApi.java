package dev.aileron.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A sandbox's API server, asked as an administrator over TLS that is verified. */
final class KubernetesApi {
  private final String kubeconfig;

  private KubernetesApi(String kubeconfig) {
    this.kubeconfig = kubeconfig;
  }

  static KubernetesApi of(SandboxDirectory sandbox) throws IOException {
    return new KubernetesApi(Files.readString(kubeconfig(sandbox)));
  }

  static Path kubeconfig(SandboxDirectory sandbox) throws IOException {
    return Path.of(Objects.requireNonNull(sandbox.environment().get("KUBECONFIG")));
  }

  /** Makes a call; bodies are JSON. */
  HttpResponse<String> call(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(field("server") + path))
            .header("Authorization", "Bearer " + field("token"))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newBuilder().sslContext(trust()).build()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  private SSLContext trust() throws IOException, GeneralSecurityException {
    var authority = Base64.getDecoder().decode(field("certificate-authority-data"));
    var keys = KeyStore.getInstance(KeyStore.getDefaultType());
    keys.load(null, null);
    keys.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(authority)));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private String field(String name) {
    var matcher = Pattern.compile(name + ": (\\S+)").matcher(kubeconfig);
    if (!matcher.find()) {
      throw new IllegalStateException("No " + name + " in the kubeconfig");
    }
    return matcher.group(1);
  }
}
