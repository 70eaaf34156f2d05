package dev.aileron.sandbox.aws.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.sandbox.aws.metric.Alarm.Watch;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Why an alarm turned, in CloudWatch's words.
 *
 * @param recent the newest values that were looked at, newest first
 */
record AlarmReason(Watch.OfMetrics watch, Map<Instant, Double> recent, AlarmState state) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  static AlarmReason of(
      Watch.OfMetrics watch, NavigableMap<Instant, Double> values, AlarmState state) {
    var recent = new LinkedHashMap<Instant, Double>();
    values.descendingMap().entrySet().stream()
        .limit(watch.periods())
        .forEach(value -> recent.put(value.getKey(), value.getValue()));
    return new AlarmReason(watch, recent, state);
  }

  String words() {
    if (recent.isEmpty()) {
      return state == AlarmState.INSUFFICIENT_DATA
          ? "Insufficient Data: %d datapoint%s unknown."
              .formatted(watch.periods(), watch.periods() == 1 ? " was" : "s were")
          : "Threshold Crossed: no datapoints were received for %d period%s and %d missing datapoint%s treated as [%s]."
              .formatted(
                  watch.periods(),
                  watch.periods() == 1 ? "" : "s",
                  watch.periods(),
                  watch.periods() == 1 ? " was" : "s were",
                  state == AlarmState.ALARM ? "Breaching" : "NonBreaching");
    }
    var breach = watch.comparison().breach(watch.threshold());
    var telling = new ArrayList<String>();
    recent.forEach((time, value) -> {
      if (breach.test(value) == (state == AlarmState.ALARM)) {
        telling.add("%s (%s)".formatted(value, SHORT.format(time)));
      }
    });
    return "Threshold Crossed: %d out of the last %d datapoints [%s] %s %s%s the threshold (%s) (minimum %d datapoint%s for OK -> ALARM transition)."
        .formatted(
            telling.size(),
            watch.periods(),
            String.join(", ", telling),
            telling.size() == 1 ? "was" : "were",
            state == AlarmState.ALARM ? "" : "not ",
            watch.comparison().words(),
            watch.threshold(),
            watch.toAlarm(),
            watch.toAlarm() == 1 ? "" : "s");
  }

  /** The same for programs. */
  String data(Instant now) {
    var data = new LinkedHashMap<String, Object>();
    data.put("version", "1.0");
    data.put("queryDate", now.toString());
    data.put("period", watch.period());
    data.put("recentDatapoints", List.copyOf(recent.values()).reversed());
    data.put("threshold", watch.threshold());
    try {
      return JSON.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
