package dev.aileron.sandbox.aws.identity;

import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.model.AwsError;

/** The errors of credentials and rights, as each service names them. */
public final class Denied {

  private Denied() {}

  /** What a caller gets who may not. */
  public static AwsError error(Operation operation, String message) {
    return switch (operation.service()) {
      case "iam", "sts", "sns", "s3", "monitoring" -> new AwsError(403, "AccessDenied", message);
      case "lambda", "scheduler", "pipes" -> new AwsError(403, "AccessDeniedException", message);
      default -> new AwsError(400, "AccessDeniedException", message);
    };
  }

  /** What a caller gets whose session is over. */
  public static AwsError expired(Operation operation) {
    return Callers.expired(operation);
  }
}
