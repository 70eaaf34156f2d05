package dev.aileron.sandbox.aws.metric;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An alarm: what it watches, its state, and what happened to it. */
final class Alarm {

  private static final int MOST_HISTORY = 200;

  /** What an alarm watches. */
  sealed interface Watch {

    /**
     * Metrics.
     *
     * @param queries of which exactly one is shown
     * @param toAlarm of the evaluated periods so many have to breach
     */
    record OfMetrics(
        List<MetricQueries.Query> queries,
        int period,
        int periods,
        int toAlarm,
        double threshold,
        Comparison comparison,
        MissingData missing)
        implements Watch {}

    /** Other alarms. */
    record OfAlarms(CompositeRule rule) implements Watch {}
  }

  /** One line of its history. */
  record Item(Instant time, String type, String summary, String data) {}

  private final String name;
  private final String arn;
  private Map<String, Object> configuration;
  private Watch watch;
  private Instant configured;
  private Instant nextEvaluation;
  private AlarmState state = AlarmState.INSUFFICIENT_DATA;
  private String reason = "Unchecked: Initial alarm creation";
  private String reasonData = "";
  private Instant updated;
  private Instant transitioned;
  private boolean actionsEnabled = true;
  private final Deque<Item> history = new ArrayDeque<>();

  /**
   * A new alarm.
   *
   * @param configuration as DescribeAlarms shows it
   */
  Alarm(
      String name,
      String arn,
      Map<String, Object> configuration,
      Watch watch,
      Instant now,
      Instant nextEvaluation) {
    this.name = name;
    this.arn = arn;
    this.configuration = configuration;
    this.watch = watch;
    this.configured = now;
    this.updated = now;
    this.transitioned = now;
    this.nextEvaluation = nextEvaluation;
    this.actionsEnabled = !Boolean.FALSE.equals(configuration.get("ActionsEnabled"));
    note(new Item(now, "ConfigurationUpdate", "Alarm \"%s\" created".formatted(name), "{}"));
  }

  /** Takes another configuration; the state stays. */
  synchronized void configure(Map<String, Object> another, Watch itsWatch, Instant now) {
    configuration = another;
    watch = itsWatch;
    configured = now;
    actionsEnabled = !Boolean.FALSE.equals(another.get("ActionsEnabled"));
    note(new Item(now, "ConfigurationUpdate", "Alarm \"%s\" updated".formatted(name), "{}"));
  }

  /** Changes the state, and says whether it is another one. */
  synchronized boolean become(AlarmState another, String why, String data, Instant now) {
    boolean changed = another != state;
    var before = state;
    if (changed) {
      transitioned = now;
    }
    if (changed || !why.equals(reason)) {
      updated = now;
    }
    state = another;
    reason = why;
    reasonData = data;
    if (changed) {
      note(
          new Item(
              now,
              "StateUpdate",
              "Alarm updated from %s to %s".formatted(before, another),
              "{\"version\":\"1.0\",\"oldState\":{\"stateValue\":\"%s\"},\"newState\":{\"stateValue\":\"%s\"}}"
                  .formatted(before, another)));
    }
    return changed;
  }

  synchronized void note(Item item) {
    history.addFirst(item);
    while (history.size() > MOST_HISTORY) {
      history.removeLast();
    }
  }

  synchronized void evaluateNext(Instant when) {
    nextEvaluation = when;
  }

  synchronized void enableActions(boolean enabled) {
    actionsEnabled = enabled;
  }

  synchronized boolean isDue(Instant now) {
    return !now.isBefore(nextEvaluation);
  }

  String name() {
    return name;
  }

  String arn() {
    return arn;
  }

  synchronized Watch watch() {
    return watch;
  }

  synchronized AlarmState state() {
    return state;
  }

  synchronized String reason() {
    return reason;
  }

  synchronized List<Item> history() {
    return new ArrayList<>(history);
  }

  /** What it does on its state: ARNs of topics and functions. */
  synchronized List<String> actions() {
    if (!actionsEnabled) {
      return List.of();
    }
    var field =
        switch (state) {
          case OK -> "OKActions";
          case ALARM -> "AlarmActions";
          case INSUFFICIENT_DATA -> "InsufficientDataActions";
        };
    return configuration.get(field) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** As DescribeAlarms shows it. */
  synchronized Map<String, Object> describe() {
    var described = new LinkedHashMap<String, Object>();
    described.put("AlarmName", name);
    described.put("AlarmArn", arn);
    described.putAll(configuration);
    described.put("ActionsEnabled", actionsEnabled);
    described.put("AlarmConfigurationUpdatedTimestamp", configured);
    described.put("StateValue", state.name());
    described.put("StateReason", reason);
    if (!reasonData.isEmpty()) {
      described.put("StateReasonData", reasonData);
    }
    described.put("StateUpdatedTimestamp", updated);
    described.put("StateTransitionedTimestamp", transitioned);
    return described;
  }
}
