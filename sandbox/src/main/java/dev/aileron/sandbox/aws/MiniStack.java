package dev.aileron.sandbox.aws;

import dev.aileron.sandbox.process.ChildProcess.Program;
import dev.aileron.sandbox.process.Ports;
import dev.aileron.sandbox.process.PrivateFiles;
import dev.aileron.sandbox.process.Processes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The emulator behind the AWS endpoint: a Python program, listening on loopback only. */
public final class MiniStack {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private MiniStack() {}

  /**
   * Starts it and waits until it answers.
   *
   * @param python the one of the environment it is installed in
   * @param code the folder with {@code own_services.py}, by which it is started
   * @param own the services that the sandbox has itself: events for them go to the endpoint
   * @param directory for its data and its log
   * @param publicPort the port clients use, which goes into the URLs it hands out, such as those of
   *     queues
   * @return where it listens
   */
  public static URI start(
      Path python,
      Path code,
      Path directory,
      int publicPort,
      Set<String> own,
      AwsAccount account,
      Processes processes)
      throws IOException, InterruptedException {
    PrivateFiles.directory(directory);
    var temporary = PrivateFiles.directory(directory.resolve("tmp"));
    return Ports.listen(
        "ministack",
        port -> {
          var uri = URI.create("http://127.0.0.1:" + port);
          var program =
              new Program(
                  "ministack",
                  List.of(
                      python.toString(),
                      "-m",
                      "hypercorn",
                      "own_services:app",
                      "--bind",
                      "127.0.0.1:" + port,
                      // Longer than our client keeps a connection, so that it never writes to a
                      // closed one.
                      "--workers",
                      "0",
                      "--keep-alive",
                      "120"),
                  environment(code, directory, temporary, publicPort, own, account),
                  directory.resolve("ministack.log"));
          try (var http = HttpClient.newHttpClient()) {
            var health = HttpRequest.newBuilder(uri.resolve("/_ministack/health")).build();
            processes.start(program).awaitReady(START_LIMIT, () -> isHealthy(http, health));
          }
          return uri;
        });
  }

  private static Map<String, String> environment(
      Path code,
      Path directory,
      Path temporary,
      int publicPort,
      Set<String> own,
      AwsAccount account) {
    return Map.ofEntries(
        Map.entry("PYTHONPATH", code.toString()),
        Map.entry("PYTHONDONTWRITEBYTECODE", "1"),
        Map.entry("SANDBOX_OWN_SERVICES", String.join(",", own)),
        Map.entry("GATEWAY_PORT", String.valueOf(publicPort)),
        Map.entry("MINISTACK_HOST", "127.0.0.1"),
        Map.entry("MINISTACK_REGION", account.region()),
        Map.entry("MINISTACK_ACCOUNT_ID", account.id()),
        Map.entry("AWS_DEFAULT_REGION", account.region()),
        Map.entry("AWS_ACCESS_KEY_ID", account.accessKeyId()),
        Map.entry("AWS_SECRET_ACCESS_KEY", account.secretAccessKey()),
        Map.entry("AWS_SESSION_TOKEN", ""),
        Map.entry("AWS_PROFILE", ""),
        // Listeners of services nobody here uses.
        Map.entry("SFTP_ENABLED", "0"),
        Map.entry("IOT_MTLS_ENABLED", "0"),
        Map.entry("LAMBDA_EXECUTOR", "local"),
        // A socket that is not there: it must never touch the containers of this machine.
        Map.entry("DOCKER_HOST", "unix://" + directory.resolve("no-docker.sock")),
        Map.entry("TMPDIR", temporary.toString()),
        Map.entry("S3_DATA_DIR", directory.resolve("s3").toString()),
        Map.entry("STATE_DIR", directory.resolve("state").toString()));
  }

  private static boolean isHealthy(HttpClient http, HttpRequest health)
      throws InterruptedException {
    try {
      return http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notListeningYet) {
      return false;
    }
  }
}
