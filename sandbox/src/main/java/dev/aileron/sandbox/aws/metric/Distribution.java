package dev.aileron.sandbox.aws.metric;

import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of a period: their number, sum and bounds, and enough of them for percentiles.
 *
 * <p>Up to {@value #EXACT} values are kept as they are. Beyond that they are counted in buckets
 * that are one percent wide, so a percentile is off by one percent at most, whatever the number of
 * values.
 */
final class Distribution {

  private static final int EXACT = 128;
  private static final double WIDTH = 1.01;
  private static final double PERCENT = 100;

  private double count;
  private double sum;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;
  private double[] values = new double[4];
  private int kept;
  private @Nullable TreeMap<Integer, Double> buckets;

  /** Whether it came as a summary, without the values that percentiles need. */
  private boolean summarized;

  /** Adds a value that was there so many times. */
  void add(double value, double times) {
    count += times;
    sum += value * times;
    least = Math.min(least, value);
    most = Math.max(most, value);
    if (buckets == null && times == 1 && kept < EXACT) {
      if (kept == values.length) {
        values = Arrays.copyOf(values, Math.min(EXACT, kept * 2));
      }
      values[kept++] = value;
    } else {
      spread();
      toBucket(value, times);
    }
  }

  /** Adds what is known only as a summary. */
  void addSummary(double number, double total, double minimum, double maximum) {
    count += number;
    sum += total;
    least = Math.min(least, minimum);
    most = Math.max(most, maximum);
    summarized = true;
  }

  void add(Distribution other) {
    if (other.buckets == null && kept + other.kept <= EXACT && buckets == null) {
      values = Arrays.copyOf(values, Math.max(values.length, kept + other.kept));
      System.arraycopy(other.values, 0, values, kept, other.kept);
      kept += other.kept;
    } else {
      spread();
      for (int i = 0; i < other.kept; i++) {
        toBucket(other.values[i], 1);
      }
      if (other.buckets != null && buckets != null) {
        var mine = buckets;
        other.buckets.forEach((bucket, times) -> mine.merge(bucket, times, Double::sum));
      }
    }
    count += other.count;
    sum += other.sum;
    least = Math.min(least, other.least);
    most = Math.max(most, other.most);
    summarized |= other.summarized;
  }

  double count() {
    return count;
  }

  double sum() {
    return sum;
  }

  double average() {
    return sum / count;
  }

  double minimum() {
    return least;
  }

  double maximum() {
    return most;
  }

  /** Whether percentiles can be told: AWS cannot either for summaries of several values. */
  boolean hasPercentiles() {
    return !summarized || count == 1 || least == most;
  }

  /**
   * A percentile, between two values in proportion.
   *
   * @param percent 0 to 100
   */
  double percentile(double percent) {
    if (summarized) {
      return least;
    }
    if (buckets == null) {
      var sorted = Arrays.copyOf(values, kept);
      Arrays.sort(sorted);
      double rank = percent / PERCENT * (kept - 1);
      int below = (int) Math.floor(rank);
      int above = (int) Math.ceil(rank);
      return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
    }
    double rank = percent / PERCENT * count;
    double seen = 0;
    for (var bucket : buckets.entrySet()) {
      seen += bucket.getValue();
      if (seen >= rank) {
        return Math.clamp(middle(bucket.getKey()), least, most);
      }
    }
    return most;
  }

  /** Moves the values to buckets. */
  private void spread() {
    if (buckets == null) {
      buckets = new TreeMap<>();
      for (int i = 0; i < kept; i++) {
        toBucket(values[i], 1);
      }
      kept = 0;
      values = new double[0];
    }
  }

  private void toBucket(double value, double times) {
    if (buckets != null) {
      buckets.merge(bucket(value), times, Double::sum);
    }
  }

  /**
   * Negative numbers for negative values, zero for zero, so that buckets are in the values' order.
   */
  private static int bucket(double value) {
    double size = Math.abs(value);
    if (size < 1e-9) {
      return 0;
    }
    int exponent = (int) Math.round(Math.log(size / 1e-9) / Math.log(WIDTH)) + 1;
    return value < 0 ? -exponent : exponent;
  }

  private static double middle(int bucket) {
    double size = bucket == 0 ? 0 : 1e-9 * Math.pow(WIDTH, Math.abs(bucket) - 1.0);
    return bucket < 0 ? -size : size;
  }
}
