package dev.aileron.sandbox.aws.model;

import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.AwsResponse;
import java.net.URI;

/**
 * The AWS endpoint as services call it themselves: a destination, a poller, a task of a workflow.
 */
public interface Endpoint {

  /**
   * Sends a request in the caller's name, as if it had come over the wire: it is in the log, and
   * quotas, rights and faults apply. The request need not be signed.
   *
   * @param service the name the service signs under, such as {@code sqs}
   */
  AwsResponse send(Caller caller, String service, AwsRequest request) throws InterruptedException;

  /** Where it listens, for functions that call AWS themselves. */
  URI uri();
}
