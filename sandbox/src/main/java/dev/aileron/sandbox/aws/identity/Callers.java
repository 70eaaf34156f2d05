package dev.aileron.sandbox.aws.identity;

import dev.aileron.sandbox.aws.AwsAccount;
import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.CallerFinder;
import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import java.time.Clock;
import java.util.regex.Pattern;

/**
 * Tells who calls by the access key that signed.
 *
 * <p>A key of twelve digits is the root of that account. A key that AssumeRole handed out is the
 * role's session, in the role's account, until it expires. A user's key is that user. A request
 * that nobody signed, and one with a key of somebody's invention, is the root of the sandbox's
 * account.
 */
final class Callers implements CallerFinder {

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private final AwsAccount home;
  private final Sessions sessions;
  private final Clock clock;

  Callers(AwsAccount home, Sessions sessions, Clock clock) {
    this.home = home;
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public Caller find(AwsRequest request, Operation operation) {
    var scope = request.scope();
    if (scope == null) {
      return new Caller(home.id(), home.region(), root(home.id()), null);
    }
    var key = scope.accessKeyId();
    var session = sessions.session(key);
    if (session != null) {
      var token = request.headers().first("X-Amz-Security-Token");
      var sent = token == null ? request.parameters().get("X-Amz-Security-Token") : token;
      if (!session.token().equals(sent)) {
        throw unknownToken(operation);
      }
      if (!clock.instant().isBefore(session.expires())) {
        throw expired(operation);
      }
      return new Caller(session.accountId(), scope.region(), session.principalArn(), key);
    }
    if (key.startsWith("ASIA")) {
      throw unknownToken(operation);
    }
    var user = sessions.user(key);
    if (user != null) {
      var arn = "arn:aws:iam::%s:user/%s".formatted(user.accountId(), user.name());
      return new Caller(user.accountId(), scope.region(), arn, key);
    }
    var account = ACCOUNT.matcher(key).matches() ? key : home.id();
    return new Caller(account, scope.region(), root(account), key);
  }

  static String root(String account) {
    return "arn:aws:iam::" + account + ":root";
  }

  private static AwsError unknownToken(Operation operation) {
    return switch (operation.service()) {
      case "iam", "sts", "sns" ->
          new AwsError(
              403,
              "InvalidClientTokenId",
              "The security token included in the request is invalid.");
      case "s3" ->
          new AwsError(
              403,
              "InvalidAccessKeyId",
              "The AWS Access Key Id you provided does not exist in our records.");
      default ->
          new AwsError(
              statusOf(operation),
              "UnrecognizedClientException",
              "The security token included in the request is invalid.");
    };
  }

  /** The error of a session that is over, in the service's own words. */
  static AwsError expired(Operation operation) {
    return switch (operation.service()) {
      case "iam", "sts", "sns" ->
          new AwsError(
              403, "ExpiredToken", "The security token included in the request is expired");
      case "s3" -> new AwsError(400, "ExpiredToken", "The provided token has expired.");
      default ->
          new AwsError(
              statusOf(operation),
              "ExpiredTokenException",
              "The security token included in the request is expired");
    };
  }

  /** Services that speak JSON answer 400 where the others answer 403. */
  private static int statusOf(Operation operation) {
    return switch (operation.service()) {
      case "lambda", "scheduler", "pipes", "monitoring" -> 403;
      default -> 400;
    };
  }
}
