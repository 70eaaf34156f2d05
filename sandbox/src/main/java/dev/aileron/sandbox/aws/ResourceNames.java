package dev.aileron.sandbox.aws;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells which resource a request acts on, by the names of its fields. */
final class ResourceNames {

  private static final List<String> LAMBDA =
      List.of("FunctionName", "Resource", "ResourceArn", "LayerName", "CapacityProviderName");

  private static final List<String> STATES =
      List.of(
          "stateMachineArn",
          "stateMachineVersionArn",
          "stateMachineAliasArn",
          "executionArn",
          "mapRunArn",
          "activityArn",
          "resourceArn",
          "name");

  /** For the services that are only forwarded; the first that is there counts. */
  private static final List<String> OTHERS =
      List.of(
          "RoleArn",
          "RoleName",
          "UserName",
          "InstanceProfileName",
          "GroupName",
          "PolicyArn",
          "PolicyName",
          "QueueUrl",
          "QueueName",
          "TopicArn",
          "TableName",
          "StreamName",
          "StreamARN",
          "logGroupName",
          "AlarmName",
          "AlarmNames.member.1",
          "DashboardName",
          "Rule",
          "Namespace",
          "SecretId",
          "KeyId",
          "ResourceARN",
          "ResourceArn",
          "resourceArn",
          "Name",
          "name");

  /** Every field that may name a resource; no other field of a body is ever looked at. */
  static final Set<String> FIELDS =
      Stream.of(LAMBDA, STATES, OTHERS)
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableSet());

  private ResourceNames() {}

  /** The resource in these fields; null when none of them names one. */
  static @Nullable String of(String service, Map<String, String> fields) {
    return switch (service) {
      case "s3" -> bucketAndKey(fields);
      case "lambda" -> plainName(first(LAMBDA, fields));
      case "states" -> first(STATES, fields);
      case "sqs" -> lastSegment(first(OTHERS, fields));
      default -> first(OTHERS, fields);
    };
  }

  private static @Nullable String first(List<String> names, Map<String, String> fields) {
    for (var name : names) {
      var value = fields.get(name);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    var rest =
        fields.entrySet().stream().filter(field -> !Qualifiers.FIELDS.contains(field.getKey()));
    var values = rest.map(Map.Entry::getValue).toList();
    return values.size() == 1 ? values.getFirst() : null;
  }

  /** A queue's URL ends with its name. */
  private static @Nullable String lastSegment(@Nullable String url) {
    return url == null ? null : url.substring(url.lastIndexOf('/') + 1);
  }

  private static @Nullable String bucketAndKey(Map<String, String> fields) {
    var bucket = fields.get("Bucket");
    var key = fields.get("Key");
    return key == null || key.isEmpty() ? bucket : bucket + "/" + key;
  }

  /**
   * Lambda takes a function as a name, as {@code name:qualifier}, as {@code account:function:name}
   * and as an ARN with or without a qualifier; they are all the same function.
   */
  private static @Nullable String plainName(@Nullable String reference) {
    if (reference == null) {
      return null;
    }
    int marker = reference.indexOf("function:");
    if (marker >= 0) {
      var name = reference.substring(marker + "function:".length());
      return name.split(":", 2)[0];
    }
    return reference.startsWith("arn:") ? reference : reference.split(":", 2)[0];
  }
}
