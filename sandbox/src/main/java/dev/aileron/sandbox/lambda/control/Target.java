package dev.aileron.sandbox.lambda.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one invocation runs.
 *
 * @param functionArn without qualifier
 * @param invokedArn as the caller named it
 * @param alias that was called; null when it was a version or the function
 * @param qualifier that was called, null for none
 * @param version number, or {@code $LATEST}
 * @param layers what is laid under the code, in order
 * @param reserved concurrency of the function; null when it shares the account's
 * @param provisioned environments kept ready for this version
 * @param provisionedOfFunction for all of its versions
 */
public record Target(
    String accountId,
    String region,
    String name,
    String functionArn,
    String invokedArn,
    @Nullable String alias,
    @Nullable String qualifier,
    String version,
    Configuration configuration,
    List<Code> layers,
    @Nullable Integer reserved,
    int provisioned,
    int provisionedOfFunction,
    AsyncConfig async) {

  /** The value of CloudWatch's dimension {@code Resource}. */
  public String resource() {
    return qualifier == null ? name : name + ":" + qualifier;
  }

  /** ARN of the version that runs. */
  public String versionArn() {
    return functionArn + ":" + version;
  }
}
