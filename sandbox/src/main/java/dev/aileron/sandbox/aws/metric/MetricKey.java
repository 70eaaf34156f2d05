package dev.aileron.sandbox.aws.metric;

import java.util.Map;
import java.util.TreeMap;

/**
 * One metric of CloudWatch.
 *
 * @param dimensions all of them: a metric with one dimension more is another metric
 */
record MetricKey(
    String account, String region, String namespace, String name, Map<String, String> dimensions) {

  MetricKey {
    dimensions = new TreeMap<>(dimensions);
  }
}
