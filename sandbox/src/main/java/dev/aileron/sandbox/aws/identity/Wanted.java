package dev.aileron.sandbox.aws.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.Caller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An action on a resource that a call needs to be allowed.
 *
 * @param action as policies name it, such as {@code lambda:InvokeFunction}
 * @param resource an ARN, or a star for what acts on nothing in particular
 * @param circumstances values of condition keys that this action brings
 */
record Wanted(String action, String resource, Circumstances circumstances) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern STATE_MACHINE = Pattern.compile("(.*:stateMachine:[^:]+)(?::(.+))?");

  /** Prefixes of actions that are not the name the service signs under. */
  private static final Map<String, String> PREFIXES =
      Map.of("monitoring", "cloudwatch", "tagging", "tag", "email", "ses");

  /** Actions that are not called as their operation is. */
  private static final Map<String, String> ACTIONS =
      Map.ofEntries(
          Map.entry("lambda:Invoke", "lambda:InvokeFunction"),
          Map.entry("lambda:InvokeAsync", "lambda:InvokeFunction"),
          Map.entry("lambda:InvokeWithResponseStream", "lambda:InvokeFunction"),
          Map.entry("sqs:SendMessageBatch", "sqs:SendMessage"),
          Map.entry("sqs:DeleteMessageBatch", "sqs:DeleteMessage"),
          Map.entry("sqs:ChangeMessageVisibilityBatch", "sqs:ChangeMessageVisibility"),
          Map.entry("sns:PublishBatch", "sns:Publish"),
          Map.entry("s3:ListObjects", "s3:ListBucket"),
          Map.entry("s3:ListObjectsV2", "s3:ListBucket"),
          Map.entry("s3:HeadBucket", "s3:ListBucket"),
          Map.entry("s3:HeadObject", "s3:GetObject"),
          Map.entry("s3:DeleteObjects", "s3:DeleteObject"),
          Map.entry("s3:ListBuckets", "s3:ListAllMyBuckets"),
          Map.entry("s3:CopyObject", "s3:PutObject"),
          Map.entry("s3:CreateMultipartUpload", "s3:PutObject"),
          Map.entry("s3:UploadPart", "s3:PutObject"),
          Map.entry("s3:CompleteMultipartUpload", "s3:PutObject"));

  /** What anybody may ask, whatever their policies say. */
  private static final Set<String> FREE = Set.of("sts:GetCallerIdentity", "sts:GetSessionToken");

  /** Operations that need the rights of several others, which are not told apart here. */
  private static final Set<String> NOT_UNDERSTOOD =
      Set.of(
          "dynamodb:BatchExecuteStatement",
          "dynamodb:ExecuteStatement",
          "dynamodb:ExecuteTransaction",
          "dynamodb:TransactGetItems",
          "dynamodb:TransactWriteItems");

  private static final Set<String> LAMBDA_WITHOUT_FUNCTION =
      Set.of("ListFunctions", "GetAccountSettings", "CreateEventSourceMapping", "ListLayers");

  /** All that a call needs; empty when everybody may. */
  static List<Wanted> of(Call call) {
    var operation = call.operation();
    var prefix = PREFIXES.getOrDefault(operation.service(), operation.service());
    var plain = prefix + ":" + operation.name();
    if (FREE.contains(plain)) {
      return List.of();
    }
    if (NOT_UNDERSTOOD.contains(plain)) {
      throw PolicyDocument.notUnderstood("The rights to call " + plain + " are not evaluated.");
    }
    var wanted = new ArrayList<Wanted>();
    var circumstances = new Circumstances();
    if (operation.service().equals("states") && operation.qualifier() != null) {
      circumstances.with("states:StateMachineQualifier", operation.qualifier());
    }
    var body = body(call);
    requestTags(body, circumstances);
    if (operation.name().equals("CreateEventSourceMapping")) {
      var function = body.path("FunctionName").asText();
      var place = call.caller().region() + ":" + call.caller().accountId();
      circumstances.with(
          "lambda:FunctionArn",
          function.startsWith("arn:")
              ? function
              : "arn:aws:lambda:" + place + ":function:" + function);
    }
    wanted.add(
        new Wanted(
            ACTIONS.getOrDefault(plain, plain), resource(operation, call.caller()), circumstances));
    if (operation.service().equals("states") && body.path("publish").asBoolean()) {
      wanted.add(
          new Wanted(
              "states:PublishStateMachineVersion",
              resource(operation, call.caller()),
              circumstances));
    }
    passedRole(operation, body)
        .ifPresent(role ->
            wanted.add(
                new Wanted(
                    "iam:PassRole",
                    role,
                    new Circumstances()
                        .with("iam:PassedToService", operation.service() + ".amazonaws.com"))));
    return wanted;
  }

  private static JsonNode body(Call call) {
    if (!Set.of("lambda", "states").contains(call.operation().service())) {
      return JSON.missingNode();
    }
    try {
      return call.operation().name().startsWith("Invoke")
          ? JSON.missingNode()
          : JSON.readTree(call.request().body().head());
    } catch (IOException noJson) {
      return JSON.missingNode();
    }
  }

  private static void requestTags(JsonNode body, Circumstances circumstances) {
    var tags = body.has("Tags") ? body.path("Tags") : body.path("tags");
    var keys = new ArrayList<String>();
    if (tags.isObject()) {
      tags.properties()
          .forEach(tag -> {
            keys.add(tag.getKey());
            circumstances.with("aws:RequestTag/" + tag.getKey(), tag.getValue().asText());
          });
    }
    for (var tag : tags.isArray() ? tags : JSON.createArrayNode()) {
      keys.add(tag.path("key").asText());
      circumstances.with("aws:RequestTag/" + tag.path("key").asText(), tag.path("value").asText());
    }
    if (!keys.isEmpty()) {
      circumstances.withAll("aws:TagKeys", keys);
    }
  }

  /** A role that the call hands to the service. */
  private static Optional<String> passedRole(Operation operation, JsonNode body) {
    return switch (operation.action()) {
      case "lambda:CreateFunction", "lambda:UpdateFunctionConfiguration" ->
          Optional.ofNullable(body.path("Role").textValue());
      case "states:CreateStateMachine", "states:UpdateStateMachine", "states:TestState" ->
          Optional.ofNullable(body.path("roleArn").textValue());
      default -> Optional.empty();
    };
  }

  private static String resource(Operation operation, Caller caller) {
    var name = operation.resource();
    if (name == null) {
      return "*";
    }
    var place = caller.region() + ":" + caller.accountId();
    return switch (operation.service()) {
      case "lambda" -> lambda(operation, name, place);
      case "states" -> states(name, place);
      case "sqs" -> "arn:aws:sqs:" + place + ":" + name;
      case "sns", "secretsmanager", "sts" -> arnOr(name, "*");
      case "dynamodb" -> arnOr(name, "arn:aws:dynamodb:" + place + ":table/" + name);
      case "kinesis" -> arnOr(name, "arn:aws:kinesis:" + place + ":stream/" + name);
      case "events" ->
          operation.name().equals("PutEvents")
              ? "*"
              : arnOr(name, "arn:aws:events:" + place + ":rule/" + name);
      case "logs" -> arnOr(name, "arn:aws:logs:" + place + ":log-group:" + name);
      case "s3" -> "arn:aws:s3:::" + name;
      case "iam" -> arnOr(name, iam(operation, name, caller));
      case "monitoring" ->
          operation.name().contains("Alarm")
              ? arnOr(name, "arn:aws:cloudwatch:" + place + ":alarm:" + name)
              : "*";
      default -> "*";
    };
  }

  private static String lambda(Operation operation, String name, String place) {
    if (name.startsWith("arn:")) {
      return name;
    }
    if (LAMBDA_WITHOUT_FUNCTION.contains(operation.name())) {
      return "*";
    }
    var prefix = "arn:aws:lambda:" + place;
    if (operation.name().contains("EventSourceMapping")) {
      return prefix + ":event-source-mapping:" + name;
    }
    if (operation.name().contains("Layer")) {
      return prefix + ":layer:" + name;
    }
    // The operations on aliases are authorized on the function.
    boolean qualified = operation.qualifier() != null && !operation.name().endsWith("Alias");
    return prefix + ":function:" + name + (qualified ? ":" + operation.qualifier() : "");
  }

  /** Calls on versions and aliases are authorized on their state machine. */
  private static String states(String name, String place) {
    if (!name.startsWith("arn:")) {
      return "arn:aws:states:" + place + ":stateMachine:" + name;
    }
    var matcher = STATE_MACHINE.matcher(name);
    return matcher.matches() ? matcher.group(1) : name;
  }

  private static String iam(Operation operation, String name, Caller caller) {
    var kind =
        operation.name().contains("User") || operation.name().contains("AccessKey")
            ? "user"
            : operation.name().contains("Role") ? "role" : "policy";
    return "arn:aws:iam::%s:%s/%s".formatted(caller.accountId(), kind, name);
  }

  private static String arnOr(String name, String otherwise) {
    return name.startsWith("arn:") ? name : otherwise;
  }
}
