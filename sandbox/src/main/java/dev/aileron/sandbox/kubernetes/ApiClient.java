package dev.aileron.sandbox.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.sandbox.SandboxException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The few calls to the API server that the sandbox itself makes, over verified TLS. */
final class ApiClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final String server;
  private final String token;
  private final HttpClient http;

  ApiClient(String server, X509Certificate authority, String token) {
    this.server = server;
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .sslContext(trusting(authority))
            .build();
  }

  /** Whether every part of the API server is ready: a failing answer also contains "ok". */
  boolean isReady() throws InterruptedException {
    return get("/readyz").equals("ok");
  }

  /** Whether the object at this path exists. */
  boolean exists(String path) throws InterruptedException {
    return !get(path).isEmpty();
  }

  /** Makes a token for a service account; it ends by itself after the time given. */
  String serviceAccountToken(String namespace, String account, Duration validity)
      throws IOException, InterruptedException {
    var body =
        """
        {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest",
         "spec": {"expirationSeconds": %d}}\
        """
            .formatted(validity.toSeconds());
    var path = "/api/v1/namespaces/%s/serviceaccounts/%s/token".formatted(namespace, account);
    var request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 201) {
      throw new SandboxException(
          "The API server gave no token for ServiceAccount %s/%s (HTTP %d): %s"
              .formatted(namespace, account, response.statusCode(), response.body()));
    }
    return JSON.readTree(response.body()).at("/status/token").asText();
  }

  /** The body of a successful answer, else nothing. */
  private String get(String path) throws InterruptedException {
    try {
      var response = http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? response.body() : "";
    } catch (IOException notListeningYet) {
      return "";
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server + path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  private static SSLContext trusting(X509Certificate authority) {
    try {
      var keys = KeyStore.getInstance(KeyStore.getDefaultType());
      keys.load(null, null);
      keys.setCertificateEntry("ca", authority);
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(keys);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("This JDK cannot trust a certificate of ours", e);
    }
  }
}
