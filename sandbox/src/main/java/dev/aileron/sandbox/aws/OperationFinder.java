package dev.aileron.sandbox.aws;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the operation of a request, in each of the ways AWS's protocols name it: {@code
 * X-Amz-Target} (JSON), {@code Action} (query), the path (Smithy's RPC), or method and path (REST).
 */
final class OperationFinder {

  private static final Pattern RPC_PATH = Pattern.compile("/service/(\\w+)/operation/(\\w+)/?");
  private static final Pattern LAMBDA_PATH = Pattern.compile("/20\\d\\d-\\d\\d-\\d\\d/.+");

  /** Service names by the target prefix or RPC service they use, for requests nobody signed. */
  private static final Map<String, String> BY_TARGET =
      Map.ofEntries(
          Map.entry("AWSStepFunctions", "states"),
          Map.entry("AWSEvents", "events"),
          Map.entry("AmazonSQS", "sqs"),
          Map.entry("GraniteServiceVersion20100801", "monitoring"),
          Map.entry("DynamoDB_20120810", "dynamodb"),
          Map.entry("Kinesis_20131202", "kinesis"),
          Map.entry("Logs_20140328", "logs"),
          Map.entry("secretsmanager", "secretsmanager"),
          Map.entry("ResourceGroupsTaggingAPI_20170126", "tagging"));

  /** Service names by API version, which requests of the query protocol carry. */
  private static final Map<String, String> BY_VERSION =
      Map.of(
          "2010-05-08", "iam",
          "2011-06-15", "sts",
          "2010-08-01", "monitoring",
          "2012-11-05", "sqs",
          "2010-03-31", "sns");

  private static final Set<String> WANTED = wanted();

  private final RestOperations rest = new RestOperations();

  /** Whether the body may have to be looked into. Objects of S3 need not be, and can be large. */
  static boolean needsBody(AwsRequest request) {
    return !service(request, null, Map.of()).equals("s3");
  }

  /** Whether the request names its operation in the path, as Smithy's RPC does. */
  static boolean isRpc(AwsRequest request) {
    return RPC_PATH.matcher(request.path()).matches();
  }

  Operation find(AwsRequest request) {
    var fields = new HashMap<String, String>();
    fields.putAll(
        BodyFields.read(request.body().head(), request.headers().first("Content-Type"), WANTED));
    request
        .parameters()
        .forEach((name, value) -> {
          if (WANTED.contains(name)) {
            fields.putIfAbsent(name, value);
          }
        });
    var target = target(request);
    var service = service(request, target, fields);
    var action = fields.remove("Action");
    fields.remove("Version");
    if (target != null) {
      return operation(service, target.substring(target.lastIndexOf('.') + 1), fields);
    }
    // Lambda's AddPermission has an Action in its body that is no operation.
    if (action != null && !rest.covers(service)) {
      return operation(service, action, fields);
    }
    var match = rest.find(service, request);
    if (match.isPresent()) {
      var named = new HashMap<>(fields);
      match.get().labels().forEach(named::put);
      return operation(
          service, match.get().operation(), service.equals("s3") ? match.get().labels() : named);
    }
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    return new Operation(service, Operation.UNKNOWN, null, !reads);
  }

  private static Operation operation(String service, String name, Map<String, String> fields) {
    return new Operation(
        service,
        name,
        ResourceNames.of(service, fields),
        Mutations.isWrite(service, name),
        Qualifiers.of(service, name, fields));
  }

  /** {@code AWSStepFunctions.CreateStateMachine}, from the header or from the path of an RPC. */
  private static @Nullable String target(AwsRequest request) {
    var header = request.headers().first("X-Amz-Target");
    if (header != null) {
      return header;
    }
    var path = RPC_PATH.matcher(request.path());
    return path.matches() ? path.group(1) + "." + path.group(2) : null;
  }

  private static String service(
      AwsRequest request, @Nullable String target, Map<String, String> fields) {
    var scope = request.scope();
    if (scope != null) {
      return scope.service();
    }
    var prefix = target == null ? target(request) : target;
    if (prefix != null) {
      var name = prefix.substring(0, Math.max(prefix.lastIndexOf('.'), 0));
      return BY_TARGET.getOrDefault(name, name);
    }
    var version = fields.get("Version");
    if (fields.containsKey("Action") && version != null) {
      return BY_VERSION.getOrDefault(version, version);
    }
    var type = request.headers().first("Content-Type");
    if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
      // Not told apart before the body is read, and in any case not S3.
      return "query";
    }
    return LAMBDA_PATH.matcher(request.path()).matches() ? "lambda" : "s3";
  }

  private static Set<String> wanted() {
    var names = new HashSet<>(ResourceNames.FIELDS);
    names.addAll(Qualifiers.FIELDS);
    names.add("Action");
    names.add("Version");
    return Set.copyOf(names);
  }
}
