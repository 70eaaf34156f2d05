package dev.aileron.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole sandboxes, brought up by the script that people use. */
@Tag("sandbox")
class WholeSandboxTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path parent;
  private static SandboxDirectory sandbox;

  @BeforeAll
  static void up() throws Exception {
    sandbox = SandboxCommandLine.up(parent.resolve("shared"), "--role", "orders");
  }

  @AfterAll
  static void down() throws Exception {
    SandboxCommandLine.run(sandbox.path(), "down");
  }

  @Test
  void tellsClientsWhereEverythingIs() throws Exception {
    // when
    var environment = sandbox.environment();

    // then
    assertThat(environment)
        .containsOnlyKeys(
            "KUBECONFIG",
            "AWS_ENDPOINT_URL",
            "AWS_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "SANDBOX_ADMIN_URL")
        .containsEntry("AWS_REGION", "eu-west-1");
    assertThat(plain(environment.get("SANDBOX_ADMIN_URL") + "/health").body()).isEqualTo("ok\n");
  }

  @Test
  void servesKubernetesOverTlsThatVerifies() throws Exception {
    assertThat(kubernetes("GET", "/readyz", "").body()).isEqualTo("ok");
    assertThat(JSON.readTree(kubernetes("GET", "/version", "").body()).path("minor").asText())
        .isEqualTo("36");
    assertThat(Files.readString(kubeconfig())).doesNotContain("insecure");
  }

  @Test
  void deletesNamespacesToTheEnd() throws Exception {
    // given
    var namespace =
        "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"short-lived\"}}";
    assertThat(kubernetes("POST", "/api/v1/namespaces", namespace).statusCode()).isEqualTo(201);

    // when
    kubernetes("DELETE", "/api/v1/namespaces/short-lived", "");

    // then
    await()
        .atMost(PATIENCE)
        .until(() -> kubernetes("GET", "/api/v1/namespaces/short-lived", "").statusCode() == 404);
  }

  @Test
  void logsTheRequestsOfAwsClients() throws Exception {
    // given
    var before = Instant.now().toString();
    var function =
        """
        {"FunctionName": "orders", "Role": "arn:aws:iam::111122223333:role/orders", "Runtime": "python3.12",
         "Handler": "app.handler", "Code": {"ZipFile": "%s"},
         "Environment": {"Variables": {"PASSWORD": "hunter2"}}}\
        """
            .formatted(archive());

    // when
    var created = aws("/2015-03-31/functions", function);

    // then
    assertThat(created.statusCode()).isEqualTo(201);
    var log = SandboxCommandLine.run(sandbox.path(), "requests", "--since", before).output();
    assertThat(log).doesNotContain("hunter2");
    assertThat(log.lines().map(WholeSandboxTest::json))
        .filteredOn(line -> line.path("resource").asText().equals("orders"))
        .singleElement()
        .satisfies(line -> {
          assertThat(line.path("operation").asText()).isEqualTo("CreateFunction");
          assertThat(line.path("write").asBoolean()).isTrue();
          assertThat(line.path("status").asInt()).isEqualTo(201);
        });
    var admin = sandbox.environment().get("SANDBOX_ADMIN_URL");
    assertThat(plain(admin + "/requests?since=" + before).body()).isEqualTo(log);
  }

  @Test
  void handsOutQueueUrlsThatComeBackToIt() throws Exception {
    // when
    var created =
        plainPost(
            sandbox.environment().get("AWS_ENDPOINT_URL") + "/",
            "Action=CreateQueue&Version=2012-11-05&QueueName=jobs");

    // then
    assertThat(created.body()).contains(sandbox.environment().get("AWS_ENDPOINT_URL") + "/");
  }

  /** The function is not there, which is enough to see where the event went. */
  @Test
  void rulesReachTheFunctionsOfTheSandbox() throws Exception {
    // given
    events(
        "PutRule",
        "{\"Name\": \"orders\", \"EventPattern\": \"{\\\"source\\\": [\\\"shop\\\"]}\"}");
    events(
        "PutTargets",
        """
        {"Rule": "orders", "Targets": [
          {"Id": "f", "Arn": "arn:aws:lambda:eu-west-1:111122223333:function:ghost"}]}\
        """);

    // when
    events(
        "PutEvents",
        "{\"Entries\": [{\"Source\": \"shop\", \"DetailType\": \"Ordered\", \"Detail\": \"{}\"}]}");

    // then
    var admin = sandbox.environment().get("SANDBOX_ADMIN_URL");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(plain(admin + "/requests?operation=Invoke&resource=ghost").body())
                .contains("\"error\":\"ResourceNotFoundException\""));
  }

  private static void events(String operation, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.environment().get("AWS_ENDPOINT_URL")))
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "AWSEvents." + operation)
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void injectsFaultsByScript() throws Exception {
    // given
    var script = parent.resolve("faults.yaml");
    Files.writeString(
        script,
        "faults: [{name: gone, when: {operation: ListTopics}, fault: error, status: 503}]\n");
    var wrong = parent.resolve("wrong.yaml");
    Files.writeString(wrong, "faults:\n- {fault: reset, when: {operaton: ListTopics}}\n");

    // when
    var loaded = SandboxCommandLine.run(sandbox.path(), "faults", script.toString());
    var faulty = listTopics();
    var refused = SandboxCommandLine.run(sandbox.path(), "faults", wrong.toString());
    var shown = SandboxCommandLine.run(sandbox.path(), "faults", "show");
    var cleared = SandboxCommandLine.run(sandbox.path(), "faults", "clear");

    // then
    assertThat(loaded.status()).describedAs(loaded.errors()).isZero();
    assertThat(faulty).isEqualTo(503);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.errors()).contains("wrong.yaml, line 2: faults[0].when.operaton");
    assertThat(shown.output()).contains("\"name\":\"gone\",\"matched\":1,\"struck\":1");
    assertThat(cleared.status()).isZero();
    assertThat(listTopics()).isEqualTo(200);
  }

  private static int listTopics() throws Exception {
    return plainPost(
            sandbox.environment().get("AWS_ENDPOINT_URL") + "/",
            "Action=ListTopics&Version=2010-03-31")
        .statusCode();
  }

  @Test
  void keepsSecretsFromOthers() throws Exception {
    try (var files = Files.walk(sandbox.kubernetes(), 1)) {
      assertThat(files.filter(Files::isRegularFile).map(WholeSandboxTest::name))
          .filteredOn(name -> name.matches(".*(key|kubeconfig|csv)"))
          .isNotEmpty()
          .allSatisfy(name ->
              assertThat(Files.getPosixFilePermissions(sandbox.kubernetes().resolve(name)))
                  .hasSize(2));
    }
    assertThat(Files.getPosixFilePermissions(sandbox.path())).hasSize(3);
  }

  @Test
  void refusesASecondSandboxInTheSameFolder() throws Exception {
    // when
    var second = SandboxCommandLine.run(sandbox.path(), "up", "--detach");

    // then
    assertThat(second.status()).isEqualTo(1);
    assertThat(second.errors()).contains("A sandbox runs in").contains("already");
    assertThat(kubernetes("GET", "/readyz", "").body()).isEqualTo("ok");
  }

  @Test
  void saysThatThereIsNoOperatorToControl() throws Exception {
    // when
    var result = SandboxCommandLine.run(sandbox.path(), "operator", "kill");

    // then
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.errors()).contains("bring it up with --with operator");
  }

  @Test
  void leavesNothingBehindWhenItIsKilled() throws Exception {
    // given
    var other = SandboxCommandLine.up(parent.resolve("killed"));
    var daemon = other.process().orElseThrow();
    var family = daemon.descendants().toList();
    assertThat(names(family)).contains("etcd", "kube-apiserver", "kube-controller-manager");
    assertThat(other.environment().get("KUBECONFIG")).isNotEqualTo(kubeconfig().toString());

    // when
    daemon.destroyForcibly();

    // then
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(family).noneMatch(ProcessHandle::isAlive));
    assertThat(kubernetes("GET", "/readyz", "").body()).isEqualTo("ok");
    assertThat(SandboxCommandLine.run(other.path(), "down").status()).isZero();
    assertThat(SandboxCommandLine.run(other.path(), "down").status()).isZero();
    assertThat(other.isReady()).isFalse();
    assertThat(other.environmentFile()).doesNotExist();
  }

  @Test
  void endsWhenItIsToldToAtAnyMoment() throws Exception {
    // given
    var path = parent.resolve("half");
    var log = Files.createDirectories(parent.resolve("half-log")).resolve("log").toFile();
    var up =
        SandboxCommandLine.builder(path, "up")
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    var etcd = path.resolve("run").resolve("etcd.pid");
    await().atMost(PATIENCE).until(() -> Files.exists(etcd));
    var family = new ArrayList<>(up.descendants().toList());

    // when
    var down = SandboxCommandLine.run(path, "down");

    // then
    assertThat(down.status()).isZero();
    assertThat(up.waitFor()).isNotZero();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(family).noneMatch(ProcessHandle::isAlive));
    assertThat(new SandboxDirectory(path).isReady()).isFalse();
  }

  @Test
  void bringsUpOneSideOnly() throws Exception {
    // when
    var aws = SandboxCommandLine.up(parent.resolve("aws-only"), "--only", "aws");

    // then
    assertThat(aws.environment()).containsKey("AWS_ENDPOINT_URL").doesNotContainKey("KUBECONFIG");
    assertThat(names(aws.process().orElseThrow().descendants().toList())).doesNotContain("etcd");
    assertThat(SandboxCommandLine.run(aws.path(), "down").status()).isZero();
  }

  @Test
  void executionsGoOnAfterARestartWhenTheyAreKept() throws Exception {
    // given
    var settings = parent.resolve("aws.yaml");
    Files.writeString(
        settings,
        "mocks: {\"glue:startJobRun.sync\": {result: {ran: 2026-11-24T08:00:00Z}}}\nroles: [orders]\n");
    var path = parent.resolve("kept");
    var arguments =
        new String[] {"--only", "aws", "--aws-settings", settings.toString(), "--keep-executions"};
    var before = SandboxCommandLine.up(path, arguments);
    var machine =
        states(
                before,
                "CreateStateMachine",
                """
                {"name": "nightly", "roleArn": "arn:aws:iam::111122223333:role/orders", "definition": "%s"}\
                """
                    .formatted(
                        """
                        {"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":5,"Next":"G"},
                        "G":{"Type":"Task","Resource":"arn:aws:states:::glue:startJobRun.sync","Parameters":{"JobName":"j"},"End":true}}}\
                        """
                            .replace("\n", "")
                            .replace("\"", "\\\"")))
            .path("stateMachineArn")
            .asText();
    var execution =
        states(before, "StartExecution", "{\"stateMachineArn\": \"%s\"}".formatted(machine))
            .path("executionArn")
            .asText();

    // when
    assertThat(SandboxCommandLine.run(path, "down").status()).isZero();
    var after = SandboxCommandLine.up(path, arguments);

    // then
    var described = "{\"executionArn\": \"%s\"}".formatted(execution);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(states(after, "DescribeExecution", described).path("output").asText())
                .isEqualTo("{\"ran\":\"2026-11-24T08:00:00Z\"}"));
    assertThat(SandboxCommandLine.run(path, "down").status()).isZero();
  }

  private static JsonNode states(SandboxDirectory where, String operation, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(where.environment().get("AWS_ENDPOINT_URL")))
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AWSStepFunctions." + operation)
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return json(client.send(request, BodyHandlers.ofString()).body());
    }
  }

  /** An archive with one file, in base64. */
  private static String archive() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("app.py"));
      zip.write("x = 1".getBytes(StandardCharsets.UTF_8));
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static List<String> names(List<ProcessHandle> processes) {
    return processes.stream()
        .flatMap(process -> process.info().command().stream())
        .map(command -> name(Path.of(command)))
        .toList();
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new IllegalArgumentException(line, e);
    }
  }

  private static HttpResponse<String> aws(String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.environment().get("AWS_ENDPOINT_URL") + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  private static HttpResponse<String> plain(String uri) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
    }
  }

  private static HttpResponse<String> plainPost(String uri, String form) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(uri))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  private static HttpResponse<String> kubernetes(String method, String path, String body)
      throws Exception {
    return KubernetesApi.of(sandbox).call(method, path, body);
  }

  private static Path kubeconfig() throws IOException {
    return KubernetesApi.kubeconfig(sandbox);
  }
}
