package dev.aileron.kinds.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.WorkflowSpec;
import dev.aileron.kernel.fields.Impact;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorkflowFieldsTest {
  @Test
  void everyFieldOfTheSpecHasItsRow() {
    assertThat(WorkflowField.values())
        .extracting(WorkflowField::path)
        .containsExactlyInAnyOrder(
            Arrays.stream(WorkflowSpec.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toArray(String[]::new));
  }

  @Test
  void theTableSaysWhatAChangeCosts() {
    // Given
    Map<String, Impact> costs = new TreeMap<>();
    for (WorkflowField field : WorkflowField.values()) {
      costs.put(field.path(), field.impact());
    }

    // Then
    assertThat(costs)
        .containsEntry("stateMachineName", Impact.IMMUTABLE)
        .containsEntry("type", Impact.IMMUTABLE)
        .containsEntry("tags", Impact.IN_PLACE)
        .containsEntry("deletionPolicy", Impact.NOTHING);
    assertThat(costs.values().stream().filter(Impact.PUBLISHES::equals)).hasSize(8);
  }

  @Test
  void everyStepSaysWhatItDoes() {
    // Given
    WorkflowWorld world = new WorkflowWorld();
    world.object.setSpec(Workflows.waiting().spec());
    WorkflowDesired desired = world.desired();
    String arn = "arn:aws:states:eu-west-1:111122223333:stateMachine:shop-order";
    Map<WorkflowStep, String> steps = new LinkedHashMap<>();
    steps.put(
        new WorkflowStep.CreateStateMachine(desired),
        "Created: create the state machine shop-order");
    steps.put(
        new WorkflowStep.UpdateStateMachine(arn, WorkflowContent.of("{}", "role")),
        "Updated: update the state machine shop-order");
    steps.put(
        new WorkflowStep.Tag(arn, Map.of("b", "x", "a", "y")), "Updated: set the tags [a, b]");
    steps.put(new WorkflowStep.Untag(arn, Set.of("b", "a")), "Updated: remove the tags [a, b]");
    steps.put(
        new WorkflowStep.PublishVersion(arn, "INITIAL", desired),
        "Published: publish a version of the state machine shop-order");
    steps.put(
        new WorkflowStep.CreateAlias("live", arn + ":1"),
        "Promoted: create the alias live on version 1");
    steps.put(
        new WorkflowStep.UpdateAlias(arn + ":live", arn + ":2"),
        "Promoted: move the alias live to version 2");

    // Then
    assertThat(steps.keySet().stream().map(Object::getClass).collect(Collectors.toSet()))
        .isEqualTo(Set.of(WorkflowStep.class.getPermittedSubclasses()));
    steps.forEach(
        (step, expected) -> assertThat(step.event() + ": " + step.summary()).isEqualTo(expected));
  }
}
