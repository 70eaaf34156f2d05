package dev.aileron.sandbox.states.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Names of errors, as Step Functions makes them from the exceptions of AWS's SDKs for Java. */
final class Failures {
  private static final Map<String, Set<String>> MODELLED = modelled();

  /**
   * A service in the two SDKs.
   *
   * @param signing the name the service signs under
   * @param first the prefix of optimized integrations
   * @param firstBase what an error is called that version 1 does not know
   * @param firstService as version 1 calls the service
   * @param second the prefix of {@code aws-sdk:} integrations
   */
  enum Service {
    LAMBDA("lambda", "Lambda", "AWSLambdaException", "AWSLambda", "Lambda"),
    SQS("sqs", "SQS", "AmazonSQSException", "AmazonSQS", "Sqs"),
    SNS("sns", "SNS", "AmazonSNSException", "AmazonSNS", "Sns"),
    DYNAMODB("dynamodb", "DynamoDB", "AmazonDynamoDBException", "AmazonDynamoDBv2", "DynamoDb"),
    EVENTS(
        "events", "EventBridge", "AmazonEventBridgeException", "AmazonEventBridge", "EventBridge"),
    STATES("states", "StepFunctions", "AWSStepFunctionsException", "AWSStepFunctions", "Sfn"),
    S3("s3", "S3", "AmazonS3Exception", "Amazon S3", "S3");

    private final String signing;
    private final String first;
    private final String firstBase;
    private final String firstService;
    private final String second;

    Service(String signing, String first, String firstBase, String firstService, String second) {
      this.signing = signing;
      this.first = first;
      this.firstBase = firstBase;
      this.firstService = firstService;
      this.second = second;
    }

    String signing() {
      return signing;
    }
  }

  private Failures() {}

  /** An error of an optimized integration. */
  static Outcome optimized(
      Service service, int status, String code, String message, String requestId) {
    var name = known(service, code) ? exception(code) : service.firstBase;
    var cause =
        "%s (Service: %s; Status Code: %d; Error Code: %s; Request ID: %s; Proxy: null)"
            .formatted(message, service.firstService, status, code, requestId);
    return new Outcome.Failed(service.first + "." + name, cause);
  }

  static Outcome optimized(Service service, Wire.Reply reply) {
    return optimized(
        service, reply.status(), String.valueOf(reply.code()), reply.message(), reply.requestId());
  }

  /** An error of an {@code aws-sdk:} integration. */
  static Outcome sdk(Service service, int status, String code, String message, String requestId) {
    var name = known(service, code) ? exception(code) : service.second + "Exception";
    var cause =
        "%s (Service: %s, Status Code: %d, Request ID: %s)"
            .formatted(message, service.second, status, requestId);
    return new Outcome.Failed(service.second + "." + name, cause);
  }

  static Outcome sdk(Service service, Wire.Reply reply) {
    return sdk(
        service, reply.status(), String.valueOf(reply.code()), reply.message(), reply.requestId());
  }

  private static boolean known(Service service, String code) {
    return MODELLED.getOrDefault(service.signing, Set.of()).contains(code);
  }

  private static String exception(String code) {
    return code.endsWith("Exception") ? code : code + "Exception";
  }

  /** The errors that each service's API has, from its model. */
  private static Map<String, Set<String>> modelled() {
    try (var in = Failures.class.getResourceAsStream("errors.tsv")) {
      if (in == null) {
        throw new IllegalStateException("errors.tsv is a part of the sandbox");
      }
      var all = new HashMap<String, Set<String>>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", 2))
          .forEach(line -> all.put(line[0], Set.of(line[1].split(" "))));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
