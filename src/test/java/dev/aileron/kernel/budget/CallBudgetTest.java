package dev.aileron.kernel.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What may be asked, and by whom first. */
class CallBudgetTest {
  private static final Quota QUOTA = new Quota("control plane", 16, 16);

  private final Steady clock = new Steady();
  private final CallBudget budget = new CallBudget(clock, 1);

  @Example
  void afterTheBurstACallIsTakenAsOftenAsTheQuotaRefills() {
    // When
    int atOnce = takeAll(Priority.CHANGE);

    // Then
    assertThat(atOnce).isEqualTo(16);
    assertThat(budget.reserve(QUOTA, Priority.CHANGE)).hasValue(Duration.ofNanos(62_500_000));

    // When
    clock.pass(Duration.ofNanos(62_500_000));

    // Then
    assertThat(takeAll(Priority.CHANGE)).isEqualTo(1);
  }

  @Example
  void whatMattersLessLeavesSomethingForWhatMattersMore() {
    assertThat(takeAll(Priority.SWEEP)).isEqualTo(8);
    assertThat(takeAll(Priority.LOOK)).isEqualTo(4);
    assertThat(takeAll(Priority.CHANGE)).isEqualTo(4);
  }

  @Example
  void aRefusalOfAwsSendsEverybodyAwayForAsLongAsItSays() {
    // When
    budget.refused(QUOTA, Duration.ofSeconds(3));

    // Then
    assertThat(budget.reserve(QUOTA, Priority.CHANGE)).hasValue(Duration.ofSeconds(3));
    clock.pass(Duration.ofSeconds(3));
    assertThat(budget.reserve(QUOTA, Priority.CHANGE)).isEmpty();
  }

  @Example
  void quotasAreSpentEachForItself() {
    // Given
    takeAll(Priority.CHANGE);

    // Then
    assertThat(budget.reserve(new Quota("GetFunction", 100, 100), Priority.SWEEP)).isEmpty();
  }

  @Example
  void aSmallQuotaStillServesEverybody() {
    // Given
    CallBudget small = new CallBudget(clock, 0.1);

    // Then
    assertThat(small.reserve(new Quota("tiny", 2, 1), Priority.SWEEP)).isEmpty();
  }

  @Example
  void aShareIsAPartOfTheWhole() {
    assertThatThrownBy(() -> new CallBudget(clock, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new CallBudget(clock, 1.5)).hasMessageContaining("at most 1");
  }

  /** Over any time, no more calls are made than AWS would take of one who has that share alone. */
  @Property
  void itNeverSpendsMoreThanItsShare(
      @ForAll @DoubleRange(min = 0.1, max = 1) double share,
      @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 500) Integer> pauses) {
    CallBudget some = new CallBudget(clock, share);
    Instant begin = clock.instant();
    int calls = 0;
    for (int pause : pauses) {
      clock.pass(Duration.ofMillis(pause));
      while (some.reserve(QUOTA, Priority.CHANGE).isEmpty()) {
        calls++;
      }
    }
    double seconds = Duration.between(begin, clock.instant()).toMillis() / 1000.0;
    assertThat((double) calls)
        .isLessThanOrEqualTo(QUOTA.burst() * share + QUOTA.perSecond() * share * seconds + 1e-3);
  }

  /** Who comes again after the time that he was told is served, if nobody was quicker. */
  @Property
  void theTimeThatItTellsIsEnough(@ForAll Priority priority, @ForAll @IntRange(max = 900) int ms) {
    CallBudget some = new CallBudget(clock, 1);
    while (some.reserve(QUOTA, Priority.CHANGE).isEmpty()) {
      clock.pass(Duration.ofMillis(1));
    }
    clock.pass(Duration.ofMillis(ms));
    some.reserve(QUOTA, priority)
        .ifPresent(later -> {
          clock.pass(later);
          assertThat(some.reserve(QUOTA, priority)).isEmpty();
        });
  }

  private int takeAll(Priority priority) {
    int calls = 0;
    while (budget.reserve(QUOTA, priority).isEmpty()) {
      calls++;
    }
    return calls;
  }

  /** A clock that stands still until it is told otherwise. */
  private static final class Steady extends Clock {
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
