package dev.aileron.sandbox.aws.metric;

import dev.aileron.sandbox.aws.metric.MetricQueries.Answer;
import dev.aileron.sandbox.aws.model.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** GetMetricData: many metrics, and math over them, in pages. */
final class MetricDataOperation {

  private static final int MOST_QUERIES = 500;
  private static final int MOST_POINTS = 100_800;

  private final MetricStore store;

  MetricDataOperation(MetricStore store) {
    this.store = store;
  }

  Map<String, Object> getMetricData(Call call, Fields fields) {
    var start = fields.requiredTime("StartTime");
    var end = fields.requiredTime("EndTime");
    if (!start.isBefore(end)) {
      throw Fields.validation("The parameter EndTime must be greater than StartTime.");
    }
    var list = fields.list("MetricDataQueries");
    if (list.isEmpty()) {
      throw Fields.validation("The collection MetricDataQueries must not be empty.");
    }
    if (list.size() > MOST_QUERIES) {
      throw Fields.validation(
          "The collection MetricDataQueries must not have a size greater than 500.");
    }
    var queries = MetricQueries.read(list, call.caller(), "MetricDataQueries");
    if (queries.stream().noneMatch(MetricQueries.Query::shown)) {
      throw Fields.validation("At least one of the queries must return data.");
    }
    var answers = new MetricQueries(store, queries, start, end).answers();
    return new Page(fields).of(answers);
  }

  /** One page of the points of all answers, in their order. */
  private static final class Page {

    private final boolean ascending;
    private final int most;
    private final int from;
    private int passed;
    private int sent;

    Page(Fields fields) {
      ascending = "TimestampAscending".equals(fields.text("ScanBy"));
      most = Math.min(MOST_POINTS, fields.integer("MaxDatapoints", MOST_POINTS));
      from = MetricOperations.offset(fields.text("NextToken"), "GetMetricData");
    }

    Map<String, Object> of(List<Answer> answers) {
      var results = new ArrayList<Object>();
      for (var answer : answers) {
        for (var series : answer.series()) {
          results.add(result(answer, series));
        }
      }
      var body = new LinkedHashMap<String, Object>();
      body.put("MetricDataResults", results);
      if (passed > from + sent) {
        body.put("NextToken", MetricOperations.token("GetMetricData", from + sent));
      }
      body.put("Messages", List.of());
      return body;
    }

    private Map<String, Object> result(Answer answer, TimeSeries series) {
      var times = new ArrayList<Object>();
      var values = new ArrayList<Object>();
      var ordered = ascending ? series.values() : series.values().descendingMap();
      boolean whole = true;
      for (var point : ordered.entrySet()) {
        if (passed++ < from) {
          continue;
        }
        if (sent == most) {
          whole = false;
        } else {
          sent++;
          times.add(point.getKey());
          values.add(point.getValue());
        }
      }
      var result = new LinkedHashMap<String, Object>();
      result.put("Id", answer.query().id());
      result.put("Label", series.label());
      result.put("Timestamps", times);
      result.put("Values", values);
      result.put("StatusCode", whole ? "Complete" : "PartialData");
      return result;
    }
  }
}
