package dev.aileron.sandbox.aws.identity;

import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Layer;
import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.Caller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what the caller's IAM policies do not allow: identity policies of roles, users and their
 * groups, narrowed by permissions boundaries and session policies.
 *
 * <p>The root of an account and services that call in their own name may do everything. Policies of
 * resources and of organizations are not looked at.
 */
final class Rights implements Layer {

  private final IamReader iam;
  private final Sessions sessions;
  private final ResourceTags tags;

  Rights(IamReader iam, Sessions sessions, ResourceTags tags) {
    this.iam = iam;
    this.sessions = sessions;
    this.tags = tags;
  }

  @Override
  public AwsResponse carryOut(Call call, Next next) throws IOException, InterruptedException {
    var principal = call.caller().principalArn();
    boolean service = !principal.startsWith("arn:");
    if (!service && !principal.endsWith(":root")) {
      check(call);
    }
    return next.carryOut(call);
  }

  private void check(Call call) throws InterruptedException {
    var wanted = Wanted.of(call);
    if (wanted.isEmpty()) {
      return;
    }
    var principal = principal(call.caller());
    for (var one : wanted) {
      var circumstances =
          principal
              .circumstances(call)
              .withResourceTags(() -> resourceTags(call, one))
              .and(one.circumstances());
      for (var policies : principal.allOfThem()) {
        var denial = denial(policies, one, circumstances);
        if (denial.isPresent()) {
          throw denied(call.operation(), call.caller(), one, denial.get());
        }
      }
    }
  }

  private Map<String, String> resourceTags(Call call, Wanted wanted) {
    if (!Set.of("lambda", "states").contains(call.operation().service())) {
      throw PolicyDocument.notUnderstood(
          "The condition key aws:ResourceTag is not evaluated for "
              + call.operation().service()
              + ".");
    }
    try {
      var there = tags.of(call, wanted.resource());
      return there == null ? Map.of() : there;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  /** Why these policies do not allow it; empty when they do. */
  private static Optional<String> denial(
      List<PolicyDocument> policies, Wanted wanted, Circumstances circumstances) {
    boolean allowed = false;
    for (var policy : policies) {
      for (var statement : policy.statements()) {
        if (statement.applies(wanted.action(), wanted.resource(), circumstances)) {
          if (!statement.allow()) {
            return Optional.of("with an explicit deny in an identity-based policy");
          }
          allowed = true;
        }
      }
    }
    return allowed
        ? Optional.empty()
        : Optional.of(
            "because no identity-based policy allows the %s action".formatted(wanted.action()));
  }

  /**
   * A caller's policies.
   *
   * @param allOfThem sets of which each has to allow: its own, its boundary's, its session's
   */
  private record WhoCalls(
      Caller caller,
      String type,
      Optional<Sessions.Session> session,
      List<List<PolicyDocument>> allOfThem) {

    Circumstances circumstances(Call call) {
      var circumstances =
          new Circumstances()
              .with("aws:PrincipalAccount", caller.accountId())
              .with("aws:PrincipalArn", caller.principalArn())
              .with("aws:PrincipalType", type)
              .with("aws:RequestedRegion", caller.region())
              .with("aws:SecureTransport", "true")
              .with("aws:ViaAWSService", "false")
              .with("aws:CurrentTime", call.time().toString())
              .with("aws:EpochTime", String.valueOf(call.time().getEpochSecond()));
      if (type.equals("User")) {
        circumstances.with("aws:username", lastSegment(caller.principalArn()));
      }
      session.ifPresent(open -> {
        circumstances.with("aws:userid", open.userId());
        open.tags().forEach((tag, value) -> circumstances.with("aws:PrincipalTag/" + tag, value));
      });
      return circumstances;
    }
  }

  private WhoCalls principal(Caller caller) throws InterruptedException {
    var arn = caller.principalArn();
    var session = Optional.ofNullable(caller.accessKeyId()).map(sessions::session);
    var sets = new ArrayList<List<PolicyDocument>>();
    if (arn.contains(":user/")) {
      sets.add(iam.userPolicies(caller.accountId(), lastSegment(arn)));
      return new WhoCalls(caller, "User", session, sets);
    }
    // arn:aws:sts::1:assumed-role/NAME/SESSION, or arn:aws:iam::1:role/PATH/NAME
    var parts = List.of(arn.split("/"));
    var role = arn.contains(":assumed-role/") ? parts.get(1) : parts.getLast();
    sets.add(iam.rolePolicies(caller.accountId(), role));
    var boundary = iam.role(caller.accountId(), role).map(IamReader.Role::boundary);
    if (boundary.isPresent()) {
      sets.add(List.of(iam.managed(caller.accountId(), boundary.get())));
    }
    for (var policy : session.map(Sessions.Session::policies).orElse(List.of())) {
      sets.add(List.of(PolicyDocument.parse("session policy", policy)));
    }
    return new WhoCalls(caller, "AssumedRole", session, sets);
  }

  private static String lastSegment(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static AwsError denied(
      Operation operation, Caller caller, Wanted wanted, String because) {
    return Denied.error(
        operation,
        "User: %s is not authorized to perform: %s on resource: %s %s"
            .formatted(caller.principalArn(), wanted.action(), wanted.resource(), because));
  }
}
