package dev.aileron.e2e;

import static dev.aileron.e2e.world.Manifests.answering;
import static dev.aileron.e2e.world.Manifests.function;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.e2e.world.EndToEnd;
import dev.aileron.e2e.world.Sandbox;
import dev.aileron.e2e.world.TestNamespace;
import dev.aileron.e2e.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** A secret goes from its Secret to the function, and nowhere else. */
@EndToEnd
class SecretsTest {

  private static final String CANARY = "canary-5bd1e995";

  @Test
  void aSecretIsSeenByTheFunctionAndByNobodyElse(World world, TestNamespace namespace)
      throws Exception {
    // given
    namespace.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: { name: card }
        stringData: { apiKey: %s }
        """
            .formatted(CANARY));

    // when
    namespace.apply(
        function(
            "charge",
            """
            import os

            def handler(event, context):
                return os.environ["API_KEY"]
            """,
            "env: [ { name: API_KEY, valueFrom: { secretKeyRef: { name: card, key: apiKey } } } ]"));

    // then
    var charge = namespace.awaitServed("charge", "1");
    assertThat(world.aws().invoke(charge.text("/status/aliasARN")).asText()).isEqualTo(CANARY);

    // and then
    assertThat(charge.json().toString()).doesNotContain(CANARY);
    assertThat(namespace.releases().toString()).doesNotContain(CANARY);
    assertThat(world.cluster().events(charge).toString()).doesNotContain(CANARY);
    assertThat(world.sandbox().operatorLog()).noneMatch(line -> line.contains(CANARY));
    assertThat(metrics(world.sandbox())).contains("jvm_").doesNotContain(CANARY);
    assertThat(world.sandbox().command("requests"))
        .contains(namespace.awsName("charge"))
        .doesNotContain(CANARY);
  }

  @Test
  void aSecretThatIsNotThereIsWaitedForByName(TestNamespace namespace) {
    // when
    namespace.apply(
        answering(
            "charge",
            "ok",
            "env: [ { name: API_KEY, valueFrom: { secretKeyRef: { name: card, key: apiKey } } } ]"));

    // then
    namespace.awaitFunction(
        "charge",
        it -> {
          assertThat(it.condition("Ready"))
              .hasValueSatisfying(ready -> {
                assertThat(ready.reason()).isEqualTo("DependencyNotReady");
                assertThat(ready.message()).contains("Secret").contains("card");
              });
          assertThat(it.status("Stalled")).isEqualTo("absent");
        });
  }

  private static String metrics(Sandbox sandbox) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(sandbox.environment("OPERATOR_URL") + "/q/metrics"))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }
}
