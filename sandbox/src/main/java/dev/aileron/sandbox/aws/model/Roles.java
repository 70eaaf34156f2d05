package dev.aileron.sandbox.aws.model;

/** IAM roles as a service sees them that is to assume one. */
public interface Roles {

  /** What a service finds out about a role that was passed to it. */
  enum Answer {
    /** It exists, trusts the service, and has had the time to be known everywhere. */
    ASSUMABLE,
    /** It exists and is too new: IAM is eventually consistent. */
    NOT_YET,
    /** There is no such role. */
    MISSING,
    /** Its trust policy does not name the service. */
    NOT_TRUSTING
  }

  /**
   * Whether the service may assume the role.
   *
   * @param servicePrincipal such as {@code lambda.amazonaws.com}
   */
  Answer ask(String roleArn, String servicePrincipal) throws InterruptedException;
}
