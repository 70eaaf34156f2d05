package dev.aileron.kinds.function;

import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.Ownership;
import java.util.Map;

/**
 * The function that should exist, with everything looked up.
 *
 * @param functionName name in AWS
 * @param tags the operator's own included
 * @param specHash hash of all that makes a version; values of Secrets are not in it
 */
public record FunctionDesired(
    AwsEnvironment environment,
    Ownership owner,
    String functionName,
    String description,
    FunctionConfig config,
    String architecture,
    CodePackage code,
    Map<String, String> tags,
    String aliasName,
    String specHash) {
  /** Longest description of a version that Lambda takes is 256 characters; this is far below. */
  public String versionDescription() {
    return VersionDescription.of(specHash, code.source());
  }
}
