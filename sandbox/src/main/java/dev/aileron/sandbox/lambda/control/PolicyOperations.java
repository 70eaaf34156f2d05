package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Input;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Permissions: one policy for the function and one for each version and alias. */
final class PolicyOperations {

  private static final int LIMIT = 20_480;
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern PRINCIPAL_ARN =
      Pattern.compile("arn:aws[a-zA-Z-]*:(iam|sts)::(\\d{12}|cloudfront):.+");
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");
  private static final Set<String> PLAIN_SERVICES = Set.of("s3", "sns", "events", "apigateway");

  ObjectNode add(Context context, Input input) {
    var reference = context.reference(input.required("FunctionName"), input.text("Qualifier"));
    if (Version.LATEST.equals(reference.qualifier())) {
      throw Errors.invalid("We currently do not support adding policies for $LATEST.");
    }
    synchronized (context.region()) {
      var function = context.function(reference.unqualified());
      var qualifier = context.existing(function, reference);
      var policy = function.policies.get(qualifier);
      requireRevision(input.text("RevisionId"), policy);
      var sid = input.required("StatementId");
      if (policy != null && policy.statements().containsKey(sid)) {
        throw Errors.conflict(
            "The statement id (%s) provided already exists. Please provide a new statement id, or remove the existing statement."
                .formatted(sid));
      }
      var statement = statement(input, sid, reference.arn(context.region()));
      var statements = new LinkedHashMap<String, ObjectNode>();
      if (policy != null) {
        statements.putAll(policy.statements());
      }
      statements.put(sid, statement);
      requireSize(statements);
      function.policies.put(qualifier, new Policy(statements, context.region().newId()));
      return Reply.object().put("Statement", Reply.text(statement));
    }
  }

  private static void requireRevision(@Nullable String given, @Nullable Policy policy) {
    if (given != null && (policy == null || !policy.revisionId().equals(given))) {
      throw Errors.revisionMismatch("GetPolicy");
    }
  }

  private static void requireSize(Map<String, ObjectNode> statements) {
    int size = Reply.text(document(statements)).getBytes(StandardCharsets.UTF_8).length;
    if (size > LIMIT) {
      throw new AwsError(
          400,
          "PolicyLengthExceededException",
          "The final policy size (%d) is bigger than the limit (%d).".formatted(size, LIMIT));
    }
  }

  private static ObjectNode statement(Input input, String sid, String resource) {
    var statement = Reply.object().put("Sid", sid).put("Effect", "Allow");
    statement.set("Principal", principal(input.required("Principal")));
    statement.put("Action", input.required("Action")).put("Resource", resource);
    var conditions = conditions(input);
    if (!conditions.isEmpty()) {
      statement.set("Condition", conditions);
    }
    return statement;
  }

  private static JsonNode principal(String given) {
    if (given.equals("*")) {
      return Reply.object().textNode("*");
    }
    if (ACCOUNT.matcher(given).matches()) {
      return Reply.object().put("AWS", "arn:aws:iam::" + given + ":root");
    }
    if (PRINCIPAL_ARN.matcher(given).matches()) {
      return Reply.object().put("AWS", given);
    }
    if (SERVICE.matcher(given).matches() || PLAIN_SERVICES.contains(given)) {
      return Reply.object().put("Service", given);
    }
    throw Errors.invalid(
        "The provided principal was invalid. Please check the principal and try again.");
  }

  private static ObjectNode conditions(Input input) {
    var conditions = Reply.object();
    condition(conditions, "ArnLike", "AWS:SourceArn", input.text("SourceArn"));
    condition(conditions, "StringEquals", "AWS:SourceAccount", input.text("SourceAccount"));
    condition(
        conditions, "StringEquals", "lambda:EventSourceToken", input.text("EventSourceToken"));
    condition(conditions, "StringEquals", "aws:PrincipalOrgID", input.text("PrincipalOrgID"));
    condition(
        conditions,
        "StringEquals",
        "lambda:FunctionUrlAuthType",
        input.text("FunctionUrlAuthType"));
    if (input.flag("InvokedViaFunctionUrl")) {
      condition(conditions, "Bool", "lambda:InvokedViaFunctionUrl", "true");
    }
    return conditions;
  }

  private static void condition(
      ObjectNode conditions, String operator, String key, @Nullable String value) {
    if (value != null) {
      conditions.withObjectProperty(operator).put(key, value);
    }
  }

  @Nullable JsonNode remove(Context context, Input input) {
    var reference = context.reference(input.required("FunctionName"), input.text("Qualifier"));
    synchronized (context.region()) {
      var function = context.region().find(reference.name(), context.now());
      if (function == null) {
        throw Errors.notFound("No policy found for: " + reference.arn(context.region()));
      }
      var qualifier = context.existing(function, reference);
      var policy = function.policies.get(qualifier);
      if (policy == null) {
        throw Errors.notFound("No policy is associated with the given resource.");
      }
      var sid = input.required("StatementId");
      if (!policy.statements().containsKey(sid)) {
        throw Errors.notFound("Statement %s is not found in resource policy.".formatted(sid));
      }
      requireRevision(input.text("RevisionId"), policy);
      var statements = new LinkedHashMap<>(policy.statements());
      statements.remove(sid);
      if (statements.isEmpty()) {
        function.policies.remove(qualifier);
      } else {
        function.policies.put(qualifier, new Policy(statements, context.region().newId()));
      }
      return null;
    }
  }

  ObjectNode get(Context context, Input input) {
    var reference = context.reference(input.required("FunctionName"), input.text("Qualifier"));
    synchronized (context.region()) {
      var function = context.region().find(reference.name(), context.now());
      var qualifier = reference.qualifier();
      var policy =
          function == null
              ? null
              : function.policies.get(qualifier == null ? LambdaFunction.UNQUALIFIED : qualifier);
      if (policy == null) {
        throw Errors.notFound("The resource you requested does not exist.");
      }
      return Reply.object()
          .put("Policy", Reply.text(document(policy.statements())))
          .put("RevisionId", policy.revisionId());
    }
  }

  private static ObjectNode document(Map<String, ObjectNode> statements) {
    var document = Reply.object().put("Version", "2012-10-17").put("Id", "default");
    statements.values().forEach(document.putArray("Statement")::add);
    return document;
  }

  /** Whether a policy lets everybody call a URL, which one without authentication needs. */
  static boolean allowsUrl(LambdaFunction function, String qualifier) {
    var policy = function.policies.get(qualifier);
    return policy != null
        && policy.statements().values().stream()
            .anyMatch(statement ->
                statement.path("Principal").asText().equals("*")
                    && statement.path("Action").asText().equals("lambda:InvokeFunctionUrl")
                    && urlCondition(statement));
  }

  private static boolean urlCondition(ObjectNode statement) {
    var type = statement.path("Condition").path("StringEquals").path("lambda:FunctionUrlAuthType");
    return type.isMissingNode() || type.asText().equals("NONE");
  }
}
