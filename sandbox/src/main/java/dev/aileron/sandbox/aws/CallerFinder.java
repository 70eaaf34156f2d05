package dev.aileron.sandbox.aws;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;

/** Finds out in whose name, and in which account and region, a request is made. */
@FunctionalInterface
public interface CallerFinder {

  /**
   * Who signed the request.
   *
   * @throws AwsError when the credentials are none: expired, or never handed out
   */
  Caller find(AwsRequest request, Operation operation);
}
