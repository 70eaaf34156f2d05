package dev.aileron.sandbox.lambda.run;

import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.lambda.calls.Services;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a function the keys with which it calls AWS as its role. */
public interface Credentials {

  /**
   * Keys of one session.
   *
   * @param token null when the keys are nobody's session
   */
  record Keys(String accessKeyId, String secretAccessKey, @Nullable String token) {}

  /**
   * Keys for one environment.
   *
   * @param caller account and region of the function
   * @param session its name, which is the function's
   */
  Keys of(Caller caller, String roleArn, String session) throws InterruptedException;

  /** As Lambda gets them: from STS. Where that refuses, the account's own. */
  static Credentials fromSts(Services services) {
    return (caller, roleArn, session) -> {
      var service = new Caller(caller.accountId(), caller.region(), "lambda.amazonaws.com", null);
      var result =
          services.query(
              service,
              "sts",
              "AssumeRole",
              "2011-06-15",
              Map.of("RoleArn", roleArn, "RoleSessionName", session));
      var key = result.tag("AccessKeyId");
      return result.ok() && !key.isEmpty()
          ? new Keys(key, result.tag("SecretAccessKey"), result.tag("SessionToken"))
          : new Keys(caller.accountId(), "sandbox", null);
    };
  }
}
