package dev.aileron.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart on a real API server, and the manifests of the documentation on its CRDs. */
@Tag("sandbox")
class ChartOnKubernetesTest {
  private static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";
  private static final String NAMESPACE = "aileron-system";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern YAML_BLOCK =
      Pattern.compile("(?m)^```yaml\\n(.*?)^```$", Pattern.DOTALL);
  private static final Map<String, String> PLURALS =
      Map.of("ServerlessFunction", "serverlessfunctions", "Workflow", "workflows");

  @TempDir private static Path parent;
  private static SandboxDirectory sandbox;
  private static KubernetesApi kubernetes;
  private static Chart chart;

  @BeforeAll
  static void install() throws Exception {
    sandbox = SandboxCommandLine.up(parent.resolve("sandbox"), "--only", "kubernetes");
    kubernetes = KubernetesApi.of(sandbox);
    chart = new Chart(parent.resolve("helm"), sandbox.environment());
    helmInstall();
  }

  @AfterAll
  static void down() throws Exception {
    SandboxCommandLine.run(sandbox.path(), "down");
  }

  private static void helmInstall() throws Exception {
    chart
        .helm(
            "install",
            "aileron",
            Chart.FOLDER.toString(),
            "--namespace=" + NAMESPACE,
            "--create-namespace",
            "--set=clusterName=test",
            "--set=aws.region=eu-west-1",
            "--set=podDisruptionBudget.enabled=true",
            "--set=metrics.service.enabled=true",
            "--set=aws.tags.team=shop")
        .success();
  }

  @Test
  void itsPodIsOneThatTheRestrictedStandardAllows() throws Exception {
    // given
    namespace("restricted", Map.of("pod-security.kubernetes.io/enforce", "restricted"));
    var pod = pod();

    // when
    var admitted = create("/api/v1/namespaces/restricted/pods", pod);
    ((ObjectNode) pod.at("/spec/containers/0/securityContext"))
        .put("allowPrivilegeEscalation", true);
    var refused = create("/api/v1/namespaces/restricted/pods", pod);

    // then
    assertThat(admitted.statusCode()).describedAs(admitted.body()).isEqualTo(201);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("restricted");
  }

  /** As the Deployment's controller would make it, but under a ServiceAccount that exists there. */
  private static JsonNode pod() throws Exception {
    var deployment =
        Chart.YAML.readTree(
            kubernetes
                .call("GET", "/apis/apps/v1/namespaces/" + NAMESPACE + "/deployments/aileron", "")
                .body());
    var pod = Chart.YAML.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata").put("name", "operator");
    pod.set("spec", deployment.at("/spec/template/spec"));
    ((ObjectNode) pod.path("spec")).put("serviceAccountName", "default");
    ((ObjectNode) pod.path("spec")).remove("serviceAccount");
    return pod;
  }

  /** The Deployment as a process, since no pod runs here: its variables, its account's token. */
  @Test
  void theOperatorWorksWithTheSettingsAndRightsOfTheChartAndEndsWhenItIsTold() throws Exception {
    // given
    var operator = startOperator();
    try {
      var lease = "/apis/coordination.k8s.io/v1/namespaces/" + NAMESPACE + "/leases/aileron";
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(kubernetes.call("GET", lease, "").body()).contains("\"operator-0\""));
      namespace("work", Map.of());

      // when
      var functions = "/apis/aileron.dev/v1alpha1/namespaces/work/serverlessfunctions";
      assertThat(kubernetes.call("POST", functions, FUNCTION_WITHOUT_CODE).statusCode())
          .isEqualTo(201);

      // then
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(kubernetes.call("GET", functions + "/waiting", "").body())
                  .contains("\"DependencyNotReady\"")
                  .contains("serverlessfunction.aileron.dev/cleanup"));
      kubernetes.call("DELETE", functions + "/waiting", "");
      await()
          .atMost(PATIENCE)
          .until(() -> kubernetes.call("GET", functions + "/waiting", "").statusCode() == 404);
      assertThat(Files.readString(parent.resolve("operator.log"))).doesNotContain("orbidden");

      // when
      operator.destroy();

