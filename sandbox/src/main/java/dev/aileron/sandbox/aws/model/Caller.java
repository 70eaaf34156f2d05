package dev.aileron.sandbox.aws.model;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, and where.
 *
 * @param accountId twelve digits; everything a service keeps is kept per account and region
 * @param principalArn of the user or the assumed role, such as {@code
 *     arn:aws:sts::111122223333:assumed-role/deployer/session}
 * @param accessKeyId as signed; null for a call that a service makes itself
 */
public record Caller(
    String accountId, String region, String principalArn, @Nullable String accessKeyId) {

  /** The same account and region, as the service itself with a role of the customer. */
  public Caller as(String roleArn) {
    return new Caller(accountId, region, roleArn, null);
  }
}
