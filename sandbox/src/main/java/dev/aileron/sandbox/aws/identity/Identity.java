package dev.aileron.sandbox.aws.identity;

import dev.aileron.sandbox.aws.AwsAccount;
import dev.aileron.sandbox.aws.AwsCall;
import dev.aileron.sandbox.aws.AwsService;
import dev.aileron.sandbox.aws.CallerFinder;
import dev.aileron.sandbox.aws.Emulator;
import dev.aileron.sandbox.aws.Layer;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Endpoint;
import dev.aileron.sandbox.aws.model.Roles;
import dev.aileron.sandbox.aws.model.ServiceModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Everything about who calls, put together. */
public final class Identity {

  /** Whom roles trust that are there from the beginning. */
  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"Service": ["lambda.amazonaws.com", "states.amazonaws.com"]}}]}\
      """;

  private final Sessions sessions;
  private final IamReader reader;
  private final RoleBook roles;
  private final Callers callers;
  private final IamModel iam;
  private final SecurityTokens tokens;

  /**
   * @param home the account of requests that name none
   * @param forwarder reaches the emulator, which keeps IAM
   * @param policies whether policies are evaluated
   * @param propagation how long a new role cannot be used
   */
  public Identity(
      AwsAccount home,
      AwsService forwarder,
      boolean policies,
      Duration propagation,
      Random random,
      Clock clock) {
    this.sessions = new Sessions(random);
    this.reader = new IamReader(forwarder);
    this.roles = new RoleBook(reader, clock, propagation);
    this.callers = new Callers(home, sessions, clock);
    this.iam = new IamModel(new Emulator(forwarder), reader, roles, sessions, policies);
    this.tokens = new SecurityTokens(roles, sessions);
  }

  public CallerFinder callers() {
    return callers;
  }

  public Roles roles() {
    return roles;
  }

  /**
   * The layer that evaluates policies.
   *
   * @param tags of the resources that calls act on
   */
  public Layer rights(ResourceTags tags) {
    return new Rights(reader, sessions, tags);
  }

  /** IAM and STS. */
  public List<ServiceModel> services() {
    return List.of(iam, tokens);
  }

  /**
   * Makes a role that trusts Lambda and Step Functions and is known everywhere at once.
   *
   * @param role a name, or an ARN, which may be of another account
   */
  public void provide(String role, AwsAccount home, Endpoint endpoint) throws InterruptedException {
    var name = role.substring(role.lastIndexOf('/') + 1);
    var account = role.startsWith("arn:") ? RoleBook.account(role) : home.id();
    int start = role.indexOf(":role/") + ":role".length();
    var path = role.startsWith("arn:") ? role.substring(start, role.lastIndexOf('/') + 1) : "/";
    var create =
        new AwsCall(
            "iam",
            "CreateRole",
            Map.of("RoleName", name, "Path", path, "AssumeRolePolicyDocument", TRUST));
    var caller = new Caller(account, home.region(), Callers.root(account), account);
    var answer = endpoint.send(caller, "iam", create.request());
    if (answer.error() != null) {
      throw new IllegalArgumentException(
          "The role %s cannot be made: %s".formatted(role, answer.error()));
    }
    roles.note(account, name, Instant.EPOCH);
  }
}
