package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Roles;

/** The role, logging and encryption of state machines: defaults, and what is refused. */
final class Configurations {
  private static final String PRINCIPAL = "states.amazonaws.com";
  private static final int REUSE_SECONDS = 300;

  private final Roles roles;
  private final Requests requests;

  Configurations(Roles roles, Requests requests) {
    this.roles = roles;
    this.requests = requests;
  }

  /**
   * Refuses a role that Step Functions cannot assume.
   *
   * @throws AwsError InvalidArn, or AccessDeniedException in the words that provisioning tools wait
   *     on
   */
  void requireRole(String roleArn, Caller caller) throws InterruptedException {
    var parts = roleArn.split(":", 6);
    if (!roleArn.startsWith("arn:")) {
      throw Errors.invalidArn("Invalid ARN prefix: " + roleArn);
    }
    if (parts.length < 6 || !parts[2].equals("iam") || !parts[5].startsWith("role/")) {
      throw Errors.invalidArn("Invalid ARN: " + roleArn);
    }
    if (!parts[4].equals(caller.accountId())) {
      throw Errors.of("AccessDeniedException", "Cross-account pass role is not allowed.");
    }
    if (roles.ask(roleArn, PRINCIPAL) != Roles.Answer.ASSUMABLE) {
      throw Errors.of(
          "AccessDeniedException",
          "Neither the global service principal states.amazonaws.com, nor the regional one is"
              + " authorized to assume the provided role.");
    }
  }

  /** loggingConfiguration with its defaults, destinations as they were given. */
  static ObjectNode logging(JsonNode given) {
    var logging = Json.object();
    var destinations = given.get("destinations");
    if (destinations != null && !destinations.isNull()) {
      logging.set("destinations", destinations);
    }
    logging.put("includeExecutionData", given.path("includeExecutionData").asBoolean(false));
    logging.put("level", given.path("level").asText("OFF"));
    int count = logging.path("destinations").size();
    if (count > 1 || (count == 0 && !logging.path("level").asText().equals("OFF"))) {
      throw invalidLogging("Must specify exactly one Log Destination.");
    }
    return logging;
  }

  /** Refuses a log group that is not there. */
  void requireDestinations(JsonNode logging, Caller caller) throws InterruptedException {
    for (var destination : logging.path("destinations")) {
      var arn = destination.path("cloudWatchLogsLogGroup").path("logGroupArn").asText();
      var parts = arn.split(":", 8);
      if (parts.length != 8 || !parts[2].equals("logs") || !parts[7].equals("*")) {
        throw invalidLogging("Log Destination not found.");
      }
      if (isMissing(parts[6], caller)) {
        throw invalidLogging("Log Destination not found.");
      }
    }
  }

  private static AwsError invalidLogging(String why) {
    return Errors.of("InvalidLoggingConfiguration", "Invalid Logging Configuration: " + why);
  }

  /** Whether CloudWatch Logs answers that there is no such group; an error tells nothing. */
  private boolean isMissing(String group, Caller caller) throws InterruptedException {
    var body = Json.object().put("logGroupNamePrefix", group);
    var answer = requests.json(caller, "logs", "Logs_20140328.DescribeLogGroups", "1.1", body);
    return answer != null && !answer.findValuesAsText("logGroupName").contains(group);
  }

  /** encryptionConfiguration with its defaults. */
  static ObjectNode encryption(JsonNode given) {
    var encryption = Json.object();
    boolean customer = given.path("type").asText().equals("CUSTOMER_MANAGED_KMS_KEY");
    boolean key = Json.has(given, "kmsKeyId");
    if (customer != key) {
      throw Errors.of(
          "InvalidEncryptionConfiguration",
          "Invalid Encryption Configuration: "
              + (customer
                  ? "kmsKeyId must be specified for CUSTOMER_MANAGED_KMS_KEY."
                  : "kmsKeyId must not be specified for AWS_OWNED_KEY."));
    }
    if (customer) {
      encryption.set("kmsKeyId", given.path("kmsKeyId"));
      encryption.put(
          "kmsDataKeyReusePeriodSeconds",
          given.path("kmsDataKeyReusePeriodSeconds").asInt(REUSE_SECONDS));
    }
    encryption.set("type", TextNode.valueOf(given.path("type").asText("AWS_OWNED_KEY")));
    return encryption;
  }
}
