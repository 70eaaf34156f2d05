package dev.aileron.sandbox.aws.model;

import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Operation;

/**
 * One AWS service of the sandbox's own.
 *
 * <p>Called from many threads at once; a call may block, as an invocation does.
 */
public interface ServiceModel extends AutoCloseable {

  /** The name the service signs under: {@code lambda}, {@code states}, {@code monitoring}. */
  String service();

  /**
   * Whether this model answers the operation. One that it does not answer is forwarded if that is
   * safe, and is a 501 that names it otherwise; it is never a 404.
   */
  boolean models(Operation operation);

  /**
   * Carries the call out.
   *
   * @throws AwsError as the service would refuse it
   */
  AwsResponse handle(Call call) throws InterruptedException;

  /** Ends everything it started: processes, timers, pollers. */
  @Override
  void close();
}
