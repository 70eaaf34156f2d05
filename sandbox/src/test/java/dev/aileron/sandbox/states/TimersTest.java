package dev.aileron.sandbox.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimersTest {

  @Test
  void whatFailsKeepsNothingElseFromBeingDone() throws InterruptedException {
    // Given
    var done = new CountDownLatch(1);
    try (var timers = new Timers(Clock.systemUTC())) {

      // When
      timers.at(
          0,
          () -> {
            throw new IllegalStateException("broken");
          });
      timers.at(1, done::countDown);

      // Then
      assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
