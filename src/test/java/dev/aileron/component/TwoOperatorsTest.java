package dev.aileron.component;

import static dev.aileron.component.Manifest.function;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two operators at work on the same objects, and one after the other. */
@ComponentTest
class TwoOperatorsTest {
  @Test
  void twoAtOnceDoubleNothing(World world) {
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
  }

  @Test
  void aNewOneOverReadyObjectsWritesNothing(World world) {
    // Given
    List<String> names = List.of("one", "two", "three");
    RunningOperator first = world.startOperator();
    names.forEach(name -> world.apply(function(name)));
    names.forEach(world::awaitReady);
    first.stop();
    int writes = world.lambda.writes().size();
    List<String> looks = names.stream().map(world::nameInAWS).toList();
    int calls = looks.stream().mapToInt(name -> world.lambda.calls(name).size()).sum();

    // When
    world.startOperator();
    World.patiently()
        .until(() ->
            looks.stream()
                .allMatch(
                    name -> world.lambda.calls(name).getLast().operation().equals("GetVersion")));
    world.apply(function("later"));
    world.awaitReady("later");

    // Then
    assertThat(
            world.lambda.writes().stream()
                .filter(call -> !call.function().equals(world.nameInAWS("later"))))
        .hasSize(writes);
    assertThat(looks.stream().mapToInt(name -> world.lambda.calls(name).size()).sum() - calls)
        .as("reads of three objects: function, alias and version of each")
        .isLessThanOrEqualTo(9);
    names.forEach(name -> assertThat(World.isReady(world.function(name))).isTrue());
  }
}
