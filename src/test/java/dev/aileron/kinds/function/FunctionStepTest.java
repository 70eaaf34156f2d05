package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.kinds.function.FunctionWorld.Variant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What people read in Events and logs. */
class FunctionStepTest {
  @Test
  void everyStepSaysWhatItDoesAndNoneTellsASecret() {
    // Given
    FunctionWorld world = new FunctionWorld();
    world.apply(
        new Variant("x", 128, 3, Map.of("KEY", "canary-7c1e"), "arm64", false, "", Map.of()));
    FunctionDesired desired = world.desired();
    Map<FunctionStep, String> steps = new LinkedHashMap<>();
    steps.put(new FunctionStep.CreateFunction(desired), "Created: create the function shop-hello");
    steps.put(
        new FunctionStep.DeleteFailedFunction("shop-hello", "InternalError"),
        "Deleted: delete the function shop-hello, which never came up: InternalError");
    steps.put(
        new FunctionStep.UpdateConfiguration(
            "shop-hello",
            desired.config(),
            "",
            "r",
            Set.of(FunctionField.MEMORY, FunctionField.ENV)),
        "Updated: update memoryMB, env of the function shop-hello");
    steps.put(
        new FunctionStep.UpdateConfiguration("shop-hello", desired.config(), "", "r", Set.of()),
        "Updated: repeat the failed update of the function shop-hello");
    steps.put(
        new FunctionStep.UpdateCode("shop-hello", desired.code(), "arm64", "r"),
        "Updated: update the code of the function shop-hello");
    steps.put(
        new FunctionStep.Tag("arn", Map.of("b", "canary-7c1e", "a", "x")),
        "Updated: set the tags [a, b]");
    steps.put(new FunctionStep.Untag("arn", Set.of("b")), "Updated: remove the tags [b]");
    steps.put(
        new FunctionStep.SetCodeSigning("shop-hello", ""),
        "Updated: ask for no signatures of the code of the function shop-hello");
    steps.put(
        new FunctionStep.SetRuntimeUpdates(
            "shop-hello", "3", new RuntimeManagement("Manual", "arn:r")),
        "Updated: set the runtime updates of version 3 of the function shop-hello to Manual (arn:r)");
    steps.put(
        new FunctionStep.PublishVersion("shop-hello", "sha", "r", "d"),
        "Published: publish a version of the function shop-hello");
    steps.put(
        new FunctionStep.CreateAlias("shop-hello", "live", "1"),
        "Promoted: create the alias live on version 1");
    steps.put(
        new FunctionStep.UpdateAlias("shop-hello", "live", "2", "r"),
        "Promoted: move the alias live to version 2");

    // Then
    assertThat(steps.keySet().stream().map(Object::getClass).collect(Collectors.toSet()))
        .isEqualTo(Set.of(FunctionStep.class.getPermittedSubclasses()));
    steps.forEach(
        (step, expected) -> assertThat(step.event() + ": " + step.summary()).isEqualTo(expected));
    assertThat(steps.keySet())
        .filteredOn(step -> !(step instanceof FunctionStep.Tag))
        .noneMatch(step -> step.toString().contains("canary-7c1e"));
  }
}
