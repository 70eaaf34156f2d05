package dev.aileron.component;

import static dev.aileron.component.Manifest.function;
import static dev.aileron.component.Manifest.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.ReconciledStatus;
import dev.aileron.aws.AwsErrorSample;
import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kernel.plan.Hold;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every error of AWS makes of an object, through a whole pass: conditions, and when it is
 * tried again. One object for each row of the table, all of them at once.
 */
@ComponentTest
class AwsAnswersTest {
  /** Tried again so soon that a test can wait for it. */
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void everyAnswerOfLambdaHasItsConditionsAndIsNeverRepeatedHot(World world) {
    // Given
    Map<String, AwsErrorSample> samples = samples("lambda");
    samples.forEach((name, sample) -> {
      String inAWS = world.nameInAWS(name);
      world.lambda.fail(inAWS, "CreateFunction", () -> sample.answer("CreateFunction"));
    });
    world.startOperator();

    // When
    long start = System.nanoTime();
    samples.keySet().forEach(name -> world.apply(function(name)));
    samples.forEach((name, sample) -> world.awaitReason(name, sample.hold().reason().name()));
    world.apply(function("later"));
    world.awaitReady("later");

    // Then
    samples.forEach((name, sample) -> {
      assertConditions(sample, world.function(name));
      assertNotHot(sample, world.lambda.attempts(world.nameInAWS(name), "CreateFunction"), start);
    });

    // When
    samples.keySet().forEach(name -> world.lambda.heal(world.nameInAWS(name)));

    // Then
    samples.forEach((name, sample) -> {
      if (isTriedSoon(sample)) {
        world.awaitReady(name);
      }
    });
  }

  @Test
  void everyAnswerOfStepFunctionsHasItsConditionsAndIsNeverRepeatedHot(World world) {
    // Given
    Map<String, AwsErrorSample> samples = samples("sfn");
    samples.forEach((name, sample) -> {
      String inAWS = world.nameInAWS(name);
      world.stepFunctions.fail(
          inAWS, "CreateStateMachine", () -> sample.answer("CreateStateMachine"));
    });
    world.startOperator();

    // When
    long start = System.nanoTime();
    samples.keySet().forEach(name -> world.apply(workflow(name)));
    samples.forEach(
        (name, sample) -> world.awaitWorkflowReason(name, sample.hold().reason().name()));
    world.apply(function("later"));
    world.awaitReady("later");

    // Then
    samples.forEach((name, sample) -> {
      assertConditions(sample, world.workflow(name));
      assertNotHot(
          sample, world.stepFunctions.attempts(world.nameInAWS(name), "CreateStateMachine"), start);
    });

    // When
    samples.keySet().forEach(name -> world.stepFunctions.heal(world.nameInAWS(name)));

    // Then
    samples.forEach((name, sample) -> {
      if (isTriedSoon(sample)) {
        world.awaitReadyWorkflow(name);
      }
    });
  }

  @Test
  void whatAwsRefusedIsTriedAgainAtTheResync(World world) {
    // Given
    AwsErrorSample refused =
        AwsErrorSample.ALL.stream()
            .filter(sample -> sample.code().equals("ValidationException"))
            .findFirst()
            .orElseThrow();
    String name = world.nameInAWS("hello");
    world.lambda.fail(name, "CreateFunction", () -> refused.answer("CreateFunction"));
    world.startOperator(world.client(), Duration.ofSeconds(1));
    world.apply(function("hello"));
    world.awaitReason("hello", "RejectedByAWS");

    // When
    world.lambda.heal(name);

    // Then
    world.awaitReady("hello");
  }

  private static Map<String, AwsErrorSample> samples(String service) {
    Map<String, AwsErrorSample> samples = new LinkedHashMap<>();
    AwsErrorSample.ALL.stream()
        .filter(sample -> sample.service().equals(service))
        .forEach(sample -> samples.put("row-" + samples.size(), sample));
    return samples;
  }

  private static boolean isTriedSoon(AwsErrorSample sample) {
    Duration after = sample.hold().after();
    return after != null && after.compareTo(SOON) < 0;
  }

  private static void assertConditions(
      AwsErrorSample sample, CustomResource<?, ? extends ReconciledStatus> object) {
    Hold hold = sample.hold();
    boolean settling = hold instanceof Hold.Settling;
    boolean stalled = hold instanceof Hold.Stalled;
    Condition ready = Statuses.condition(object, ConditionType.READY);
    assertThat(ready.reason()).as("%s", sample).isEqualTo(hold.reason().name());
    assertThat(ready.message()).as("%s", sample).contains(sample.code(), sample.message());
    assertThat(ready.status()).as("%s", sample).isEqualTo(settling ? "Unknown" : "False");
    assertThat(has(object, ConditionType.STALLED)).as("%s", sample).isEqualTo(stalled);
    assertThat(has(object, ConditionType.RECONCILING)).as("%s", sample).isEqualTo(!stalled);
    assertThat(Statuses.condition(object, ConditionType.SYNCED).holds()).as("%s", sample).isFalse();
  }

  private static boolean has(CustomResource<?, ? extends ReconciledStatus> object, String type) {
    return Conditions.find(object.getStatus().conditions(), type).isPresent();
  }

  /**
   * A pass tries once, and twice where the first answer may come from an error of ours. The event
   * of the finalizer can bring a second pass at the beginning.
   */
  private static void assertNotHot(AwsErrorSample sample, long attempts, long start) {
    boolean readsAgain =
        switch (sample.reaction()) {
          case READ_AGAIN, GONE -> true;
          default -> false;
        };
    Duration after = sample.hold().after();
    long passed = Duration.ofNanos(System.nanoTime() - start).toMillis();
    long passes = 2 + (after == null ? 0 : passed / after.toMillis());
    assertThat(attempts)
        .as("attempts in %d ms: %s", passed, sample)
        .isPositive()
        .isLessThanOrEqualTo(readsAgain ? 2 * passes : passes);
  }
}
