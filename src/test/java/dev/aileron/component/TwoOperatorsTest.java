package dev.aileron.component;

import static dev.aileron.component.Manifest.calling;
import static dev.aileron.component.Manifest.function;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two operators at work on the same objects, and one after the other. */
@ComponentTest
class TwoOperatorsTest {
  @Test
  void twoAtOnceDoubleNoFunction(World world) {
    // Given
    world.startOperator();
    world.startOperator();
    List<String> names = IntStream.range(0, 6).mapToObj(i -> "f" + i).toList();

    // When
    names.forEach(name -> world.apply(function(name)));
    names.forEach(world::awaitReady);
    names.forEach(name -> world.apply(function(name).with("memoryMB: 256")));
    names.forEach(world::awaitReady);

    // Then
    for (String name : names) {
      String inAWS = world.nameInAWS(name);
      assertThat(world.lambda.versions(inAWS)).as(name).hasSize(2);
      assertThat(world.lambda.writes(inAWS))
          .as(name)
          .containsOnlyOnce("CreateFunction", "UpdateConfiguration", "CreateAlias");
      assertThat(world.lambda.served(inAWS, "live").orElseThrow().number()).isEqualTo("2");
    }
    assertThat(world.releases()).hasSize(2 * names.size());

    // When
    names.forEach(name -> world.delete(ServerlessFunction.class, name));

    // Then
    names.forEach(name -> world.awaitGone(ServerlessFunction.class, name));
    assertThat(world.lambda.names()).isEmpty();
  }

  @Test
  void twoAtOnceDoubleNoWorkflow(World world) {
    // Given
    world.startOperator();
    world.startOperator();
    List<String> names = List.of("w0", "w1", "w2");

    // When
    names.forEach(name -> world.apply(calling(name, "charge")));
    world.apply(function("charge"));
    names.forEach(world::awaitReadyWorkflow);
    world.apply(function("charge").with("memoryMB: 256"));

    // Then
    for (String name : names) {
      world.until(
          Workflow.class,
          name,
          w -> Statuses.isReady(w) && w.getStatus().stable().version().equals("2"));
      String inAWS = world.nameInAWS(name);
      assertThat(world.stepFunctions.versions(inAWS)).as(name).hasSize(2);
      assertThat(world.stepFunctions.served(inAWS, "live").orElseThrow().number()).isEqualTo("2");
    }
  }

  @Test
  void aNewOneOverReadyObjectsWritesNothing(World world) {
    // Given
    List<String> names = List.of("one", "two", "three");
    RunningOperator first = world.startOperator();
    names.forEach(name -> world.apply(function(name)));
    world.apply(calling("order", "one", "two", "three"));
    names.forEach(world::awaitReady);
    world.awaitReadyWorkflow("order");
    first.stop();
    int writes = world.lambda.writes().size() + world.stepFunctions.writes().size();
    int calls = calls(world, names);

    // When
    world.startOperator();
    World.patiently()
        .until(() ->
            names.stream()
                .map(world::nameInAWS)
                .allMatch(
                    name -> world.lambda.calls(name).getLast().operation().equals("GetVersion")));
    world.apply(calling("later", "one"));
    world.awaitReadyWorkflow("later");

    // Then
    int writesOfTheLater = world.stepFunctions.writes(world.nameInAWS("later")).size();
    assertThat(world.lambda.writes().size() + world.stepFunctions.writes().size())
        .isEqualTo(writes + writesOfTheLater);
    assertThat(calls(world, names) - calls)
        .as("reads of three functions: the function, its alias and its version")
        .isLessThanOrEqualTo(9);
    names.forEach(name -> assertThat(Statuses.isReady(world.function(name))).isTrue());
    assertThat(Statuses.isReady(world.workflow("order"))).isTrue();
  }

  private static int calls(World world, List<String> functions) {
    return functions.stream()
        .mapToInt(name -> world.lambda.calls(world.nameInAWS(name)).size())
        .sum();
  }
}
