package dev.aileron.sandbox.aws.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables of CloudWatch's guide, "How alarm state is evaluated when data is missing": a value
 * that does not breach is 0, one that does X, none is a dash.
 */
class MissingDataTest {

  private static final double THRESHOLD = 0.5;

  @ParameterizedTest
  @CsvSource({
    "0-X-X, OK,                OK,    OK,    OK",
    "0----, OK,                OK,    OK,    OK",
    "-----, INSUFFICIENT_DATA, keeps, ALARM, OK",
    "0XX-X, ALARM,             ALARM, ALARM, ALARM",
    "--X--, ALARM,             keeps, ALARM, OK",
  })
  void threeOutOfThree(
      String data,
      AlarmState missing,
      String ignore,
      AlarmState breaching,
      AlarmState notBreaching) {
    check(data, 3, missing, ignore, breaching, notBreaching);
  }

  @ParameterizedTest
  @CsvSource({
    "0-X-X, ALARM, ALARM, ALARM, ALARM",
    "00X0X, ALARM, ALARM, ALARM, ALARM",
    "0-X--, OK,    OK,    ALARM, OK",
    "----0, OK,    OK,    ALARM, OK",
    "---X-, ALARM, keeps, ALARM, OK",
  })
  void twoOutOfThree(
      String data,
      AlarmState missing,
      String ignore,
      AlarmState breaching,
      AlarmState notBreaching) {
    check(data, 2, missing, ignore, breaching, notBreaching);
  }

  private static void check(
      String data,
      int toAlarm,
      AlarmState missing,
      String ignore,
      AlarmState breaching,
      AlarmState notBreaching) {
    for (var current : AlarmState.values()) {
      assertThat(judge(MissingData.missing, data, toAlarm, current)).isEqualTo(missing);
      assertThat(judge(MissingData.ignore, data, toAlarm, current))
          .isEqualTo(ignore.equals("keeps") ? current : AlarmState.valueOf(ignore));
      assertThat(judge(MissingData.breaching, data, toAlarm, current)).isEqualTo(breaching);
      assertThat(judge(MissingData.notBreaching, data, toAlarm, current)).isEqualTo(notBreaching);
    }
  }

  private static AlarmState judge(
      MissingData treatment, String data, int toAlarm, AlarmState current) {
    var values =
        Arrays.asList(
            data.chars()
                .mapToObj(point ->
                    switch (point) {
                      case '0' -> (Double) 0.0;
                      case 'X' -> (Double) 1.0;
                      default -> null;
                    })
                .toArray(Double[]::new));
    return treatment.judge(values, 3, toAlarm, value -> value > THRESHOLD, current);
  }
}
