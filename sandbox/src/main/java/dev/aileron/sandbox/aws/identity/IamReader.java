package dev.aileron.sandbox.aws.identity;

import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.AwsService;
import dev.aileron.sandbox.aws.Headers;
import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.RequestBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Reads roles, users and policies from the IAM behind the endpoint. Keeps what it read until
 * somebody writes to IAM.
 */
final class IamReader {

  /**
   * A role.
   *
   * @param trust its trust policy, JSON
   * @param created as IAM says
   * @param maxSession seconds
   * @param boundary ARN of its permissions boundary; null when it has none
   */
  record Role(
      String name,
      String arn,
      String id,
      String trust,
      String created,
      int maxSession,
      @Nullable String boundary) {}

  private record Key(String account, String name) {}

  private static final int DEFAULT_SESSION = 3600;
  private static final int MOST_KEPT = 5_000;

  private final AwsService emulator;
  private final Map<Key, Optional<Role>> roles = new ConcurrentHashMap<>();
  private final Map<Key, List<PolicyDocument>> policies = new ConcurrentHashMap<>();
  private final AtomicLong writes = new AtomicLong();

  IamReader(AwsService emulator) {
    this.emulator = emulator;
  }

  /** Forgets everything: somebody wrote to IAM. */
  void forget() {
    writes.incrementAndGet();
    roles.clear();
    policies.clear();
  }

  /** The role of that name; empty when there is none. */
  Optional<Role> role(String account, String name) throws InterruptedException {
    var key = new Key(account, name);
    var kept = roles.get(key);
    if (kept != null) {
      return kept;
    }
    long before = writes.get();
    var answer = ask(account, "GetRole", Map.of("RoleName", name));
    var role = answer.map(root -> readRole(IamXml.first(root, "Role").orElseThrow()));
    keep(roles, key, role, before);
    return role;
  }

  /** The identity policies of a role. */
  List<PolicyDocument> rolePolicies(String account, String name) throws InterruptedException {
    return policies(account, "Role", name);
  }

  /** The identity policies of a user and of the groups the user is in. */
  List<PolicyDocument> userPolicies(String account, String name) throws InterruptedException {
    var key = new Key(account, "user/" + name);
    var kept = policies.get(key);
    if (kept != null) {
      return kept;
    }
    long before = writes.get();
    var all = new ArrayList<>(policies(account, "User", name));
    var groups = ask(account, "ListGroupsForUser", Map.of("UserName", name));
    for (var group : groups.map(root -> IamXml.texts(root, "GroupName")).orElse(List.of())) {
      all.addAll(policies(account, "Group", group));
    }
    keep(policies, key, all, before);
    return all;
  }

  /** A managed policy's document in force. */
  PolicyDocument managed(String account, String arn) throws InterruptedException {
    var version =
        ask(account, "GetPolicy", Map.of("PolicyArn", arn))
            .flatMap(root -> IamXml.first(root, "DefaultVersionId"))
            .map(Element::getTextContent);
    if (version.isEmpty()) {
      throw PolicyDocument.notUnderstood(
          "The managed policy " + arn + " is not there, so it cannot be evaluated.");
    }
    var document =
        ask(account, "GetPolicyVersion", Map.of("PolicyArn", arn, "VersionId", version.get()))
            .flatMap(root -> IamXml.first(root, "Document"))
            .map(Element::getTextContent)
            .orElse("{}");
    return PolicyDocument.parse(arn, decode(document));
  }

  private List<PolicyDocument> policies(String account, String kind, String name)
      throws InterruptedException {
    var key = new Key(account, kind + "/" + name);
    var kept = policies.get(key);
    if (kept != null) {
      return kept;
    }
    long before = writes.get();
    var all = new ArrayList<PolicyDocument>();
    var owner = Map.of(kind + "Name", name);
    var inline = ask(account, "List" + kind + "Policies", owner);
    for (var policy : inline.map(root -> IamXml.texts(root, "member")).orElse(List.of())) {
      var document =
          ask(account, "Get" + kind + "Policy", Map.of(kind + "Name", name, "PolicyName", policy))
              .flatMap(root -> IamXml.first(root, "PolicyDocument"))
              .map(Element::getTextContent);
      if (document.isPresent()) {
        all.add(PolicyDocument.parse(policy, decode(document.get())));
      }
    }
    var attached = ask(account, "ListAttached" + kind + "Policies", owner);
    for (var arn : attached.map(root -> IamXml.texts(root, "PolicyArn")).orElse(List.of())) {
      all.add(managed(account, arn));
    }
    keep(policies, key, all, before);
    return all;
  }

  /** Keeps what was read, unless somebody wrote in the meantime. */
  private <V> void keep(Map<Key, V> where, Key key, V value, long before) {
    if (where.size() >= MOST_KEPT) {
      where.clear();
    }
    if (writes.get() == before) {
      where.put(key, value);
    }
  }

  private Optional<Element> ask(String account, String action, Map<String, String> parameters)
      throws InterruptedException {
    var form = new HashMap<>(parameters);
    form.put("Action", action);
    form.put("Version", "2010-05-08");
    try (var body = emulator.handle(request(account, form), operation(action)).body()) {
      var root = IamXml.parse(body.readAllBytes());
      if (!root.getTagName().equals("ErrorResponse")) {
        return Optional.of(root);
      }
      var code = IamXml.text(root, "Code");
      if (code.equals("NoSuchEntity")) {
        return Optional.empty();
      }
      throw new IOException(action + " failed: " + code + " " + IamXml.text(root, "Message"));
    } catch (IOException e) {
      throw new UncheckedIOException("IAM does not answer: " + e.getMessage(), e);
    }
  }

  private static Operation operation(String action) {
    return new Operation("iam", action, null, false);
  }

  private static AwsRequest request(String account, Map<String, String> form) {
    var body = new StringBuilder();
    form.forEach((name, value) -> {
      if (!body.isEmpty()) {
        body.append('&');
      }
      body.append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    });
    return new AwsRequest(
        "POST",
        "/",
        "",
        new Headers(
            List.of(
                new Headers.Header("Content-Type", "application/x-www-form-urlencoded"),
                new Headers.Header(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=%s/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0"
                        .formatted(account)))),
        RequestBody.of(body.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static Role readRole(Element role) {
    var boundary =
        IamXml.first(role, "PermissionsBoundaryArn").map(Element::getTextContent).orElse(null);
    return new Role(
        IamXml.text(role, "RoleName"),
        IamXml.text(role, "Arn"),
        IamXml.text(role, "RoleId"),
        decode(IamXml.text(role, "AssumeRolePolicyDocument")),
        IamXml.text(role, "CreateDate"),
        IamXml.first(role, "MaxSessionDuration")
            .map(Element::getTextContent)
            .map(Integer::parseInt)
            .orElse(DEFAULT_SESSION),
        boundary);
  }

  private static String decode(String document) {
    return document.startsWith("%")
        ? URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8)
        : document;
  }
}
