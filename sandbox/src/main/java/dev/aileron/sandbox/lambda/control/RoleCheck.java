package dev.aileron.sandbox.lambda.control;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Roles;
import dev.aileron.sandbox.lambda.wire.Errors;

/** Whether a function's role can be its role. */
final class RoleCheck {

  private final Roles roles;

  RoleCheck(Roles roles) {
    this.roles = roles;
  }

  void check(Caller caller, String roleArn) throws InterruptedException {
    var account = roleArn.split(":", 6)[4];
    if (!account.equals(caller.accountId())) {
      throw new AwsError(403, "AccessDeniedException", "Cross-account pass role is not allowed.");
    }
    if (roles.ask(roleArn, "lambda.amazonaws.com") != Roles.Answer.ASSUMABLE) {
      // The same words for a role that is missing, does not trust, or is a few seconds old.
      throw Errors.invalid("The role defined for the function cannot be assumed by Lambda.");
    }
  }
}
