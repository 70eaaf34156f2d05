package dev.aileron.sandbox.aws.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aileron.sandbox.aws.model.AwsError;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With alarm a in ALARM, o in OK, i without data. */
class CompositeRuleTest {

  private static final Map<String, AlarmState> STATES =
      Map.of(
          "a",
          AlarmState.ALARM,
          "o",
          AlarmState.OK,
          "i",
          AlarmState.INSUFFICIENT_DATA,
          "a b",
          AlarmState.ALARM);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ALARM(a)                              | true
          ALARM("a b")                          | true
          ALARM(o)                              | false
          OK(o) AND INSUFFICIENT_DATA(i)        | true
          ALARM(o) OR ALARM(a) AND ALARM(i)     | false
          (ALARM(o) OR ALARM(a)) AND NOT OK(i)  | true
          NOT ALARM(a) OR TRUE                  | true
          FALSE                                 | false
          ALARM(missing)                        | false
          ALARM(arn:aws:cloudwatch:eu-west-1:111122223333:alarm:a) | true
          """)
  void holds(String rule, boolean holds) {
    assertThat(CompositeRule.parse(rule).holds(STATES::get)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ALARM", "ALARM(a", "ALARM(a) ALARM(o)", "AND", "RED(a)"})
  void refuses(String rule) {
    assertThatThrownBy(() -> CompositeRule.parse(rule)).isInstanceOf(AwsError.class);
  }
}
