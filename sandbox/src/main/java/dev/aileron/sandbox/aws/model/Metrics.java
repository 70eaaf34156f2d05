package dev.aileron.sandbox.aws.model;

import java.time.Instant;
import java.util.Map;

/** Where services report what happened; CloudWatch answers from it. */
public interface Metrics {

  /**
   * Records one value.
   *
   * @param namespace {@code AWS/Lambda} or {@code AWS/States}
   * @param name such as {@code Errors}
   * @param dimensions exactly those of one CloudWatch metric; a value that counts for several sets
   *     of dimensions is put once for each
   * @param at what the point's time is: of an invocation its start
   * @param unit as CloudWatch spells it: {@code Count}, {@code Milliseconds}
   */
  void put(
      Caller caller,
      String namespace,
      String name,
      Map<String, String> dimensions,
      Instant at,
      double value,
      String unit);
}
