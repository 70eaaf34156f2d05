package dev.aileron.sandbox.aws.identity;

import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.Xml;
import dev.aileron.sandbox.aws.identity.IamReader.Role;
import dev.aileron.sandbox.aws.identity.PolicyDocument.Principal;
import dev.aileron.sandbox.aws.identity.Sessions.Session;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.ServiceModel;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** STS: AssumeRole that asks the role, and credentials that know their account and their end. */
final class SecurityTokens implements ServiceModel {

  private static final Set<String> OPERATIONS =
      Set.of("AssumeRole", "GetCallerIdentity", "GetSessionToken", "GetAccessKeyInfo");

  private static final int DEFAULT_DURATION = 3600;
  private static final int MOST_DURATION_OF_A_CHAIN = 3600;
  private static final int DEFAULT_TOKEN_DURATION = 43_200;
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

  private final RoleBook roles;
  private final Sessions sessions;

  SecurityTokens(RoleBook roles, Sessions sessions) {
    this.roles = roles;
    this.sessions = sessions;
  }

  @Override
  public String service() {
    return "sts";
  }

  @Override
  public boolean models(Operation operation) {
    return OPERATIONS.contains(operation.name());
  }

  @Override
  public AwsResponse handle(Call call) throws InterruptedException {
    var parameters = StsParameters.parameters(call.request());
    return switch (call.operation().name()) {
      case "AssumeRole" -> assumeRole(call, parameters);
      case "GetSessionToken" -> sessionToken(call, parameters);
      case "GetAccessKeyInfo" ->
          answer("GetAccessKeyInfo", "<Account>" + call.caller().accountId() + "</Account>");
      default -> callerIdentity(call.caller());
    };
  }

  @Override
  public void close() {
    // Nothing runs here.
  }

