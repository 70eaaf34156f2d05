package dev.aileron.sandbox.aws.identity;

import dev.aileron.sandbox.aws.identity.IamReader.Role;
import dev.aileron.sandbox.aws.identity.PolicyDocument.Principal;
import dev.aileron.sandbox.aws.identity.PolicyDocument.Statement;
import dev.aileron.sandbox.aws.model.Roles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The roles that there are, whom they trust, and since when everybody knows. */
final class RoleBook implements Roles {

  static final String ASSUME_ROLE = "sts:AssumeRole";

  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws[\\w-]*:iam::(\\d{12}):role/(?:[\\w+=,.@/-]*/)?([\\w+=,.@-]{1,64})");

  private static final int MOST_KEPT = 10_000;

  private final IamReader iam;
  private final Clock clock;
  private final Duration propagation;

  /** When a role or its trust was last written, by account and name; the oldest are forgotten. */
  private final Map<String, Instant> written =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_KEPT;
        }
      };

  RoleBook(IamReader iam, Clock clock, Duration propagation) {
    this.iam = iam;
    this.clock = clock;
    this.propagation = propagation;
  }

  /** Remembers that a role was made, or its trust changed. */
  void note(String account, String roleName, Instant when) {
    synchronized (written) {
      written.put(account + "/" + roleName, when);
    }
  }

  @Override
  public Answer ask(String roleArn, String servicePrincipal) throws InterruptedException {
    var role = find(roleArn);
    if (role.isEmpty()) {
      return Answer.MISSING;
    }
    var account = account(roleArn);
    // Which resource will assume it is not known yet, so a condition on its ARN is not judged.
    var circumstances =
        new Circumstances()
            .with("aws:SourceAccount", account)
            .with("aws:PrincipalAccount", account);
    boolean trusts =
        trusts(
            role.get(),
            principal ->
                principal.kind().equals("Service") && principal.id().equals(servicePrincipal),
            ASSUME_ROLE,
            circumstances,
            "aws:SourceArn");
    if (!trusts) {
      return Answer.NOT_TRUSTING;
    }
    return isKnownEverywhere(role.get(), account) ? Answer.ASSUMABLE : Answer.NOT_YET;
  }

  /** The role of that ARN; empty when it is no role's, or there is no such role. */
  Optional<Role> find(String roleArn) throws InterruptedException {
    var matcher = ROLE_ARN.matcher(roleArn);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var role = iam.role(matcher.group(1), matcher.group(2));
    // The path is a part of the ARN: another path is another role.
    return role.filter(found -> found.arn().equals(roleArn));
  }

  /** The twelve digits of a role's ARN; empty text when it is none. */
  static String account(String roleArn) {
    var matcher = ROLE_ARN.matcher(roleArn);
    return matcher.matches() ? matcher.group(1) : "";
  }

  /** Whether its making, or the last change of its trust, is long enough ago. */
  boolean isKnownEverywhere(Role role, String account) {
    Instant since;
    synchronized (written) {
      since = written.get(account + "/" + role.name());
    }
    if (since == null) {
      since = parse(role.created());
    }
    return since == null || !clock.instant().isBefore(since.plus(propagation));
  }

  /**
   * Whether the trust policy lets a principal do something.
   *
   * @param unjudged a condition key whose value is not known here: conditions on it are passed over
   */
  static boolean trusts(
      Role role,
      Predicate<Principal> who,
      String action,
      Circumstances circumstances,
      @Nullable String unjudged) {
    var trust = PolicyDocument.parse("trust of " + role.name(), role.trust());
    boolean denied =
        trust.statements().stream()
            .filter(statement -> !statement.allow())
            .anyMatch(statement -> applies(statement, who, action, circumstances, unjudged));
    return !denied
        && trust.statements().stream()
            .filter(Statement::allow)
            .anyMatch(statement -> applies(statement, who, action, circumstances, unjudged));
  }

  private static boolean applies(
      Statement statement,
      Predicate<Principal> who,
      String action,
      Circumstances circumstances,
      @Nullable String unjudged) {
    return statement.principals().stream().anyMatch(who)
        && statement.speaksOf(action)
        && statement.conditions().stream()
            .filter(condition -> !condition.key().equalsIgnoreCase(unjudged))
            .allMatch(condition -> condition.holds(circumstances));
  }

  private static @Nullable Instant parse(String time) {
    try {
      return Instant.parse(time);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
