package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.FunctionSpec;
import dev.aileron.kernel.fields.Impact;
import dev.aileron.kinds.function.FunctionWorld.Variant;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FunctionFieldsTest {
  private static final Variant VARIANT =
      new Variant("x", 128, 3, Map.of(), "x86_64", false, "", Map.of());

  @Test
  void everyFieldOfTheSpecHasItsRow() {
    assertThat(FunctionField.values())
        .extracting(FunctionField::path)
        .filteredOn(path -> !path.contains("."))
        .containsExactlyInAnyOrder(
            Arrays.stream(FunctionSpec.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toArray(String[]::new));
  }

  @Test
  void whatChangesInLambdaHasAnOperationForIt() {
    assertThat(FunctionField.values())
        .allSatisfy(field ->
            assertThat(field.operation() != FunctionField.Operation.NONE)
                .as(field.path())
                .isEqualTo(
                    field.impact() == Impact.PUBLISHES || field.impact() == Impact.IN_PLACE));
  }

  @Test
  void theTableSaysWhatAChangeCosts() {
    // Given
    Map<String, Impact> costs = new TreeMap<>();
    for (FunctionField field : FunctionField.values()) {
      costs.put(field.path(), field.impact());
    }

    // Then
    assertThat(costs)
        .containsEntry("functionName", Impact.IMMUTABLE)
        .containsEntry("description", Impact.IN_PLACE)
        .containsEntry("tags", Impact.IN_PLACE)
        .containsEntry("suspend", Impact.NOTHING);
    assertThat(costs.values().stream().filter(Impact.PUBLISHES::equals)).hasSize(19);
  }

  @Test
  void aStepSaysWhichFieldsItChanges() {
    // Given
    FunctionWorld world = new FunctionWorld();
    world.converge(VARIANT);

    // When
    FunctionStep step = world.planNow(VARIANT.withMemory(512)).steps().getFirst();

    // Then
    assertThat(step)
        .isInstanceOfSatisfying(
            FunctionStep.UpdateConfiguration.class,
            update -> assertThat(update.changed()).isEqualTo(Set.of(FunctionField.MEMORY)));
    assertThat(step.summary()).isEqualTo("update memoryMB of the function shop-hello");
  }
}