  private AwsResponse assumeRole(Call call, Map<String, String> parameters)
      throws InterruptedException {
    var arn = StsParameters.required(parameters, "RoleArn");
    var sessionName = StsParameters.required(parameters, "RoleSessionName");
    // Lambda names sessions by their functions, and a function's name may be one character.
    boolean service = !call.caller().principalArn().startsWith("arn:");
    if (!sessionName.matches(service ? "[\\w+=,.@-]{1,64}" : "[\\w+=,.@-]{2,64}")) {
      throw StsParameters.invalid(
          "1 validation error detected: Value '%s' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*"
              .formatted(sessionName));
    }
    var caller = call.caller();
    var role = roles.find(arn);
    var tags = StsParameters.tags(parameters);
    if (role.isEmpty() || !trusts(role.get(), arn, caller, parameters, tags)) {
      throw denied(caller, arn);
    }
    int seconds = StsParameters.duration(parameters, DEFAULT_DURATION);
    if (isSession(caller) && seconds > MOST_DURATION_OF_A_CHAIN) {
      throw StsParameters.invalid(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
    }
    if (seconds > role.get().maxSession()) {
      throw StsParameters.invalid(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    var account = RoleBook.account(arn);
    var name = role.get().name();
    var session =
        sessions.open(
            account,
            "arn:aws:sts::%s:assumed-role/%s/%s".formatted(account, name, sessionName),
            role.get().id() + ":" + sessionName,
            name,
            call.time().plusSeconds(seconds),
            StsParameters.policies(parameters),
            tags);
    return answer(
        "AssumeRole",
        credentials(session)
            + "<AssumedRoleUser><AssumedRoleId>%s</AssumedRoleId><Arn>%s</Arn></AssumedRoleUser>"
                .formatted(Xml.escape(session.userId()), Xml.escape(session.principalArn())));
  }

  private boolean trusts(
      Role role,
      String arn,
      Caller caller,
      Map<String, String> parameters,
      Map<String, String> tags) {
    var circumstances =
        new Circumstances()
            .with("aws:PrincipalArn", roleOrSelf(caller))
            .with("aws:PrincipalAccount", caller.accountId())
            .with("sts:RoleSessionName", parameters.getOrDefault("RoleSessionName", ""));
    var externalId = parameters.get("ExternalId");
    if (externalId != null) {
      circumstances.with("sts:ExternalId", externalId);
    }
    tags.forEach((key, value) -> circumstances.with("aws:RequestTag/" + key, value));
    if (!tags.isEmpty()) {
      circumstances.withAll("aws:TagKeys", List.copyOf(tags.keySet()));
    }
    boolean trusted =
        RoleBook.trusts(role, who -> isIt(who, caller), RoleBook.ASSUME_ROLE, circumstances, null);
    boolean mayTag =
        tags.isEmpty()
            || RoleBook.trusts(
                role, who -> isIt(who, caller), "sts:TagSession", circumstances, null);
    return trusted && mayTag && roles.isKnownEverywhere(role, RoleBook.account(arn));
  }

  /**
   * Whether a principal of a trust policy is the caller, or the caller's whole account. A service
   * that assumes a role of its customer calls by its own name, such as {@code
   * lambda.amazonaws.com}.
   */
  private static boolean isIt(Principal principal, Caller caller) {
    var id = principal.id();
    if (!principal.kind().equals("AWS")) {
      return principal.kind().equals("Service") && id.equals(caller.principalArn());
    }
    return id.equals("*")
        || id.equals(caller.accountId())
        || id.equals(Callers.root(caller.accountId()))
        || id.equals(caller.principalArn())
        || id.equals(roleOrSelf(caller));
  }

  /** A session's role: trust policies name roles. Paths are left out of a session's ARN. */
  private static String roleOrSelf(Caller caller) {
    var parts = List.of(caller.principalArn().split("/"));
    return isSession(caller)
        ? "arn:aws:iam::%s:role/%s".formatted(caller.accountId(), parts.get(1))
        : caller.principalArn();
  }

  private static boolean isSession(Caller caller) {
    return caller.principalArn().contains(":assumed-role/");
  }

  private AwsResponse sessionToken(Call call, Map<String, String> parameters) {
    var caller = call.caller();
    if (isSession(caller)) {
      throw new AwsError(
          403, "AccessDenied", "Cannot call GetSessionToken with session credentials");
    }
    var session =
        sessions.open(
            caller.accountId(),
            caller.principalArn(),
            userId(caller),
            null,
            call.time().plusSeconds(StsParameters.duration(parameters, DEFAULT_TOKEN_DURATION)),
            List.of(),
            Map.of());
    return answer("GetSessionToken", credentials(session));
  }

  private AwsResponse callerIdentity(Caller caller) {
    return answer(
        "GetCallerIdentity",
        "<Arn>%s</Arn><UserId>%s</UserId><Account>%s</Account>"
            .formatted(
                Xml.escape(caller.principalArn()), Xml.escape(userId(caller)), caller.accountId()));
  }

  private String userId(Caller caller) {
    var key = caller.accessKeyId();
    if (key == null) {
      return caller.accountId();
    }
    var session = sessions.session(key);
    if (session != null) {
      return session.userId();
    }
    var user = sessions.user(key);
    return user == null ? caller.accountId() : user.id();
  }

  private static String credentials(Session session) {
    return "<Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey><SessionToken>%s</SessionToken><Expiration>%s</Expiration></Credentials>"
        .formatted(
            session.accessKeyId(),
            session.secretAccessKey(),
            session.token(),
            session.expires().truncatedTo(ChronoUnit.SECONDS));
  }

  /** STS does not say whether there is no such role or it does not trust the caller. */
  private static AwsError denied(Caller caller, String arn) {
    return new AwsError(
        403,
        "AccessDenied",
        "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
            .formatted(caller.principalArn(), arn));
  }

  private static AwsResponse answer(String action, String result) {
    var text =
        "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult><ResponseMetadata><RequestId>%4$s</RequestId></ResponseMetadata></%1$sResponse>"
            .formatted(action, NAMESPACE, result, UUID.randomUUID());
    return AwsResponse.of(200, "text/xml", text.getBytes(StandardCharsets.UTF_8));
  }
}