      // then
      assertThat(operator.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .describedAs("ended by SIGTERM")
          .isTrue();
    } finally {
      operator.destroyForcibly();
    }
  }

  private static final String FUNCTION_WITHOUT_CODE =
      """
      {"apiVersion": "aileron.dev/v1alpha1", "kind": "ServerlessFunction", "metadata": {"name": "waiting"},
       "spec": {"runtime": "python3.13", "handler": "app.handler", "deletionPolicy": "Retain",
         "code": {"configMapRef": {"name": "not-there"}},
         "role": {"arn": "arn:aws:iam::111122223333:role/shop"}}}\
      """;

  private static Process startOperator() throws Exception {
    var root = Path.of("..").toAbsolutePath().normalize();
    var build =
        new ProcessBuilder(root.resolve("bin/lib/build-operator").toString()).inheritIO().start();
    assertThat(build.waitFor()).isZero();
    var builder =
        new ProcessBuilder(root.resolve("bin/operator").toString())
            .redirectErrorStream(true)
            .redirectOutput(parent.resolve("operator.log").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AILERON_"));
    pod()
        .at("/spec/containers/0/env")
        .forEach(variable ->
            builder
                .environment()
                .put(
                    variable.path("name").asText(),
                    variable.has("valueFrom") ? NAMESPACE : variable.path("value").asText()));
    builder.environment().remove("SMALLRYE_CONFIG_LOCATIONS");
    builder
        .environment()
        .putAll(
            Map.of(
                "KUBECONFIG", kubeconfigOfTheServiceAccount().toString(),
                "HOSTNAME", "operator-0",
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", "0"));
    return builder.start();
  }

  private static Path kubeconfigOfTheServiceAccount() throws Exception {
    var request =
        kubernetes.call(
            "POST",
            "/api/v1/namespaces/" + NAMESPACE + "/serviceaccounts/aileron/token",
            "{\"apiVersion\": \"authentication.k8s.io/v1\", \"kind\": \"TokenRequest\", \"spec\": {}}");
    var token = Chart.YAML.readTree(request.body()).at("/status/token").asText();
    assertThat(token).isNotEmpty();
    var file = parent.resolve("operator.kubeconfig");
    var admin = Files.readString(KubernetesApi.kubeconfig(sandbox));
    Files.writeString(file, admin.replaceAll("token: \\S+", "token: " + token));
    return file;
  }

  @Test
  void everyManifestOfTheDocumentationIsTaken() throws Exception {
    // given
    namespace("shop", Map.of());
    var manifests = new ArrayList<JsonNode>();
    for (var page : pages()) {
      var blocks = YAML_BLOCK.matcher(Files.readString(page));
      while (blocks.find()) {
        try (var documents =
            Chart.YAML.readerFor(JsonNode.class).<JsonNode>readValues(blocks.group(1))) {
          documents.readAll().stream()
              .filter(document -> PLURALS.containsKey(document.path("kind").asText()))
              .forEach(manifests::add);
        }
      }
    }
    assertThat(manifests).hasSizeGreaterThanOrEqualTo(4);

    for (var manifest : manifests) {
      // when
      ((ObjectNode) manifest.path("metadata")).put("namespace", "shop");
      var plural = PLURALS.get(manifest.path("kind").asText());
      var path = "/apis/aileron.dev/v1alpha1/namespaces/shop/" + plural;
      var answer = create(path + "?fieldValidation=Strict", manifest);

      // then
      assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(201);
    }
  }

  private static List<Path> pages() throws IOException {
    var root = Path.of("..").toAbsolutePath().normalize();
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      var pages = new ArrayList<>(docs.filter(page -> page.toString().endsWith(".md")).toList());
      pages.add(root.resolve("README.md"));
      return pages;
    }
  }

  @Test
  void explainsTheKinds() throws Exception {
    // when
    var crd = kubernetes.call("GET", CRDS + "workflows.aileron.dev", "").body();

    // then
    assertThat(
            Chart.YAML
                .readTree(crd)
                .at("/spec/versions/0/schema/openAPIV3Schema/description")
                .asText())
        .contains("state machine");
  }

  @Test
  void keepsTheCrdsWhenItGoesAndTakesThemOverWhenItComesBack() throws Exception {
    // when
    chart.helm("uninstall", "aileron", "--namespace=" + NAMESPACE, "--wait").success();

    // then
    for (var plural : List.of("serverlessfunctions", "workflows", "releases")) {
      var crd = kubernetes.call("GET", CRDS + plural + ".aileron.dev", "");
      assertThat(crd.statusCode()).isEqualTo(200);
      assertThat(Chart.YAML.readTree(crd.body()).at("/metadata/deletionTimestamp").isMissingNode())
          .isTrue();
    }
    var role = "/apis/rbac.authorization.k8s.io/v1/clusterroles/aileron";
    assertThat(kubernetes.call("GET", role, "").statusCode()).isEqualTo(404);
    helmInstall();
    assertThat(kubernetes.call("GET", role, "").statusCode()).isEqualTo(200);
  }

  private static void namespace(String name, Map<String, String> labels) throws Exception {
    var namespace = Chart.YAML.createObjectNode().put("apiVersion", "v1").put("kind", "Namespace");
    var metadata = namespace.putObject("metadata").put("name", name);
    labels.forEach(metadata.putObject("labels")::put);
    var answer = kubernetes.call("POST", "/api/v1/namespaces", namespace.toString());
    assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(201);
  }

  /** Asks what the API server would say, without making anything. */
  private static HttpResponse<String> create(String path, JsonNode object) throws Exception {
    return kubernetes.call(
        "POST", path + (path.contains("?") ? "&" : "?") + "dryRun=All", object.toString());
  }
}
