package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.aileron.api.EnvVar;
import dev.aileron.api.KeyRef;
import dev.aileron.api.ResourceRef;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kube.KnownObjects;
import dev.aileron.kube.Resolution;
import dev.aileron.kube.Unresolvable;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentVariablesTest {
  private static final String CANARY = "canary-5f1d";

  private final KnownObjects objects = new KnownObjects();
  private final EnvironmentVariables variables = new EnvironmentVariables(objects);

  @Test
  void valuesComeFromEverySource() {
    // Given
    objects.configMaps.put("settings", new ConfigMapBuilder().addToData("region", "eu").build());
    objects.secrets.put("card", secret("1", CANARY));

    // When
    EnvironmentVariables.Looked looked =
        variables.of("shop", List.of(literal("TABLE", "orders"), config(), fromSecret()));

    // Then
    assertThat(looked.variables().values())
        .isEqualTo(Map.of("TABLE", "orders", "REGION", "eu", "API_KEY", CANARY));
  }

  @Test
  void aSecretsValueIsInNothingThatIsShownOrHashed() {
    // Given
    objects.secrets.put("card", secret("1", CANARY));

    // When
    EnvironmentVariables.Looked looked = variables.of("shop", List.of(fromSecret()));

    // Then
    assertThat(looked.identity()).doesNotContain(CANARY).contains("card");
    assertThat(looked.toString()).doesNotContain(CANARY).contains("API_KEY");
  }

  @Test
  void anotherVersionOfASecretIsAnotherIdentity() {
    // Given
    objects.secrets.put("card", secret("1", "a"));
    String before = variables.of("shop", List.of(fromSecret())).identity();

    // When
    objects.secrets.put("card", secret("2", "b"));

    // Then
    assertThat(variables.of("shop", List.of(fromSecret())).identity()).isNotEqualTo(before);
  }

  @Test
  void whatIsMissingIsNamedAndWaitedFor() {
    assertThatThrownBy(() -> variables.of("shop", List.of(config())))
        .hasMessage("spec.env[REGION]: the ConfigMap shop/settings does not exist");
    assertThatThrownBy(() -> variables.of("shop", List.of(fromSecret())))
        .hasMessage("spec.env[API_KEY]: the Secret shop/card does not exist");
    objects.configMaps.put("settings", new ConfigMapBuilder().build());
    assertThatThrownBy(() -> variables.of("shop", List.of(config())))
        .hasMessage("spec.env[REGION]: the ConfigMap shop/settings has no key region");
    objects.secrets.put("card", new SecretBuilder().build());
    assertThatThrownBy(() -> variables.of("shop", List.of(fromSecret())))
        .hasMessage("spec.env[API_KEY]: the Secret shop/card has no key apiKey");
  }

  @Test
  void aMissingSecretIsAskedForAgainBecauseNothingWatchesSecrets() {
    assertThatThrownBy(() -> variables.of("shop", List.of(fromSecret())))
        .isInstanceOfSatisfying(
            Unresolvable.class,
            e ->
                assertThat(e.<Object>resolution())
                    .isInstanceOfSatisfying(
                        Resolution.Held.class,
                        u -> assertThat(((Hold.Waiting) u.hold()).after()).isNotNull()));
  }

  @Test
  void theLimitIsCountedAsAwsCounts() {
    // Given: {"A1":"…"} is nine characters around the value
    int room = EnvironmentVariables.MAX_BYTES - 9;

    // Then
    assertThat(variables.of("shop", List.of(literal("A1", "x".repeat(room)))).variables().values())
        .hasSize(1);
    assertThatThrownBy(() -> variables.of("shop", List.of(literal("A1", "x".repeat(room + 1)))))
        .hasMessage("spec.env: the variables take 4097 bytes as JSON; Lambda allows 4096 in all");
  }

  @Test
  void aFieldOfAnyObjectIsAValue() throws JsonProcessingException {
    // Given
    objects.resources.put(
        "Queue q", queue("{ status: { queueURL: 'https://q', shards: [{ n: 7 }] } }"));

    // Then
    assertThat(value(".status.queueURL")).isEqualTo("https://q");
    assertThat(value(".status.shards[0].n")).isEqualTo("7");
    assertThat(value(".metadata.name")).isEqualTo("q");
  }

  @Test
  void anObjectThatIsMissingOrNotReadyIsWaitedFor() throws JsonProcessingException {
    assertThatThrownBy(() -> value(".status.queueURL"))
        .hasMessage("spec.env[QUEUE]: the Queue shop/q does not exist");
    objects.resources.put("Queue q", queue("{ status: { queueURL: null } }"));
    assertThatThrownBy(() -> value(".status.queueURL"))
        .hasMessage("spec.env[QUEUE]: the Queue shop/q has nothing at .status.queueURL")
        .isInstanceOfSatisfying(
            Unresolvable.class, e -> assertThat(e.hold()).isInstanceOf(Hold.Waiting.class));
  }

  @Test
  void anObjectIsNoValue() throws JsonProcessingException {
    // Given
    objects.resources.put("Queue q", queue("{ status: { queueURL: 'https://q' } }"));

    // Then
    assertThatThrownBy(() -> value(".status"))
        .hasMessageContaining("has an object or a list at .status")
        .isInstanceOfSatisfying(
            Unresolvable.class, e -> assertThat(e.hold()).isInstanceOf(Hold.Stalled.class));
  }

  @Test
  void whatMayNotBeReadSaysWhoCanAllowIt() {
    // Given
    objects.forbidden.add("Queue");

    // Then
    assertThatThrownBy(() -> value(".status.queueURL"))
        .hasMessageContaining("may not read objects of kind Queue")
        .hasMessageContaining("rbac.resourceRefs");
  }

  private String value(String path) {
    EnvVar variable =
        new EnvVar(
            "QUEUE",
            null,
            new EnvVar.Source(
                null, null, new ResourceRef("sqs.services.k8s.aws/v1alpha1", "Queue", "q", path)));
    return variables.of("shop", List.of(variable)).variables().values().get("QUEUE");
  }

  private static GenericKubernetesResource queue(String rest) throws JsonProcessingException {
    GenericKubernetesResource queue =
        new YAMLMapper().readValue(rest, GenericKubernetesResource.class);
    queue.setMetadata(new ObjectMetaBuilder().withName("q").build());
    return queue;
  }

  private static EnvVar literal(String name, String value) {
    return new EnvVar(name, value, null);
  }

  private static EnvVar config() {
    return new EnvVar(
        "REGION", null, new EnvVar.Source(new KeyRef("settings", "region"), null, null));
  }

  private static EnvVar fromSecret() {
    return new EnvVar("API_KEY", null, new EnvVar.Source(null, new KeyRef("card", "apiKey"), null));
  }

  private static Secret secret(String version, String value) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("card")
        .withResourceVersion(version)
        .endMetadata()
        .addToData(
            "apiKey", Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
        .build();
  }
}
