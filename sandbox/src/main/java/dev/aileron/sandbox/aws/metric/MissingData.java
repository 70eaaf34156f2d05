package dev.aileron.sandbox.aws.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/** How an alarm takes periods without data, as the API names it. */
enum MissingData {
  missing,
  ignore,
  breaching,
  notBreaching;

  /**
   * The state of an alarm, by the rules of CloudWatch's guide ("Configuring how CloudWatch alarms
   * treat missing data"): the newest values that there are, and what stands for those that lack.
   *
   * @param range values from the oldest to the newest period, null where there is none; a few
   *     periods more than are evaluated
   * @param periods evaluated
   * @param toAlarm of those so many have to breach
   */
  AlarmState judge(
      List<@Nullable Double> range,
      int periods,
      int toAlarm,
      DoublePredicate breaches,
      AlarmState current) {
    var there = new ArrayList<Double>();
    for (var value : range.reversed()) {
      if (value != null && there.size() < periods) {
        there.add(value);
      }
    }
    int lacking = periods - there.size();
    long breaching = there.stream().filter(value -> breaches.test(value)).count();
    if (lacking == 0) {
      return breaching >= toAlarm ? AlarmState.ALARM : AlarmState.OK;
    }
    return switch (this) {
      case breaching -> breaching + lacking >= toAlarm ? AlarmState.ALARM : AlarmState.OK;
      case notBreaching -> breaching >= toAlarm ? AlarmState.ALARM : AlarmState.OK;
      case missing, ignore -> {
        if (there.isEmpty()) {
          yield this == ignore ? current : AlarmState.INSUFFICIENT_DATA;
        }
        if (breaching >= toAlarm) {
          yield AlarmState.ALARM;
        }
        if (breaching < there.size()) {
          yield AlarmState.OK;
        }
        // All that is there breaches, and it is not enough of it.
        yield this == ignore ? current : AlarmState.ALARM;
      }
    };
  }
}
