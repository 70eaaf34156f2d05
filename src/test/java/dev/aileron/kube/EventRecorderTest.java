package dev.aileron.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.ServerlessFunction;
import dev.aileron.kernel.status.Reason;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EventRecorderTest {
  /** A name of Kubernetes has 253 characters at the most, and an object's may have all of them. */
  @Test
  void theEventOfALongNamedObjectHasANameThatKubernetesTakes() {
    // Given
    RecordingClient recorded = new RecordingClient();
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    ServerlessFunction object = new ServerlessFunction();
    object.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName("a".repeat(253))
            .withUid("uid-1")
            .build());

    // When
    new EventRecorder(recorded.client(), clock).normal(object, Reason.Created, "made");

    // Then
    assertThat(recorded.eventNames)
        .singleElement()
        .satisfies(name ->
            assertThat(name)
                .hasSizeLessThanOrEqualTo(253)
                .matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"));
  }
}
