package dev.aileron.sandbox.aws.metric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** Functions of metric math over one series. */
final class SeriesFunctions {

  /** What stands where a series has no value; not a number for nothing. */
  @FunctionalInterface
  interface Filler {
    double at(TimeSeries one, Instant time);
  }

  private SeriesFunctions() {}

  static TimeSeries runningSum(TimeSeries one) {
    var sums = new TreeMap<Instant, Double>();
    double sum = 0;
    for (var entry : one.values().entrySet()) {
      sum += entry.getValue();
      sums.put(entry.getKey(), sum);
    }
    return new TimeSeries(one.label(), one.period(), sums);
  }

  static TimeSeries difference(TimeSeries one, boolean perSecond) {
    var differences = new TreeMap<Instant, Double>();
    Instant before = null;
    double last = 0;
    for (var entry : one.values().entrySet()) {
      if (before != null) {
        double seconds = entry.getKey().getEpochSecond() - before.getEpochSecond();
        differences.put(entry.getKey(), (entry.getValue() - last) / (perSecond ? seconds : 1));
      }
      before = entry.getKey();
      last = entry.getValue();
    }
    return new TimeSeries(one.label(), one.period(), differences);
  }

  static double deviation(DoubleStream values) {
    var all = values.toArray();
    double mean = DoubleStream.of(all).average().orElse(Double.NaN);
    return Math.sqrt(
        DoubleStream.of(all)
            .map(value -> (value - mean) * (value - mean))
            .average()
            .orElse(Double.NaN));
  }

  /** The starts of all whole periods from a time to another, which is not included. */
  static List<Instant> times(Instant start, Instant end, int period) {
    var times = new ArrayList<Instant>();
    long first = Math.ceilDiv(start.getEpochSecond(), period) * period;
    for (long second = first; second < end.getEpochSecond(); second += period) {
      times.add(Instant.ofEpochSecond(second));
    }
    return times;
  }

  /** The series with a value in each period that the filler has one for. */
  static TimeSeries fill(TimeSeries one, Instant start, Instant end, Filler filler) {
    var filled = new TreeMap<Instant, Double>();
    for (var time : times(start, end, one.period())) {
      var there = one.values().get(time);
      double value = there == null ? filler.at(one, time) : there;
      if (!Double.isNaN(value)) {
        filled.put(time, value);
      }
    }
    // What lies before the first whole period is there as well.
    one.values().forEach(filled::putIfAbsent);
    return new TimeSeries(one.label(), one.period(), filled);
  }

  /** The value before. */
  static double repeat(TimeSeries one, Instant time) {
    var before = one.values().floorEntry(time);
    return before == null ? Double.NaN : before.getValue();
  }

  /** Between the values before and after, in proportion. */
  static double interpolate(TimeSeries one, Instant time) {
    var before = one.values().floorEntry(time);
    var after = one.values().ceilingEntry(time);
    if (before == null || after == null) {
      return Double.NaN;
    }
    double span = after.getKey().getEpochSecond() - before.getKey().getEpochSecond();
    double share = (time.getEpochSecond() - before.getKey().getEpochSecond()) / span;
    return before.getValue() + (after.getValue() - before.getValue()) * share;
  }
}
