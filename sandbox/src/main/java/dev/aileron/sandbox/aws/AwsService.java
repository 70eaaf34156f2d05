package dev.aileron.sandbox.aws;

import java.io.IOException;

/**
 * Answers requests of one or more AWS services.
 *
 * <p>Implementations are called from many threads at once and may block.
 */
public interface AwsService {

  /** Tells which operation the request asks for; must not read past the body's head. */
  Operation identify(AwsRequest request);

  /**
   * Carries out the operation.
   *
   * @throws IOException when there is no answer to give, not even an error
   */
  AwsResponse handle(AwsRequest request, Operation operation)
      throws IOException, InterruptedException;
}
