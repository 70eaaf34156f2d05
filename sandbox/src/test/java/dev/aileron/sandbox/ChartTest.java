package dev.aileron.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the chart makes of its values. */
@Tag("sandbox")
class ChartTest {
  private static final String[] EVERYTHING = {
    "clusterName=prod",
    "replicas=3",
    "watchNamespaces={shop,pay}",
    "aws.region=eu-west-1",
    "--set-string=aws.accountID=111122223333",
    "aws.roleARN=arn:aws:iam::444455556666:role/aileron",
    "aws.endpoint=https://vpce.example",
    "aws.namePrefix=prod-",
    "aws.existingSecret=aws-keys",
    "--set-json=aws.tags={\"Cost Center\": \"42\", \"team\": \"shop\"}",
    "image.digest=sha256:0000000000000000000000000000000000000000000000000000000000000000",
    "global.imageRegistry=registry.example",
    "imagePullSecrets[0].name=pull",
    "podDisruptionBudget.enabled=true",
    "podDisruptionBudget.maxUnavailable=1",
    "metrics.service.enabled=true",
    "metrics.podMonitor.enabled=true",
    "metrics.podMonitor.labels.release=prometheus",
    "--api-versions=monitoring.coreos.com/v1/PodMonitor",
    "serviceAccount.annotations.eks\\.amazonaws\\.com/role-arn=arn:aws:iam::111122223333:role/aileron",
    "strategy.type=Recreate",
    "priorityClassName=high",
    "runtimeClassName=gvisor",
    "tolerations[0].operator=Exists",
    "podAnnotations.a=b",
    "podLabels.c=d",
    "commonLabels.e=f",
    "extraEnv[0].name=HTTPS_PROXY",
    "extraEnv[0].value=http://proxy.example:3128",
  };

  @TempDir private static Path home;
  private static Chart chart;

  @BeforeAll
  static void findHelm() throws Exception {
    chart = new Chart(home, Map.of());
  }

  @Test
  void lints() throws Exception {
    var required = "--set=clusterName=test";
    assertThat(chart.helm("lint", "--strict", required, Chart.FOLDER.toString()).success())
        .doesNotContain("[WARNING]")
        .doesNotContain("[ERROR]");
  }

  @Test
  void makesLittleByDefault() throws Exception {
    // when
    var objects = chart.objects();

    // then
    assertThat(counts(objects))
        .isEqualTo(
            Map.of(
                "CustomResourceDefinition", 3,
                "ServiceAccount", 1,
                "ClusterRole", 4,
                "ClusterRoleBinding", 1,
                "Role", 1,
                "RoleBinding", 1,
                "Deployment", 1));
    assertThat(variables(deployment(objects)))
        .containsEntry("QUARKUS_OPERATOR_SDK_NAMESPACES", "JOSDK_ALL_NAMESPACES")
        .containsEntry("AILERON_LEADER_ELECTION", "true")
        .doesNotContainKeys("AILERON_AWS_REGION", "AWS_ACCESS_KEY_ID");
  }

  @Test
  void makesEverythingThatIsAskedFor() throws Exception {
    // when
    var objects = chart.objects(EVERYTHING);

    // then
    assertThat(counts(objects))
        .containsEntry("PodDisruptionBudget", 1)
        .containsEntry("Service", 1)
        .containsEntry("PodMonitor", 1)
        .containsEntry("ConfigMap", 1)
        .containsEntry("Role", 3);
    assertThat(objects)
        .filteredOn(object -> !object.path("kind").asText().equals("CustomResourceDefinition"))
        .allSatisfy(object -> assertThat(object.at("/metadata/labels/e").asText()).isEqualTo("f"));
    var pod = deployment(objects).at("/spec/template/spec");
    assertThat(pod.at("/containers/0/image").asText())
        .startsWith("registry.example/")
        .contains("@sha256:");
    assertThat(pod.at("/containers/0/envFrom/0/secretRef/name").asText()).isEqualTo("aws-keys");
    assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
    assertThat(variables(deployment(objects)))
        .containsEntry("AILERON_AWS_REGION", "eu-west-1")
        .containsEntry("AILERON_AWS_ACCOUNT_ID", "111122223333")
        .containsEntry("AILERON_AWS_ROLE_ARN", "arn:aws:iam::444455556666:role/aileron")
        .containsEntry("AILERON_AWS_ENDPOINT", "https://vpce.example")
        .containsEntry("AILERON_AWS_NAME_PREFIX", "prod-")
        .containsEntry("AILERON_CLUSTER_NAME", "prod")
        .containsEntry("QUARKUS_OPERATOR_SDK_NAMESPACES", "shop,pay")
        .containsEntry("HTTPS_PROXY", "http://proxy.example:3128");
    assertThat(one(objects, "ConfigMap").at("/data/aileron.properties").asText())
        .isEqualTo("aileron.aws.tags.\"Cost\\ Center\"=42\naileron.aws.tags.\"team\"=shop\n");
    var budget = one(objects, "PodDisruptionBudget").path("spec");
    assertThat(budget.path("maxUnavailable").asInt()).isEqualTo(1);
    assertThat(budget.has("minAvailable")).isFalse();
  }

