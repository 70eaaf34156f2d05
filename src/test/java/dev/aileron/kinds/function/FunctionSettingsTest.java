package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.FunctionSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands beside configuration and versions: who must have signed, and which runtime. */
class FunctionSettingsTest {
  private static final String SIGNING =
      "arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-0123456789abcdef0";
  private static final FunctionSpec PLAIN =
      Specs.of(
          """
          runtime: python3.13
          handler: app.handler
          code: { inline: { app.py: x = 1 } }
          role: { arn: 'arn:aws:iam::111122223333:role/shop' }
          """);
  private static final FunctionSpec SIGNED =
      Specs.with(PLAIN, "codeSigningConfigARN: '" + SIGNING + "'");
  private static final FunctionSpec KEPT = Specs.with(PLAIN, "runtimeUpdates: FunctionUpdate");

  private final FunctionWorld world = new FunctionWorld();

  @Test
  void aNewFunctionAsksForSignaturesFromTheStart() {
    // When
    world.converge(SIGNED);

    // Then
    assertThat(world.lambda.writes).containsExactly("CreateFunction", "CreateAlias");
    assertThat(world.lambda.codeSigning).isEqualTo(SIGNING);
    assertThat(world.object.getStatus().codeSigningConfigARN()).isEqualTo(SIGNING);
    world.assertThatServedIsDesired();
  }

  @Test
  void itIsSetBeforeTheCodeItSpeaksOf() {
    // Given
    world.converge(PLAIN);
    world.lambda.writes.clear();

    // When
    world.converge(Specs.with(SIGNED, "code: { inline: { app.py: x = 2 } }"));

    // Then
    assertThat(world.lambda.writes)
        .containsExactly("SetCodeSigning", "UpdateCode", "PublishVersion", "UpdateAlias");
    assertThat(world.lambda.codeSigning).isEqualTo(SIGNING);
  }

  @Test
  void whatIsTakenOutIsTakenOutThereAndNotAskedForAgain() {
    // Given
    world.converge(SIGNED);
    world.lambda.writes.clear();

    // When
    world.converge(PLAIN);

    // Then
    assertThat(world.lambda.writes).containsExactly("SetCodeSigning");
    assertThat(world.lambda.codeSigning).isEmpty();
    assertThat(world.object.getStatus().codeSigningConfigARN()).isNull();
    world.lambda.calls = 0;
    world.converge();
    assertThat(world.lambda.calls).as("function, alias, version").isEqualTo(3);
  }

  @Test
  void whatSomebodyElseTookAwayIsPutBack() {
    // Given
    world.converge(SIGNED);
    world.lambda.codeSigning = "";

    // When
    world.converge();

    // Then
    assertThat(world.lambda.codeSigning).isEqualTo(SIGNING);
    assertThat(world.lambda.versions()).hasSize(1);
  }

  @Test
  void theRuntimeIsHeldUnderAVersionBeforeThatIsServed() {
    // When
    world.converge(KEPT);
    world.converge(Specs.with(KEPT, "memoryMB: 512"));

    // Then
    assertThat(world.lambda.writes)
        .containsExactly(
            "CreateFunction",
            "SetRuntimeUpdates",
            "CreateAlias",
            "UpdateConfiguration",
            "PublishVersion",
            "SetRuntimeUpdates",
            "UpdateAlias");
    RuntimeManagement kept = new RuntimeManagement("FunctionUpdate", "");
    assertThat(world.lambda.runtimeUpdates).isEqualTo(Map.of("1", kept, "2", kept));
    world.assertThatServedIsDesired();
  }

  @Test
  void runtimeUpdatesChangeInPlaceAndGoBackToAuto() {
    // Given
    String arn = "arn:aws:lambda:eu-west-1::runtime:0123";
    world.converge(KEPT);
    world.lambda.writes.clear();

    // When
    world.converge(
        Specs.with(PLAIN, "{ runtimeUpdates: Manual, runtimeVersionARN: '" + arn + "' }"));

    // Then
    assertThat(world.lambda.runtimeUpdates.get("1"))
        .isEqualTo(new RuntimeManagement("Manual", arn));

    // When
    world.converge(PLAIN);

    // Then
    assertThat(world.lambda.runtimeUpdates.get("1")).isEqualTo(RuntimeManagement.AUTO);
    assertThat(world.lambda.writes).containsExactly("SetRuntimeUpdates", "SetRuntimeUpdates");
    assertThat(world.object.getStatus().runtimeUpdates()).isNull();
    assertThat(world.lambda.versions()).hasSize(1);
  }
}
