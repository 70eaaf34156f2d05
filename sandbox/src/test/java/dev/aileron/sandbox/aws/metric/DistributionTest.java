package dev.aileron.sandbox.aws.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistributionTest {

  @Test
  void tellsPercentilesOfFewValuesExactly() {
    // given
    var values = new Distribution();
    for (int i = 1; i <= 5; i++) {
      values.add(i * 10, 1);
    }

    // then
    assertThat(values.percentile(0)).isEqualTo(10);
    assertThat(values.percentile(50)).isEqualTo(30);
    assertThat(values.percentile(90)).isCloseTo(46, within(1e-9));
    assertThat(values.percentile(100)).isEqualTo(50);
  }

  @Test
  void tellsPercentilesOfManyValuesToOnePercent() {
    // given
    var values = new Distribution();
    for (int i = 1; i <= 100_000; i++) {
      values.add(i / 10.0, 1);
    }

    // then
    for (int percent = 1; percent < 100; percent++) {
      assertThat(values.percentile(percent)).isCloseTo(percent * 100, within(percent * 1.0));
    }
    assertThat(values.maximum()).isEqualTo(10_000);
    assertThat(values.average()).isCloseTo(5_000.05, within(1e-6));
  }

  @Test
  void joinsToTheSameWhateverTheParts() {
    // given
    var whole = new Distribution();
    var few = new Distribution();
    var many = new Distribution();
    for (int i = -300; i <= 300; i++) {
      whole.add(i, 1);
      (i < -250 ? few : many).add(i, 1);
    }

    // when
    var joined = new Distribution();
    joined.add(few);
    joined.add(many);

    // then
    assertThat(joined.count()).isEqualTo(601);
    assertThat(joined.sum()).isEqualTo(whole.sum());
    assertThat(joined.minimum()).isEqualTo(-300);
    assertThat(joined.percentile(50)).isCloseTo(0, within(1.0));
    assertThat(joined.percentile(1)).isEqualTo(whole.percentile(1));
  }

  @Test
  void knowsThatASummaryTellsNoPercentiles() {
    // given
    var values = new Distribution();
    values.addSummary(3, 30, 5, 20);

    // then
    assertThat(values.average()).isEqualTo(10);
    assertThat(Statistic.parse("p50").orElseThrow().of(values)).isEmpty();
    assertThat(Statistic.parse("Maximum").orElseThrow().of(values)).hasValue(20);
    assertThat(Statistic.parse("tm90")).isEmpty();
    assertThat(Statistic.parse("p101")).isEmpty();
  }
}
