package dev.aileron.kinds.function;

import dev.aileron.api.AdoptionPolicy;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.Ownership;
import java.util.Map;
import java.util.TreeMap;

/**
 * The function that should exist, with everything looked up.
 *
 * @param functionName name in AWS
 * @param isPerTenant whether tenants are kept apart; for ever, since AWS sets it at the creation
 * @param codeSigningConfigARN empty for none
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
    boolean isPerTenant,
    String codeSigningConfigARN,
    RuntimeManagement runtimeUpdates,
    Map<String, String> tags,
    AdoptionPolicy adoption,
    String aliasName,
    String specHash) {
  /** Whether a function with these tags is this object's, or may become it. */
  boolean mayHave(Map<String, String> functionTags) {
    return owner.owns(functionTags)
        || switch (adoption) {
          case OwnedOnly -> false;
          case Unowned -> !Ownership.isOwned(functionTags);
          case Any -> true;
        };
  }

  /**
   * Whether a version is published as the function is created. Not of an archive whose hash has to
   * be compared first.
   */
  boolean isPublishedAtOnce() {
    return !(code instanceof CodePackage.S3Object s3 && s3.expected() != null);
  }

  /** The tags of a new function. A version that is published with it has no text of its own. */
  public Map<String, String> creationTags() {
    Map<String, String> all = new TreeMap<>(tags);
    all.put(VersionDescription.CREATION_TAG, versionDescription());
    return all;
  }

  /** Longest description of a version that Lambda takes is 256 characters; this is far below. */
  public String versionDescription() {
    return VersionDescription.of(specHash, code.source());
  }
}
