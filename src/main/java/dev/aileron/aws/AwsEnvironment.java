package dev.aileron.aws;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in AWS the objects of a namespace live.
 *
 * @param region for example eu-west-1
 * @param accountID 12 digits; null to ask STS whose credentials the calls are made with
 * @param roleARN assumed for every call; null to call with the operator's own credentials
 * @param endpoint overrides AWS' own endpoints; null for those
 * @param namePrefix put before every default name in AWS
 * @param clusterName goes into the ownership tags: tells clusters on one account apart
 * @param tags put on everything, weaker than an object's own tags
 */
public record AwsEnvironment(
    String region,
    @Nullable String accountID,
    @Nullable String roleARN,
    @Nullable URI endpoint,
    String namePrefix,
    String clusterName,
    Map<String, String> tags) {
  public AwsEnvironment {
    tags = Map.copyOf(tags);
  }
}
