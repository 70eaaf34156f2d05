package dev.aileron.sandbox.lambda.control;

import dev.aileron.sandbox.aws.model.Caller;

/** Looks whether what a mapping reads from is there. */
public interface SourceCheck {

  /**
   * Checks a queue or stream.
   *
   * @param caller with the function's role
   * @param functionTimeout seconds; a queue must hide its messages at least that long
   * @throws dev.aileron.sandbox.aws.model.AwsError as the creation of the mapping fails
   */
  void check(Caller caller, EventSourceMapping.Source source, String arn, int functionTimeout)
      throws InterruptedException;
}
