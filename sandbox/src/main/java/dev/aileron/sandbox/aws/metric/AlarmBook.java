package dev.aileron.sandbox.aws.metric;

import dev.aileron.sandbox.aws.metric.Alarm.Watch;
import dev.aileron.sandbox.aws.model.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The alarms of all accounts. They are evaluated when it is their time, which is found out whenever
 * somebody looks, and by the clock in between.
 */
final class AlarmBook {

  /** Periods beyond the evaluated ones, in which an older value may stand for one that lacks. */
  private static final int EXTRA_PERIODS = 2;

  private static final Duration SHORT_INTERVAL = Duration.ofSeconds(10);

  private record Place(String account, String region) {}

  private final MetricStore store;
  private final Duration interval;
  private final boolean partial;
  private final BiConsumer<Caller, Alarm> changed;
  private final Map<Place, Map<String, Alarm>> all = new LinkedHashMap<>();

  /**
   * No alarms yet.
   *
   * @param interval between evaluations; ten seconds at most for alarms of short periods
   * @param partial whether the period that is not over yet is evaluated as well
   * @param changed is told of every change of state, while the book is locked
   */
  AlarmBook(
      MetricStore store, Duration interval, boolean partial, BiConsumer<Caller, Alarm> changed) {
    this.store = store;
    this.interval = interval;
    this.partial = partial;
    this.changed = changed;
  }

  /** Makes an alarm, or gives one another configuration; its state stays then. */
  synchronized void put(
      Caller caller, String name, Map<String, Object> configuration, Watch watch, Instant now) {
    var alarms = alarms(caller);
    var there = alarms.get(name);
    if (there != null) {
      there.configure(configuration, watch, now);
      return;
    }
    var arn =
        "arn:aws:cloudwatch:%s:%s:alarm:%s".formatted(caller.region(), caller.accountId(), name);
    alarms.put(name, new Alarm(name, arn, configuration, watch, now, now.plus(interval(watch))));
  }

  synchronized void remove(Caller caller, List<String> names) {
    names.forEach(alarms(caller)::remove);
  }

  /** An alarm as it is by now; null when there is none. */
  synchronized @Nullable Alarm find(Caller caller, String name, Instant now) {
    evaluate(caller, now);
    return alarms(caller).get(name);
  }

  /** The alarms of an account and region as they are by now, by their names. */
  synchronized List<Alarm> list(Caller caller, Instant now) {
    evaluate(caller, now);
    return new ArrayList<>(alarms(caller).values());
  }

  /** Sets a state by hand; the next evaluation says what it really is. */
  synchronized void set(
      Caller caller, Alarm alarm, AlarmState state, String why, String data, Instant now) {
    if (alarm.become(state, why, data, now)) {
      changed.accept(caller, alarm);
    }
  }

  /** Evaluates all whose time it is. */
  synchronized void evaluate(Instant now) {
    for (var place : List.copyOf(all.keySet())) {
      evaluate(caller(place), now);
    }
  }

  private void evaluate(Caller caller, Instant now) {
    var alarms = alarms(caller);
    for (var alarm : alarms.values()) {
      if (alarm.watch() instanceof Watch.OfMetrics metrics && alarm.isDue(now)) {
        alarm.evaluateNext(now.plus(interval(metrics)));
        judge(caller, alarm, metrics, now);
      }
    }
    // Composite alarms follow the others at once.
    for (var alarm : alarms.values()) {
      if (alarm.watch() instanceof Watch.OfAlarms others && alarm.isDue(now)) {
        judge(caller, alarm, others, now);
      }
    }
  }

  private void judge(Caller caller, Alarm alarm, Watch.OfMetrics watch, Instant now) {
    int period = watch.period();
    int periods = watch.periods() + EXTRA_PERIODS;
    long last = Math.floorDiv(now.getEpochSecond(), period) * period + (partial ? period : 0);
    var end = Instant.ofEpochSecond(last);
    var start = end.minusSeconds((long) period * periods);
    TreeMap<Instant, Double> values;
    try {
      var answers = new MetricQueries(store, watch.queries(), start, end).answers();
      values = new TreeMap<>(answers.getFirst().series().getFirst().values());
    } catch (RuntimeException e) {
      turn(
          caller,
          alarm,
          AlarmState.INSUFFICIENT_DATA,
          "Evaluation failed: " + e.getMessage(),
          "",
          now);
      return;
    }
    var range = new ArrayList<@Nullable Double>();
    for (int i = 0; i < periods; i++) {
      range.add(values.get(start.plusSeconds((long) period * i)));
    }
    var state =
        watch
            .missing()
            .judge(
                range,
                watch.periods(),
                watch.toAlarm(),
                watch.comparison().breach(watch.threshold()),
                alarm.state());
    if (state != alarm.state()) {
      var reason = AlarmReason.of(watch, values, state);
      turn(caller, alarm, state, reason.words(), reason.data(now), now);
    }
  }

  private void judge(Caller caller, Alarm alarm, Watch.OfAlarms watch, Instant now) {
    var alarms = alarms(caller);
    boolean holds =
        watch
            .rule()
            .holds(name -> {
              var other = alarms.get(name);
              return other == null ? null : other.state();
            });
    var state = holds ? AlarmState.ALARM : AlarmState.OK;
    if (state != alarm.state()) {
      var reason =
          "%s transitioned to %s at %s"
              .formatted(String.join(", ", watch.rule().alarms()), state, now);
      turn(caller, alarm, state, reason, "", now);
    }
  }

  private void turn(
      Caller caller, Alarm alarm, AlarmState state, String why, String data, Instant now) {
    if (alarm.become(state, why, data, now)) {
      changed.accept(caller, alarm);
    }
  }

  private Duration interval(Watch watch) {
    boolean shortPeriod =
        watch instanceof Watch.OfMetrics metrics && metrics.period() < MetricStore.MINUTE;
    return shortPeriod && interval.compareTo(SHORT_INTERVAL) > 0 ? SHORT_INTERVAL : interval;
  }

  private Map<String, Alarm> alarms(Caller caller) {
    return all.computeIfAbsent(
        new Place(caller.accountId(), caller.region()), absent -> new TreeMap<>());
  }

  private static Caller caller(Place place) {
    return new Caller(
        place.account(), place.region(), "arn:aws:iam::" + place.account() + ":root", null);
  }
}
