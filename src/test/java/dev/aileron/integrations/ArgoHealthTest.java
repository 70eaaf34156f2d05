package dev.aileron.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.aileron.api.FunctionStatus;
import dev.aileron.api.ReleasePhase;
import dev.aileron.integrations.ArgoHealth.Health;
import dev.aileron.integrations.ArgoHealth.Libraries;
import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kernel.status.Situation;
import dev.aileron.kernel.status.StatusContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Argo CD makes of every row of the status contract, by the scripts we ship. */
class ArgoHealthTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Facts SERVING = new Facts(true, "The alias live serves version 3", true);
  private static final List<Condition> WAS_READY =
      StatusContract.conditions(new Situation.InSync("ok"), SERVING, List.of(), 6, NOW);

  static Stream<Arguments> rows() {
    return Stream.of(
            row("Progressing", new Situation.Working(Reason.Creating, "m"), List.of()),
            row("Progressing", new Situation.Working(Reason.Updating, "m"), WAS_READY),
            row("Suspended", new Situation.AwaitingApproval("m"), WAS_READY),
            row("Progressing", new Situation.Waiting(Reason.Throttled, "m"), WAS_READY),
            row("Progressing", new Situation.Waiting(Reason.WaitingForIAM, "m"), List.of()),
            row("Progressing", new Situation.Waiting(Reason.DependencyNotReady, "m"), List.of()),
            row("Degraded", new Situation.Stalled(Reason.InvalidSpec, "m"), List.of()),
            row("Degraded", new Situation.Stalled(Reason.AccessDenied, "m"), WAS_READY),
            row("Degraded", new Situation.Stalled(Reason.RolledBack, "m"), WAS_READY),
            row("Healthy", new Situation.InSync("m"), WAS_READY),
            row("Healthy", new Situation.Drifted("m"), WAS_READY),
            row("Suspended", new Situation.Suspended(false), WAS_READY),
            row("Suspended", new Situation.Suspended(true), List.of()),
            row("Progressing", new Situation.Deleting(Reason.Draining, "m"), WAS_READY),
            row("Degraded", new Situation.Deleting(Reason.DeletionBlocked, "m"), WAS_READY))
        .flatMap(row ->
            Stream.of("ServerlessFunction", "Workflow")
                .flatMap(kind ->
                    Arrays.stream(Libraries.values())
                        .map(libraries -> Arguments.of(kind, libraries, row[0], row[1], row[2]))));
  }

  private static Object[] row(String expected, Situation situation, List<Condition> before) {
    return new Object[] {expected, situation, before};
  }

  @ParameterizedTest(name = "{0}, {1} libraries: {3} is {2}")
  @MethodSource("rows")
  void everyRowOfTheContract(
      String kind,
      Libraries libraries,
      String expected,
      Situation situation,
      List<Condition> before)
      throws IOException {
    // Given
    List<Condition> conditions =
        StatusContract.conditions(situation, SERVING, before, 7, NOW.plusSeconds(9));

    // When
    Health health = ArgoHealth.of(kind, object(7, status(7, conditions)), libraries);

    // Then
    assertThat(health.status()).isEqualTo(expected);
    assertThat(health.message()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(Libraries.class)
  void anEditThatNobodyHasSeenIsProgressing(Libraries libraries) throws IOException {
    // Given
    Map<String, Object> edited = object(8, status(7, WAS_READY));

    // When
    Health health = ArgoHealth.of("ServerlessFunction", edited, libraries);

    // Then
    assertThat(health)
        .isEqualTo(new Health("Progressing", "Waiting for the latest generation to be observed"));
  }

  @ParameterizedTest
  @EnumSource(Libraries.class)
  void anObjectWithoutAStatusIsProgressing(Libraries libraries) throws IOException {
    for (String kind : List.of("ServerlessFunction", "Workflow", "Release")) {
      assertThat(ArgoHealth.of(kind, object(1, null), libraries).status()).isEqualTo("Progressing");
    }
  }

  @ParameterizedTest
  @EnumSource(ReleasePhase.class)
  void everyPhaseOfAReleaseHasAHealth(ReleasePhase phase) throws IOException {
    // Given
    Map<String, Object> status =
        Map.of("observedGeneration", 1, "phase", phase.name(), "message", "m");

    // When
    Health health = ArgoHealth.of("Release", object(1, status), Libraries.RESTRICTED);

    // Then
    String expected = phase == ReleasePhase.Pending ? "Progressing" : "Healthy";
    assertThat(health).isEqualTo(new Health(expected, "m"));
  }

  static Stream<Arguments> upstreamCases() throws IOException {
    List<Arguments> cases = new ArrayList<>();
    for (String kind : List.of("ServerlessFunction", "Workflow", "Release")) {
      Path folder = ArgoHealth.folder(kind);
      JsonNode tests = YAML.readTree(folder.resolve("health_test.yaml").toFile()).path("tests");
      assertThat(tests).isNotEmpty();
      tests.forEach(test ->
          cases.add(
              Arguments.of(
                  kind,
                  folder.resolve(test.path("inputPath").asText()),
                  test.path("healthStatus").path("status").asText(),
                  test.path("healthStatus").path("message").asText())));
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("upstreamCases")
  void theCasesInUpstreamsLayoutHold(String kind, Path input, String status, String message)
      throws IOException {
    // Given
    Object manifest = YAML.readValue(input.toFile(), Object.class);

    // Then
    assertThat(ArgoHealth.of(kind, manifest, Libraries.OPEN))
        .isEqualTo(new Health(status, message));
  }

  @Test
  void theConfigMapHoldsTheSameScripts() throws IOException {
    // Given
    JsonNode data = YAML.readTree(ArgoHealth.configMap().toFile()).path("data");

    // Then
    assertThat(data.size()).isEqualTo(3);
    for (String kind : List.of("ServerlessFunction", "Workflow", "Release")) {
      assertThat(data.path("resource.customizations.health.aileron.dev_" + kind).asText())
          .as("run integrations/argocd/generate.sh")
          .isEqualTo(Files.readString(ArgoHealth.folder(kind).resolve("health.lua")));
    }
  }

  private static Map<String, Object> object(long generation, Object status) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("metadata", Map.of("generation", generation));
    if (status != null) {
      object.put("status", status);
    }
    return object;
  }

  private static Map<String, Object> status(long generation, List<Condition> conditions) {
    FunctionStatus status =
        new FunctionStatus(
            generation,
            conditions,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return JSON.convertValue(status, new TypeReference<Map<String, Object>>() {});
  }
}
