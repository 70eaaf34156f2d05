package dev.aileron.sandbox.aws.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.AwsSettings;
import dev.aileron.sandbox.aws.AwsSettings.Profile;
import dev.aileron.sandbox.aws.LocalAwsHarness;
import dev.aileron.sandbox.aws.StubModel;
import dev.aileron.sandbox.aws.model.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * Metrics and alarms through the SDK, which speaks CBOR, and in the two older protocols. Rule 23.
 */
class CloudWatchTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Caller CALLER =
      new Caller(LocalAwsHarness.HOME, "eu-west-1", "arn:aws:iam::111122223333:root", null);
  private static final Map<String, String> CANARY =
      Map.of("FunctionName", "orders", "Resource", "orders:live", "ExecutedVersion", "7");
  private static final Dimension FUNCTION =
      Dimension.builder().name("FunctionName").value("orders").build();

  @TempDir private Path directory;
  private final List<AwsRequest> behind = new CopyOnWriteArrayList<>();
  private LocalAwsHarness aws;
  private CloudWatchClient client;

  @BeforeEach
  void start() throws IOException {
    start(Profile.real);
  }

  @AfterEach
  void stop() throws IOException {
    aws.close();
  }

  @Test
  void answersWhatServicesReportedAsLateAsCloudWatchKnows() {
    // given
    var minute = Instant.parse("2026-11-24T08:15:00Z");
    for (int i = 1; i <= 100; i++) {
      aws.aws
          .metrics()
          .put(CALLER, "AWS/Lambda", "Duration", CANARY, minute.plusSeconds(7), i, "Milliseconds");
    }
    aws.aws
        .metrics()
        .put(CALLER, "AWS/Lambda", "Errors", CANARY, minute.plusSeconds(59), 1, "Count");
    aws.aws
        .metrics()
        .put(CALLER, "AWS/Lambda", "Errors", CANARY, minute.plusSeconds(60), 0, "Count");

    // when
    var early = data("Errors", "Sum", ScanBy.TIMESTAMP_ASCENDING);
    aws.clock.advance(Duration.ofSeconds(61));

    // then
    assertThat(early.values()).isEmpty();
    var errors = data("Errors", "Sum", ScanBy.TIMESTAMP_ASCENDING);
    assertThat(errors.timestamps()).containsExactly(minute, minute.plusSeconds(60));
    assertThat(errors.values()).containsExactly(1.0, 0.0);
    assertThat(errors.statusCodeAsString()).isEqualTo("Complete");
    assertThat(errors.label()).isEqualTo("Errors");
    assertThat(data("Errors", "Sum", null).values()).containsExactly(0.0, 1.0);
    assertThat(data("Duration", "p99", null).values().getFirst()).isCloseTo(99.01, within(0.01));
    assertThat(data("Duration", "p50", null).values()).containsExactly(50.5);
    assertThat(data("Duration", "SampleCount", null).values()).containsExactly(100.0);
  }

  @Test
  void computesTheErrorRateOfTwoVersionsInOneCall() {
    // given
    for (var version : List.of("6", "7")) {
      var dimensions =
          Map.of("FunctionName", "orders", "Resource", "orders:live", "ExecutedVersion", version);
      for (int i = 0; i < 10; i++) {
        aws.aws
            .metrics()
            .put(CALLER, "AWS/Lambda", "Invocations", dimensions, aws.clock.instant(), 1, "Count");
      }
      aws.aws
          .metrics()
          .put(
              CALLER,
              "AWS/Lambda",
              "Errors",
              dimensions,
              aws.clock.instant(),
              version.equals("7") ? 4 : 1,
              "Count");
    }
    aws.clock.advance(Duration.ofMinutes(2));

    // when
    var answer =
        client.getMetricData(to ->
            to.startTime(aws.clock.instant().minusSeconds(600))
                .endTime(aws.clock.instant())
                .metricDataQueries(
                    stat("e6", "Errors", "6"),
                    stat("i6", "Invocations", "6"),
                    stat("e7", "Errors", "7"),
                    stat("i7", "Invocations", "7"),
                    MetricDataQuery.builder().id("rate6").expression("100 * e6 / i6").build(),
                    MetricDataQuery.builder()
                        .id("rate7")
                        .expression("100 * e7 / i7")
                        .label("new")
                        .build()));

    // then
    assertThat(answer.metricDataResults())
        .extracting(result -> result.id() + " " + result.label() + " " + result.values())
        .containsExactly("rate6 rate6 [10.0]", "rate7 new [40.0]");
  }

  @Test
  void pagesWhatIsTooMuch() {
    // given
    for (int i = 0; i < 5; i++) {
      put("Jobs", i, aws.clock.instant().minusSeconds(60L * i));
    }
    aws.clock.advance(Duration.ofMinutes(2));

    // when
    var first = page(null);
    var second = page(first.nextToken());
    var third = page(second.nextToken());

    // then
    assertThat(first.metricDataResults().getFirst().values()).containsExactly(0.0, 1.0);
    assertThat(first.metricDataResults().getFirst().statusCodeAsString()).isEqualTo("PartialData");
    assertThat(second.metricDataResults().getFirst().values()).containsExactly(2.0, 3.0);
    assertThat(third.metricDataResults().getFirst().values()).containsExactly(4.0);
    assertThat(third.nextToken()).isNull();
  }

  @Test
  void keepsWhatClientsReport() {
    // when
    client.putMetricData(to ->
        to.namespace("Shop")
            .metricData(
                MetricDatum.builder()
                    .metricName("Latency")
                    .dimensions(FUNCTION)
                    .timestamp(aws.clock.instant())
                    .unit(StandardUnit.MILLISECONDS)
                    .values(10.0, 20.0)
                    .counts(3.0, 1.0)
                    .build(),
                MetricDatum.builder().metricName("Orders").value(4.0).build()));
    aws.clock.advance(Duration.ofMinutes(2));

    // then
    var statistics =
        client.getMetricStatistics(to ->
            to.namespace("Shop")
                .metricName("Latency")
                .dimensions(FUNCTION)
                .startTime(aws.clock.instant().minusSeconds(600))
                .endTime(aws.clock.instant())
                .period(60)
                .statistics(Statistic.AVERAGE, Statistic.SAMPLE_COUNT, Statistic.MAXIMUM));
    assertThat(statistics.label()).isEqualTo("Latency");
    assertThat(statistics.datapoints())
        .singleElement()
        .satisfies(point -> {
          assertThat(point.average()).isEqualTo(12.5);
          assertThat(point.sampleCount()).isEqualTo(4.0);
          assertThat(point.maximum()).isEqualTo(20.0);
          assertThat(point.sum()).isNull();
          assertThat(point.unit()).isEqualTo(StandardUnit.MILLISECONDS);
          assertThat(point.timestamp()).isEqualTo(Instant.parse("2026-11-24T08:15:00Z"));
        });
    assertThat(client.listMetrics(to -> to.namespace("Shop")).metrics())
        .extracting(metric -> metric.metricName() + metric.dimensions().size())
        .containsExactly("Latency1", "Orders0");
    assertThat(
            client
                .listMetrics(
                    to -> to.namespace("Shop").dimensions(filter -> filter.name("FunctionName")))
                .metrics())
        .hasSize(1);
    assertThat(
            aws.client(CloudWatchClient.builder(), "222233334444", "eu-west-1")
                .listMetrics()
                .metrics())
        .isEmpty();
  }

  @Test
  void refusesWhatIsNoQuery() {
    // when
    var error =
        catchThrowableOfType(
            CloudWatchException.class,
            () ->
                client.getMetricData(to ->
                    to.startTime(aws.clock.instant())
                        .endTime(aws.clock.instant().plusSeconds(60))
                        .metricDataQueries(query -> query.id("X").expression("1"))));

    // then
    assertThat(error.statusCode()).isEqualTo(400);
    assertThat(error.awsErrorDetails().errorMessage()).contains("^[a-z][a-zA-Z0-9_]*$");
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
  }

  /** Rule 23: a new alarm knows nothing, is evaluated, and takes a set state back. */
  @Test
  void anAlarmStartsWithoutDataIsEvaluatedAndTakesBackWhatWasSet() {
    // given
    putAlarm("orders-errors", 1);
    assertThat(state("orders-errors")).isEqualTo(StateValue.INSUFFICIENT_DATA);
    assertThat(alarm("orders-errors").stateReason()).isEqualTo("Unchecked: Initial alarm creation");

    // when
    put("Errors", 5, aws.clock.instant());
    aws.clock.advance(Duration.ofSeconds(59));
    assertThat(state("orders-errors")).isEqualTo(StateValue.INSUFFICIENT_DATA);
    aws.clock.advance(Duration.ofSeconds(61));

    // then
    var alarm = alarm("orders-errors");
    assertThat(alarm.stateValue()).isEqualTo(StateValue.ALARM);
    assertThat(alarm.stateReason())
        .isEqualTo(
            "Threshold Crossed: 1 out of the last 1 datapoints [5.0 (24/11/26 08:15:00)] was greater than or equal to the threshold (1.0) (minimum 1 datapoint for OK -> ALARM transition).");
    assertThat(alarm.stateReasonData()).contains("\"recentDatapoints\":[5.0]");
    assertThat(alarm.alarmArn())
        .isEqualTo("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders-errors");
    assertThat(alarm.period()).isEqualTo(60);
    assertThat(alarm.threshold()).isEqualTo(1.0);
    assertThat(alarm.dimensions()).containsExactly(FUNCTION);

    // when
    client.setAlarmState(
        to -> to.alarmName("orders-errors").stateValue(StateValue.OK).stateReason("I say so"));
    assertThat(state("orders-errors")).isEqualTo(StateValue.OK);
    assertThat(alarm("orders-errors").stateReason()).isEqualTo("I say so");
    put("Errors", 5, aws.clock.instant());
    aws.clock.advance(Duration.ofSeconds(61));

    // then
    assertThat(state("orders-errors")).isEqualTo(StateValue.ALARM);
    assertThat(
            client
                .describeAlarmHistory(
                    to -> to.alarmName("orders-errors").historyItemType("StateUpdate"))
                .alarmHistoryItems())
        .extracting(item -> item.historySummary())
        .containsExactly(
            "Alarm updated from OK to ALARM",
            "Alarm updated from ALARM to OK",
            "Alarm updated from INSUFFICIENT_DATA to ALARM");
  }

  @Test
  void anAlarmWithoutDataStaysWithoutAndGoesBack() {
    // given
    putAlarm("quiet", 1);
    aws.clock.advance(Duration.ofMinutes(3));
    assertThat(state("quiet")).isEqualTo(StateValue.INSUFFICIENT_DATA);

    // when
    client.setAlarmState(
        to -> to.alarmName("quiet").stateValue(StateValue.ALARM).stateReason("test"));
    aws.clock.advance(Duration.ofMinutes(1));

    // then
    assertThat(state("quiet")).isEqualTo(StateValue.INSUFFICIENT_DATA);
  }

  @Test
  void aCompositeAlarmFollowsOthers() throws Exception {
    // given
    putAlarm("a", 1);
    putAlarm("b", 1);
    client.putCompositeAlarm(to ->
        to.alarmName("both")
            .alarmRule("ALARM(a) AND (ALARM(\"b\") OR FALSE)")
            .alarmActions("arn:aws:sns:eu-west-1:111122223333:pager"));
    aws.clock.advance(Duration.ofMinutes(1));

    // when
    client.setAlarmState(to -> to.alarmName("a").stateValue(StateValue.ALARM).stateReason("x"));
    var one = composite("both");
    client.setAlarmState(to -> to.alarmName("b").stateValue(StateValue.ALARM).stateReason("x"));
    var two = composite("both");

    // then
    assertThat(one).isEqualTo(StateValue.OK);
    assertThat(two).isEqualTo(StateValue.ALARM);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() ->
            behind.stream()
                .anyMatch(request ->
                    "arn:aws:sns:eu-west-1:111122223333:pager"
                        .equals(request.form().get("TopicArn"))));
    assertThat(behind)
        .anyMatch(request ->
            new String(request.body().head(), StandardCharsets.UTF_8)
                .contains("CloudWatch Alarm State Change"));
  }

  @Test
  void alarmsOfMathAreShownAsTheyWereMade() {
    // when
    client.putMetricAlarm(to ->
        to.alarmName("rate")
            .evaluationPeriods(3)
            .datapointsToAlarm(2)
            .threshold(5.0)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .treatMissingData("notBreaching")
            .metrics(
                stat("e", "Errors", "7"),
                stat("i", "Invocations", "7"),
                MetricDataQuery.builder()
                    .id("r")
                    .expression("100 * e / i")
                    .returnData(true)
                    .build()));

    // then
    var alarm = alarm("rate");
    assertThat(alarm.metrics()).hasSize(3);
    assertThat(alarm.metrics().getFirst().metricStat().period()).isEqualTo(60);
    assertThat(alarm.datapointsToAlarm()).isEqualTo(2);
    aws.clock.advance(Duration.ofMinutes(1));
    assertThat(state("rate")).isEqualTo(StateValue.OK);
  }

  @Test
  void deletesAndMissesAlarms() {
    // given
    putAlarm("a", 1);

    // when
    client.deleteAlarms(to -> to.alarmNames("a"));

    // then
    assertThat(client.describeAlarms().metricAlarms()).isEmpty();
    assertThat(
            catchThrowableOfType(
                    CloudWatchException.class,
                    () ->
                        client.setAlarmState(
                            to -> to.alarmName("a").stateValue(StateValue.OK).stateReason("x")))
                .statusCode())
        .isEqualTo(404);
    assertThat(
            catchThrowableOfType(
                ResourceNotFoundException.class,
                () ->
                    client.listTagsForResource(
                        to -> to.resourceARN("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:a"))))
        .isNotNull();
  }

  @Test
  void speaksTheQueryProtocolOfOlderClients() throws Exception {
    // given
    putAlarm("orders-errors", 1);

    // when
    var put =
        query(
            "Action=PutMetricData&Version=2010-08-01&Namespace=Shop&MetricData.member.1.MetricName=Orders"
                + "&MetricData.member.1.Value=4&MetricData.member.1.Dimensions.member.1.Name=Kind&MetricData.member.1.Dimensions.member.1.Value=a%26b");
    aws.clock.advance(Duration.ofMinutes(2));
    var statistics =
        query(
            "Action=GetMetricStatistics&Version=2010-08-01&Namespace=Shop&MetricName=Orders&Period=60"
                + "&StartTime=2026-11-24T08:00:00Z&EndTime=2026-11-24T09:00:00Z&Statistics.member.1=Sum"
                + "&ExtendedStatistics.member.1=p90&Dimensions.member.1.Name=Kind&Dimensions.member.1.Value=a%26b");
    var alarms = query("Action=DescribeAlarms&Version=2010-08-01");
    var error = query("Action=DescribeAlarms&Version=2010-08-01&NextToken=x");

    // then
    assertThat(put)
        .startsWith(
            "<PutMetricDataResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\"><ResponseMetadata>");
    assertThat(statistics)
        .contains(
            "<GetMetricStatisticsResult><Label>Orders</Label><Datapoints><member><Timestamp>2026-11-24T08:15:00Z</Timestamp><Sum>4.0</Sum>"
                + "<ExtendedStatistics><entry><key>p90</key><value>4.0</value></entry></ExtendedStatistics><Unit>None</Unit></member></Datapoints>");
    assertThat(alarms)
        .contains("<StateValue>INSUFFICIENT_DATA</StateValue>")
        .contains("<AlarmName>orders-errors</AlarmName>");
    assertThat(error).contains("<Code>InvalidNextToken</Code>").contains("<Type>Sender</Type>");
  }

  @Test
  void speaksJson() throws Exception {
    // given
    put("Errors", 2, aws.clock.instant());
    aws.clock.advance(Duration.ofMinutes(2));

    // when
    var answer =
        json(
            "GetMetricData",
            """
            {"StartTime": 1795507200, "EndTime": 1795510800.5, "MetricDataQueries": [
              {"Id": "e", "MetricStat": {"Metric": {"Namespace": "Shop", "MetricName": "Errors",
               "Dimensions": [{"Name": "FunctionName", "Value": "orders"}]}, "Period": 60, "Stat": "Sum"}}]}
            """);
    var error =
        json(
            "SetAlarmState",
            "{\"AlarmName\": \"no\", \"StateValue\": \"OK\", \"StateReason\": \"x\"}");

    // then
    assertThat(
            JSON.readTree(answer)
                .path("MetricDataResults")
                .path(0)
                .path("Timestamps")
                .path(0)
                .asLong())
        .isEqualTo(Instant.parse("2026-11-24T08:15:00Z").getEpochSecond());
    assertThat(JSON.readTree(error).path("__type").asText()).isEqualTo("ResourceNotFound");
  }

  @Test
  void theFastProfileEvaluatesWhatIsNotOverYet() throws Exception {
    // given
    aws.close();
    start(Profile.fast);
    putAlarm("quick", 1);

    // when
    put("Errors", 1, aws.clock.instant());
    aws.clock.advance(Duration.ofSeconds(1));

    // then
    assertThat(state("quick")).isEqualTo(StateValue.ALARM);
  }

  private void start(Profile profile) throws IOException {
    aws =
        new LocalAwsHarness(
                directory,
                AwsSettings.of(profile),
                request -> {
                  behind.add(request);
                  return AwsResponse.of(200, "text/xml", "<ok/>".getBytes(StandardCharsets.UTF_8));
                })
            .with(new StubModel("lambda", call -> "{}"));
    client = aws.client(CloudWatchClient.builder());
  }

  private void put(String name, double value, Instant at) {
    client.putMetricData(to ->
        to.namespace("Shop")
            .metricData(
                datum -> datum.metricName(name).dimensions(FUNCTION).value(value).timestamp(at)));
  }

  private void putAlarm(String name, int periods) {
    client.putMetricAlarm(to ->
        to.alarmName(name)
            .namespace("Shop")
            .metricName("Errors")
            .dimensions(FUNCTION)
            .statistic(Statistic.SUM)
            .period(60)
            .evaluationPeriods(periods)
            .threshold(1.0)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD));
  }

  private software.amazon.awssdk.services.cloudwatch.model.MetricAlarm alarm(String name) {
    return client.describeAlarms(to -> to.alarmNames(name)).metricAlarms().getFirst();
  }

  private StateValue state(String name) {
    return alarm(name).stateValue();
  }

  private StateValue composite(String name) {
    return client
        .describeAlarms(to -> to.alarmNames(name).alarmTypes(AlarmType.COMPOSITE_ALARM))
        .compositeAlarms()
        .getFirst()
        .stateValue();
  }

  private software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse page(
      String token) {
    return client.getMetricData(to ->
        to.startTime(aws.clock.instant().minusSeconds(3600))
            .endTime(aws.clock.instant())
            .maxDatapoints(2)
            .nextToken(token)
            .metricDataQueries(query ->
                query
                    .id("j")
                    .metricStat(stat ->
                        stat.period(60)
                            .stat("Sum")
                            .metric(metric ->
                                metric
                                    .namespace("Shop")
                                    .metricName("Jobs")
                                    .dimensions(FUNCTION)))));
  }

  private software.amazon.awssdk.services.cloudwatch.model.MetricDataResult data(
      String name, String statistic, ScanBy order) {
    return client
        .getMetricData(to ->
            to.startTime(aws.clock.instant().minusSeconds(600))
                .endTime(aws.clock.instant().plusSeconds(120))
                .scanBy(order)
                .metricDataQueries(
                    stat("m", name, "7").toBuilder()
                        .returnData(true)
                        .metricStat(
                            stat("m", name, "7").metricStat().toBuilder().stat(statistic).build())
                        .build()))
        .metricDataResults()
        .getFirst();
  }

  private static MetricDataQuery stat(String id, String name, String version) {
    return MetricDataQuery.builder()
        .id(id)
        .returnData(false)
        .metricStat(stat ->
            stat.period(60)
                .stat("Sum")
                .metric(metric ->
                    metric
                        .namespace("AWS/Lambda")
                        .metricName(name)
                        .dimensions(
                            FUNCTION,
                            Dimension.builder().name("Resource").value("orders:live").build(),
                            Dimension.builder().name("ExecutedVersion").value(version).build())))
        .build();
  }

  private String query(String form) throws Exception {
    return aws.send(
            "POST",
            "/",
            form,
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Authorization",
            LocalAwsHarness.signature(LocalAwsHarness.HOME, "monitoring"))
        .body();
  }

  private String json(String operation, String body) throws Exception {
    return aws.send(
            "POST",
            "/",
            body,
            "Content-Type",
            "application/x-amz-json-1.0",
            "X-Amz-Target",
            "GraniteServiceVersion20100801." + operation,
            "Authorization",
            LocalAwsHarness.signature(LocalAwsHarness.HOME, "monitoring"))
        .body();
  }
}
