package dev.aileron.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.kinds.function.FunctionReconciler;
import dev.aileron.kinds.workflow.WorkflowReconciler;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JOSDK gives up after five attempts, half a minute in all, and then waits for an event that may
 * never come: an API server that is away for longer would leave objects where they were.
 */
class RetryTest {
  @ParameterizedTest
  @ValueSource(classes = {FunctionReconciler.class, WorkflowReconciler.class})
  void aPassThatFailedIsTriedAgainForEverAndNeverRarely(Class<?> reconciler) {
    // Given
    GradualRetry settings = reconciler.getAnnotation(GradualRetry.class);
    GenericRetry retry = new GenericRetry();
    if (settings != null) {
      retry.initFrom(settings);
    }
    RetryExecution attempts = retry.initExecution();

    for (int i = 0; i < 1000; i++) {
      // When
      var delay = attempts.nextDelay();

      // Then
      assertThat(delay).isPresent();
      assertThat(Duration.ofMillis(delay.get()))
          .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    }
  }
}
