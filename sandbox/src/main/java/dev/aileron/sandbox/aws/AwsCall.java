package dev.aileron.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A call of an AWS operation by its name and parameters, as an SDK makes it.
 *
 * @param service the name the service signs under
 * @param operation such as {@code UpdateAlias}
 * @param parameters by AWS's names: texts, numbers, booleans, lists and maps
 */
public record AwsCall(String service, String operation, Map<String, Object> parameters) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RestOperations REST = new RestOperations();

  /** Services whose operation is in a header: its prefix, and the version of the JSON. */
  private static final Map<String, List<String>> TARGETS =
      Map.of(
          "states", List.of("AWSStepFunctions", "1.0"),
          "events", List.of("AWSEvents", "1.1"),
          "sqs", List.of("AmazonSQS", "1.0"),
          "monitoring", List.of("GraniteServiceVersion20100801", "1.0"),
          "dynamodb", List.of("DynamoDB_20120810", "1.0"),
          "kinesis", List.of("Kinesis_20131202", "1.1"),
          "logs", List.of("Logs_20140328", "1.1"),
          "secretsmanager", List.of("secretsmanager", "1.1"),
          "tagging", List.of("ResourceGroupsTaggingAPI_20170126", "1.1"));

  /** Services that take forms: the version of their API. */
  private static final Map<String, String> FORMS =
      Map.of("iam", "2010-05-08", "sts", "2011-06-15", "sns", "2010-03-31");

  /** Parameters that are headers. */
  private static final Map<String, String> HEADERS =
      Map.of("InvocationType", "X-Amz-Invocation-Type", "ClientContext", "X-Amz-Client-Context");

  /** Parameters of writing REST operations that are not in the body. */
  private static final Set<String> IN_QUERY = Set.of("Qualifier");

  public AwsCall {
    parameters = Map.copyOf(parameters);
  }

  /**
   * The request, not signed.
   *
   * @throws IllegalArgumentException for a service or operation whose requests are not known here
   */
  public AwsRequest request() {
    if (TARGETS.containsKey(service)) {
      return json(TARGETS.getOrDefault(service, List.of()));
    }
    return FORMS.containsKey(service) ? form(FORMS.getOrDefault(service, "")) : rest();
  }

  private AwsRequest json(List<String> target) {
    return request(
        "POST",
        "/",
        "",
        body(parameters),
        "Content-Type",
        "application/x-amz-json-" + target.getLast(),
        "X-Amz-Target",
        target.getFirst() + "." + operation);
  }

  private AwsRequest form(String version) {
    var pairs = new ArrayList<String>(List.of("Action=" + operation, "Version=" + version));
    parameters.forEach((name, value) -> flatten(name, value, pairs));
    return request(
        "POST",
        "/",
        "",
        String.join("&", pairs).getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/x-www-form-urlencoded; charset=utf-8");
  }

  private static void flatten(String name, Object value, List<String> pairs) {
    switch (value) {
      case Map<?, ?> map -> map.forEach((key, inner) -> flatten(name + "." + key, inner, pairs));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          flatten(name + ".member." + (i + 1), list.get(i), pairs);
        }
      }
      default -> pairs.add(name + "=" + encode(value));
    }
  }

  private AwsRequest rest() {
    var route =
        REST.route(service, operation)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "How to call %s:%s is not known here.".formatted(service, operation)));
    var rest = new LinkedHashMap<>(parameters);
    var path = new StringBuilder();
    for (var segment : route.path()) {
      path.append('/').append(segment.startsWith("{") ? label(segment, rest) : segment);
    }
    var headers = new ArrayList<String>(List.of("Content-Type", "application/json"));
    HEADERS.forEach((name, header) -> {
      var value = rest.remove(name);
      if (value != null) {
        headers.addAll(List.of(header, String.valueOf(value)));
      }
    });
    var query = new ArrayList<String>();
    boolean bodiless = Set.of("GET", "DELETE", "HEAD").contains(route.method());
    for (var parameter : Map.copyOf(rest).entrySet()) {
      var name = parameter.getKey();
      if (bodiless || IN_QUERY.contains(name) || route.query().contains(name)) {
        query(name, parameter.getValue(), query);
        rest.remove(name);
      }
    }
    route.query().stream().filter(pair -> pair.contains("=")).forEach(query::add);
    var payload = rest.remove("Payload");
    byte[] body = bodiless ? new byte[0] : payload == null ? body(rest) : bytes(payload);
    return request(
        route.method(),
        path.toString(),
        String.join("&", query),
        body,
        headers.toArray(String[]::new));
  }

  private String label(String segment, Map<String, Object> rest) {
    boolean greedy = segment.endsWith("+}");
    var name = segment.substring(1, segment.length() - (greedy ? 2 : 1));
    var value = rest.remove(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "%s:%s needs the parameter %s.".formatted(service, operation, name));
    }
    return greedy ? encode(value).replace("%2F", "/") : encode(value);
  }

  private static void query(String name, Object value, List<String> query) {
    if (value instanceof List<?> list) {
      list.forEach(entry -> query.add(encode(name) + "=" + encode(entry)));
    } else {
      query.add(encode(name) + "=" + encode(value));
    }
  }

  private static byte[] bytes(Object payload) {
    return payload instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : body(payload);
  }

  private static byte[] body(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("These parameters are no JSON: " + value, e);
    }
  }

  private static AwsRequest request(
      String method, String path, String query, byte[] body, String... namesAndValues) {
    var headers = new ArrayList<Headers.Header>();
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      headers.add(new Headers.Header(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new AwsRequest(method, path, query, new Headers(headers), RequestBody.of(body));
  }

  private static String encode(Object value) {
    return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8).replace("+", "%20");
  }
}
