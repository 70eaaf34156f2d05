package dev.aileron.sandbox.aws.metric;

import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of all metrics, by minute, or by second where they came so. Values are seen as late as
 * CloudWatch is told to be. Bounded: the metrics written longest ago, and the oldest periods of
 * each, are forgotten first.
 */
final class MetricStore implements Metrics {

  /** The resolution of metrics that services report, in seconds. */
  static final int MINUTE = 60;

  private static final int MOST_METRICS = 200_000;
  private static final int MOST_PERIODS = 1_440;
  private static final int FORGET_AT_ONCE = MOST_METRICS / 20;

  private final Clock clock;
  private final Duration lag;
  private final Map<MetricKey, Series> all = new ConcurrentHashMap<>();

  /** What is not seen yet, by the second it came in. */
  private final NavigableMap<Long, Map<Slot, Distribution>> late = new TreeMap<>();

  private record Slot(MetricKey key, long second, String unit) {}

  /**
   * An empty store.
   *
   * @param lag how late a value is seen
   */
  MetricStore(Clock clock, Duration lag) {
    this.clock = clock;
    this.lag = lag;
  }

  @Override
  public void put(
      Caller caller,
      String namespace,
      String name,
      Map<String, String> dimensions,
      Instant at,
      double value,
      String unit) {
    var one = new Distribution();
    one.add(value, 1);
    put(
        new MetricKey(caller.accountId(), caller.region(), namespace, name, dimensions),
        at,
        one,
        unit,
        MINUTE);
  }

  /**
   * Adds values of one period.
   *
   * @param resolution seconds: 1 or 60
   */
  void put(MetricKey key, Instant at, Distribution values, String unit, int resolution) {
    long second = Math.floorDiv(at.getEpochSecond(), resolution) * resolution;
    var slot = new Slot(key, second, unit);
    if (lag.isZero()) {
      write(slot, values);
      return;
    }
    synchronized (late) {
      late.computeIfAbsent(clock.instant().getEpochSecond(), now -> new HashMap<>())
          .computeIfAbsent(slot, absent -> new Distribution())
          .add(values);
    }
    show();
  }

  /** The values seen by now, by the start of each period; only periods that have some. */
  NavigableMap<Instant, Distribution> read(
      MetricKey key, int period, Instant start, Instant end, @Nullable String unit) {
    show();
    var series = all.get(key);
    return series == null || (unit != null && !unit.equals(series.unit()))
        ? new TreeMap<>()
        : series.read(period, start.getEpochSecond(), end.getEpochSecond());
  }

  /** The unit of a metric; {@code None} when it has none. */
  String unit(MetricKey key) {
    var series = all.get(key);
    return series == null ? "None" : series.unit();
  }

  /** The metrics of an account and region that were written since, ordered by their names. */
  List<MetricKey> list(String account, String region, Instant since) {
    show();
    var found = new ArrayList<MetricKey>();
    all.forEach((key, series) -> {
      if (key.account().equals(account)
          && key.region().equals(region)
          && series.newest() >= since.getEpochSecond()) {
        found.add(key);
      }
    });
    found.sort(
        Comparator.comparing(MetricKey::namespace)
            .thenComparing(MetricKey::name)
            .thenComparing(key -> key.dimensions().toString()));
    return found;
  }

  /** Lets be seen what is late enough by now. */
  private void show() {
    if (lag.isZero()) {
      return;
    }
    long until = clock.instant().minus(lag).getEpochSecond();
    synchronized (late) {
      while (!late.isEmpty() && late.firstKey() <= until) {
        late.pollFirstEntry().getValue().forEach(this::write);
      }
    }
  }

  private void write(Slot slot, Distribution values) {
    if (all.size() >= MOST_METRICS && !all.containsKey(slot.key())) {
      forgetTheOldest();
    }
    all.computeIfAbsent(slot.key(), absent -> new Series()).add(slot.second(), values, slot.unit());
  }

  private synchronized void forgetTheOldest() {
    if (all.size() >= MOST_METRICS) {
      all.entrySet().stream()
          .sorted(Comparator.comparingLong(entry -> entry.getValue().newest()))
          .limit(FORGET_AT_ONCE)
          .map(Map.Entry::getKey)
          .toList()
          .forEach(all::remove);
    }
  }

  /** One metric's values by the second their period starts. */
  private static final class Series {

    private final TreeMap<Long, Distribution> periods = new TreeMap<>();
    private String unit = "None";

    synchronized void add(long second, Distribution values, String itsUnit) {
      unit = itsUnit;
      periods.computeIfAbsent(second, absent -> new Distribution()).add(values);
      while (periods.size() > MOST_PERIODS) {
        periods.pollFirstEntry();
      }
    }

    synchronized String unit() {
      return unit;
    }

    synchronized long newest() {
      return periods.isEmpty() ? 0 : periods.lastKey();
    }

    synchronized NavigableMap<Instant, Distribution> read(int period, long start, long end) {
      var read = new TreeMap<Instant, Distribution>();
      periods
          .subMap(start, Math.max(start, end))
          .forEach((second, values) -> {
            var from = Instant.ofEpochSecond(Math.floorDiv(second, period) * period);
            read.computeIfAbsent(from, absent -> new Distribution()).add(values);
          });
      return read;
    }
  }
}