  @Test
  void hasRightsOnlyInTheNamespacesThatAreNamed() throws Exception {
    // when
    var everywhere = chart.objects();
    var named = chart.objects("watchNamespaces={shop,pay}");

    // then
    var work = rules(everywhere, "ClusterRole", "aileron");
    assertThat(work).hasSize(1).allSatisfy(rules -> assertThat(rules).isNotEmpty());
    assertThat(rules(named, "Role", "aileron")).hasSize(2).allMatch(work.getFirst()::equals);
    assertThat(rules(named, "ClusterRole", "aileron")).isEmpty();
    assertThat(counts(named)).doesNotContainKey("ClusterRoleBinding");
    assertThat(everywhere.toString() + named).doesNotContain("\"*\"");
  }

  @Test
  void bringsTheCrdsAsTheyAre() throws Exception {
    // when
    var crds = crds(chart.objects());

    // then
    assertThat(crds).hasSize(3);
    for (var crd : crds) {
      var name = crd.at("/metadata/name").asText();
      var committed = Chart.YAML.readTree(Path.of("../crds", name + ".yaml").toFile());
      assertThat(crd.path("spec")).as(name).isEqualTo(committed.path("spec"));
      assertThat(crd.at("/metadata/annotations/helm.sh~1resource-policy").asText())
          .isEqualTo("keep");
    }
    assertThat(crds(chart.objects("crds.keep=false")))
        .hasSize(3)
        .allSatisfy(
            crd -> assertThat(crd.path("metadata").toString()).doesNotContain("resource-policy"));
    assertThat(crds(chart.objects("crds.enabled=false"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          replica=2                                   | additional properties 'replica' not allowed
          aws.accessKey=AKIA                          | '/aws': additional properties 'accessKey' not allowed
          aws.region=Frankfurt                        | '/aws/region'
          aws.accountID=12                            | '/aws/accountID'
          aws.roleARN=aileron                         | '/aws/roleARN'
          aws.endpoint=vpce.example                   | '/aws/endpoint'
          aws.tags.aileron\\.dev/name=x               | '/aws/tags/aileron.dev~1name'
          aws.accountID=111122223333                  | '/aws/accountID': got number, want string
          image.digest=latest                         | '/image/digest'
          image.pullPolicy=Sometimes                  | '/image/pullPolicy'
          watchNamespaces[0]=Shop_1                   | '/watchNamespaces/0'
          clusterName=                                | '/clusterName'
          concurrency=0                               | '/concurrency'
          logLevel=LOUD                               | '/logLevel'
          terminationGracePeriodSeconds=30            | '/terminationGracePeriodSeconds'
          serviceAccount.annotation.a=b               | '/serviceAccount': additional properties 'annotation' not allowed
          metrics.podMonitor.interval=30              | '/metrics/podMonitor/interval'
          """)
  void refusesWrongValuesWithTheirPath(String value, String path) throws Exception {
    // when
    var result = chart.template(value);

    // then
    assertThat(result.status()).isNotZero();
    assertThat(result.output()).contains(path);
  }

  /** Argo CD renders on every look: what changes by itself is out of sync for ever. */
  @Test
  void rendersTheSameEachTime() throws Exception {
    assertThat(chart.template(EVERYTHING).success())
        .isEqualTo(chart.template(EVERYTHING).success());
    try (var templates = Files.walk(Chart.FOLDER.resolve("templates"))) {
      assertThat(templates.filter(Files::isRegularFile))
          .allSatisfy(template ->
              assertThat(Files.readString(template))
                  .doesNotContainPattern("\\b(lookup|rand[A-Z]|gen[A-Z]|now)\\b"));
    }
  }

  private static Map<String, Integer> counts(List<JsonNode> objects) {
    var counts = new TreeMap<String, Integer>();
    objects.forEach(object -> counts.merge(object.path("kind").asText(), 1, Integer::sum));
    return counts;
  }

  private static List<JsonNode> crds(List<JsonNode> objects) {
    return objects.stream()
        .filter(object -> object.path("kind").asText().equals("CustomResourceDefinition"))
        .toList();
  }

  private static List<JsonNode> rules(List<JsonNode> objects, String kind, String name) {
    return objects.stream()
        .filter(object -> object.path("kind").asText().equals(kind))
        .filter(object -> object.at("/metadata/name").asText().equals(name))
        .map(object -> object.path("rules"))
        .toList();
  }

  private static JsonNode one(List<JsonNode> objects, String kind) {
    assertThat(objects).filteredOn(object -> object.path("kind").asText().equals(kind)).hasSize(1);
    return objects.stream()
        .filter(object -> object.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode deployment(List<JsonNode> objects) {
    return one(objects, "Deployment");
  }

  private static Map<String, String> variables(JsonNode deployment) {
    var variables = new TreeMap<String, String>();
    deployment
        .at("/spec/template/spec/containers/0/env")
        .forEach(variable ->
            variables.put(variable.path("name").asText(), variable.path("value").asText()));
    return variables;
  }
}
