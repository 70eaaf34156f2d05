package dev.aileron.component;

import static dev.aileron.component.Manifest.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aileron.api.Api;
import dev.aileron.api.ServerlessFunction;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which fields of a user's object the operator owns: the status and its finalizer. */
@ComponentTest
class FieldOwnershipTest {
  @Test
  void theOperatorOwnsStatusAndFinalizerOnly(World world) {
    // Given
    world.startOperator();
    world.apply(function("hello"));
    world.awaitReady("hello");

    // When
    world.apply(function("hello").with("memoryMB: 256"));
    ServerlessFunction object = world.awaitReady("hello");

    // Then
    List<ManagedFieldsEntry> others =
        object.getMetadata().getManagedFields().stream()
            .filter(entry -> !entry.getManager().equals("kubectl"))
            .toList();
    assertThat(others)
        .extracting(
            ManagedFieldsEntry::getManager,
            ManagedFieldsEntry::getOperation,
            ManagedFieldsEntry::getSubresource)
        .containsExactlyInAnyOrder(
            tuple("aileron", "Apply", null), tuple("aileron", "Apply", "status"));
    for (ManagedFieldsEntry entry : others) {
      Map<String, Object> fields = entry.getFieldsV1().getAdditionalProperties();
      if ("status".equals(entry.getSubresource())) {
        assertThat(fields).containsOnlyKeys("f:status");
      } else {
        assertThat(fields)
            .isEqualTo(
                Map.of(
                    "f:metadata",
                    Map.of(
                        "f:finalizers", Map.of("v:\"" + Api.FUNCTION_FINALIZER + "\"", Map.of()))));
      }
    }
  }

  @Test
  void whatTheUserWroteStaysAsItWas(World world) {
    // Given
    world.startOperator();

    // When
    world.apply(function("hello"));
    world.awaitReady("hello");

    // Then
    Object asWritten = world.dryRun(function("hello")).getAdditionalProperties().get("spec");
    assertThat(world.raw(function("hello")).getAdditionalProperties().get("spec"))
        .isEqualTo(asWritten);
    assertThat(world.function("hello").getMetadata().getGeneration()).isEqualTo(1);
    assertThat(world.function("hello").getMetadata().getLabels()).isNullOrEmpty();
    assertThat(world.function("hello").getMetadata().getAnnotations()).isNullOrEmpty();
  }
}
