package dev.aileron.sandbox.aws.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.sandbox.aws.model.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An IAM policy: of a role or user, of a session, or the trust policy of a role.
 *
 * @param name for errors
 */
record PolicyDocument(String name, List<Statement> statements) {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> FIELDS =
      Set.of(
          "Sid",
          "Effect",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Principal",
          "Condition");

  /** Something in a policy that is not evaluated here; nothing may be concluded from the policy. */
  static AwsError notUnderstood(String message) {
    return new AwsError(501, "NotImplemented", message + " See docs/sandbox.md.");
  }

  /**
   * Reads a policy.
   *
   * @throws AwsError 501, naming what is not evaluated here
   */
  static PolicyDocument parse(String name, String json) {
    JsonNode document;
    try {
      document = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw notUnderstood("The policy " + name + " is no JSON.");
    }
    var statements = new ArrayList<Statement>();
    for (var statement : list(document.path("Statement"))) {
      statements.add(
          statement("statement %d of the policy %s".formatted(statements.size(), name), statement));
    }
    return new PolicyDocument(name, statements);
  }

  private static Statement statement(String where, JsonNode statement) {
    statement
        .fieldNames()
        .forEachRemaining(field -> {
          if (!FIELDS.contains(field)) {
            throw notUnderstood("The element " + field + " in " + where + " is not evaluated.");
          }
        });
    var conditions = new ArrayList<Condition>();
    statement
        .path("Condition")
        .properties()
        .forEach(operator ->
            operator
                .getValue()
                .properties()
                .forEach(key ->
                    conditions.add(
                        Condition.of(
                            where, operator.getKey(), key.getKey(), texts(key.getValue())))));
    var effect = statement.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw notUnderstood("The effect '" + effect + "' in " + where + " is not evaluated.");
    }
    return new Statement(
        effect.equals("Allow"),
        texts(statement.path("Action")),
        texts(statement.path("NotAction")),
        texts(statement.path("Resource")),
        texts(statement.path("NotResource")),
        principals(where, statement.path("Principal")),
        conditions);
  }

  private static List<Principal> principals(String where, JsonNode principal) {
    if (principal.isTextual()) {
      return List.of(new Principal("AWS", principal.asText()));
    }
    var principals = new ArrayList<Principal>();
    principal
        .properties()
        .forEach(kind -> {
          if (!Set.of("AWS", "Service", "Federated").contains(kind.getKey())) {
            throw notUnderstood(
                "Principals of the kind " + kind.getKey() + " in " + where + " are not evaluated.");
          }
          texts(kind.getValue()).forEach(id -> principals.add(new Principal(kind.getKey(), id)));
        });
    return principals;
  }

  private static List<JsonNode> list(JsonNode node) {
    var nodes = new ArrayList<JsonNode>();
    if (node.isArray()) {
      node.forEach(nodes::add);
    } else if (!node.isMissingNode()) {
      nodes.add(node);
    }
    return nodes;
  }

  private static List<String> texts(JsonNode node) {
    return list(node).stream().map(JsonNode::asText).toList();
  }

  /**
   * Whom a trust policy names.
   *
   * @param kind {@code AWS}, {@code Service} or {@code Federated}
   */
  record Principal(String kind, String id) {}

  /**
   * One statement; exactly one of the lists of actions has entries, and at most one of resources.
   */
  record Statement(
      boolean allow,
      List<String> actions,
      List<String> notActions,
      List<String> resources,
      List<String> notResources,
      List<Principal> principals,
      List<Condition> conditions) {

    /** Whether it speaks of this action on this resource under these circumstances. */
    boolean applies(String action, String resource, Circumstances circumstances) {
      return speaksOf(action)
          && isAbout(resource, circumstances)
          && conditions.stream().allMatch(condition -> condition.holds(circumstances));
    }

    boolean speaksOf(String action) {
      return notActions.isEmpty()
          ? actions.stream().anyMatch(pattern -> Wildcards.matchesIgnoringCase(pattern, action))
          : notActions.stream()
              .noneMatch(pattern -> Wildcards.matchesIgnoringCase(pattern, action));
    }

    private boolean isAbout(String resource, Circumstances circumstances) {
      if (!notResources.isEmpty()) {
        return notResources.stream()
            .noneMatch(pattern -> Wildcards.matches(circumstances.fill(pattern), resource));
      }
      // A trust policy names no resource: it is the role's own.
      return resources.isEmpty()
          || resources.stream()
              .anyMatch(pattern -> Wildcards.matches(circumstances.fill(pattern), resource));
    }
  }
}
