package dev.aileron.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LostLeaseTest {
  @Test
  void aReplicaThatLosesItsLeaseEnds() {
    // Given
    AtomicInteger ended = new AtomicInteger();

    // When
    new LostLease(ended::incrementAndGet).run();

    // Then
    assertThat(ended).hasValue(1);
  }
}
