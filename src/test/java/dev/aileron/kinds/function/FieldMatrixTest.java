package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.kinds.function.FieldSamples.Sample;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of the configuration: set, changed, taken out, changed by somebody else. */
class FieldMatrixTest {
  private final FunctionWorld world = new FunctionWorld();

  @Test
  void everyFieldOfTheConfigurationHasSamples() {
    assertThat(FieldSamples.all().map(Sample::field).collect(Collectors.toSet()))
        .isEqualTo(FunctionField.configuration());
  }

  @ParameterizedTest
  @MethodSource("dev.aileron.kinds.function.FieldSamples#all")
  void aNewFunctionHasItFromTheStart(Sample sample) {
    // When
    world.converge(sample.withFirst());

    // Then
    assertThat(world.lambda.writes).containsExactly("CreateFunction", "CreateAlias");
    world.assertThatServedIsDesired();
  }

  @ParameterizedTest
  @MethodSource("dev.aileron.kinds.function.FieldSamples#all")
  void aChangeOfItPublishesOneVersion(Sample sample) {
    // Given
    world.converge(sample.withFirst());
    world.lambda.writes.clear();

    // When
    world.converge(sample.withSecond());

    // Then
    assertThat(world.lambda.writes)
        .containsExactly("UpdateConfiguration", "PublishVersion", "UpdateAlias");
    assertThat(world.served()).isEqualTo("2");
    world.assertThatServedIsDesired();
  }

  @ParameterizedTest
  @MethodSource("dev.aileron.kinds.function.FieldSamples#all")
  void withoutItLambdaHasWhatItHasByItself(Sample sample) {
    // Given
    world.converge(sample.withFirst());
    FunctionConfig none = FunctionConfigs.of(sample.base(), "shop-hello", Variables.NONE);

    // When
    world.converge(sample.base());

    // Then
    assertThat(sample.field().of(world.lambda.current().config()))
        .isEqualTo(sample.field().of(none));
    assertThat(world.served()).isEqualTo("2");
    world.assertThatServedIsDesired();
  }

  @ParameterizedTest
  @MethodSource("dev.aileron.kinds.function.FieldSamples#all")
  void whatSomebodyMadeOfItIsPutBackWithoutAVersion(Sample sample) {
    // Given
    world.converge(sample.withFirst());
    FunctionConfig theirs =
        FunctionConfigs.of(sample.withSecond(), "shop-hello", world.variables(sample.withSecond()));
    world.lambda.somebodyConfigures(theirs);
    world.lambda.writes.clear();

    // When
    world.converge();

    // Then
    assertThat(world.lambda.writes).containsExactly("UpdateConfiguration");
    assertThat(world.served()).isEqualTo("1");
    world.assertThatServedIsDesired();
  }
}
