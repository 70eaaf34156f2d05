package dev.aileron.sandbox.aws.identity;

import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.model.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the parameters of STS, and refuses what they may not be. */
final class StsParameters {

  private static final int LEAST_DURATION = 900;
  private static final int MOST_DURATION = 43_200;

  private StsParameters() {}

  static int duration(Map<String, String> parameters, int otherwise) {
    var text = parameters.get("DurationSeconds");
    if (text == null) {
      return otherwise;
    }
    int seconds = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    if (seconds < LEAST_DURATION) {
      throw invalid(
          "1 validation error detected: Value '%s' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900"
              .formatted(text));
    }
    if (seconds > MOST_DURATION) {
      throw invalid(
          "1 validation error detected: Value '%s' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200"
              .formatted(text));
    }
    return seconds;
  }

  static List<String> policies(Map<String, String> parameters) {
    var policies = new ArrayList<String>();
    var inline = parameters.get("Policy");
    if (inline != null) {
      policies.add(inline);
    }
    if (parameters.containsKey("PolicyArns.member.1.arn")) {
      throw new AwsError(
          501, "NotImplemented", "The sandbox does not evaluate PolicyArns of AssumeRole.");
    }
    return policies;
  }

  static Map<String, String> tags(Map<String, String> parameters) {
    var tags = new LinkedHashMap<String, String>();
    for (int i = 1; parameters.containsKey("Tags.member." + i + ".Key"); i++) {
      tags.put(
          parameters.get("Tags.member." + i + ".Key"),
          parameters.getOrDefault("Tags.member." + i + ".Value", ""));
    }
    return tags;
  }

  static Map<String, String> parameters(AwsRequest request) {
    var all = new LinkedHashMap<>(request.form());
    request.parameters().forEach(all::putIfAbsent);
    return all;
  }

  static String required(Map<String, String> parameters, String name) {
    var value = parameters.get(name);
    if (value == null || value.isEmpty()) {
      throw invalid(
          "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
              .formatted(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)));
    }
    return value;
  }

  static AwsError invalid(String message) {
    return new AwsError(400, "ValidationError", message);
  }
}
