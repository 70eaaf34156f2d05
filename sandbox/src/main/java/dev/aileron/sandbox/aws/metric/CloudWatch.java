package dev.aileron.sandbox.aws.metric;

import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.Endpoint;
import dev.aileron.sandbox.aws.model.Metrics;
import dev.aileron.sandbox.aws.model.ServiceModel;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** CloudWatch: metrics that services and clients report, and alarms over them. */
public final class CloudWatch implements ServiceModel {

  private static final Set<String> OPERATIONS =
      Set.of(
          "DeleteAlarms",
          "DescribeAlarmHistory",
          "DescribeAlarms",
          "DescribeAlarmsForMetric",
          "DisableAlarmActions",
          "EnableAlarmActions",
          "GetMetricData",
          "GetMetricStatistics",
          "ListMetrics",
          "ListTagsForResource",
          "PutCompositeAlarm",
          "PutMetricAlarm",
          "PutMetricData",
          "SetAlarmState",
          "TagResource",
          "UntagResource");

  private static final Duration TICK = Duration.ofSeconds(1);

  private final MetricStore store;
  private final AlarmBook book;
  private final AlarmTags tags = new AlarmTags();
  private final MetricOperations metrics;
  private final MetricDataOperation data;
  private final MetricIntake intake;
  private final AlarmDefinitions definitions;
  private final AlarmOperations alarms;
  private final Thread ticker;

  /**
   * A CloudWatch without metrics.
   *
   * @param lag how late a value is seen; with none, alarms evaluate the period that is not over as
   *     well
   * @param alarmInterval between two evaluations of an alarm
   * @param endpoint where alarms send messages and events
   */
  public CloudWatch(
      Clock clock, Duration lag, Duration alarmInterval, Supplier<Endpoint> endpoint) {
    this.store = new MetricStore(clock, lag);
    this.book = new AlarmBook(store, alarmInterval, lag.isZero(), new AlarmActions(endpoint));
    this.metrics = new MetricOperations(store);
    this.data = new MetricDataOperation(store);
    this.intake = new MetricIntake(store);
    this.definitions = new AlarmDefinitions(book, tags);
    this.alarms = new AlarmOperations(book, tags);
    this.ticker = Thread.ofVirtual().name("alarms").start(() -> tick(clock));
  }

  /** Where services report what happened. */
  public Metrics metrics() {
    return store;
  }

  @Override
  public String service() {
    return "monitoring";
  }

  @Override
  public boolean models(Operation operation) {
    return OPERATIONS.contains(operation.name());
  }

  @Override
  public AwsResponse handle(Call call) {
    var fields = Wire.read(call.request(), call.operation());
    return Wire.write(call.request(), call.operation(), carryOut(call, fields));
  }

  @Override
  public void close() {
    ticker.interrupt();
  }

  private @Nullable Map<String, Object> carryOut(Call call, Fields fields) {
    return switch (call.operation().name()) {
      case "GetMetricData" -> data.getMetricData(call, fields);
      case "GetMetricStatistics" -> metrics.getMetricStatistics(call, fields);
      case "ListMetrics" -> metrics.listMetrics(call, fields);
      case "PutMetricData" -> nothing(() -> intake.putMetricData(call, fields));
      case "DescribeAlarms" -> alarms.describeAlarms(call, fields);
      case "DescribeAlarmsForMetric" -> alarms.describeAlarmsForMetric(call, fields);
      case "DescribeAlarmHistory" -> alarms.describeAlarmHistory(call, fields);
      case "PutMetricAlarm" -> nothing(() -> definitions.putMetricAlarm(call, fields));
      case "PutCompositeAlarm" -> nothing(() -> definitions.putCompositeAlarm(call, fields));
      case "DeleteAlarms" -> nothing(() -> alarms.deleteAlarms(call, fields));
      case "SetAlarmState" -> nothing(() -> alarms.setAlarmState(call, fields));
      case "EnableAlarmActions" -> nothing(() -> alarms.enableActions(call, fields, true));
      case "DisableAlarmActions" -> nothing(() -> alarms.enableActions(call, fields, false));
      case "ListTagsForResource" -> Map.of("Tags", tags.list(existing(call, fields)));
      case "TagResource" -> {
        tags.putAll(existing(call, fields), fields);
        yield Map.of();
      }
      case "UntagResource" -> {
        tags.remove(existing(call, fields), fields.texts("TagKeys"));
        yield Map.of();
      }
      default -> throw new IllegalStateException("not modelled: " + call.operation());
    };
  }

  private String existing(Call call, Fields fields) {
    var arn = fields.requiredText("ResourceARN");
    var name = arn.substring(arn.lastIndexOf(":alarm:") + ":alarm:".length());
    if (!arn.contains(":alarm:") || book.find(call.caller(), name, call.time()) == null) {
      throw new AwsError(
          404, "ResourceNotFoundException", "The resource %s does not exist.".formatted(arn));
    }
    return arn;
  }

  private static @Nullable Map<String, Object> nothing(Runnable operation) {
    operation.run();
    return null;
  }

  private void tick(Clock clock) {
    try {
      while (true) {
        Thread.sleep(TICK);
        book.evaluate(clock.instant());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
