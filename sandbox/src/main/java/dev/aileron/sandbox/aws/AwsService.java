package dev.aileron.sandbox.aws;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests of one or more AWS services.
 *
 * <p>Implementations are called from many threads at once and may block.
 */
public interface AwsService {

  /** Tells which operation the request asks for; must not read past the body's head. */
  Operation identify(AwsRequest request);

  /** The account that the request acts in, for the log; null when it is not told. */
  default @Nullable String account(AwsRequest request, Operation operation) {
    return null;
  }

  /**
   * Carries out the operation.
   *
   * @throws IOException when there is no answer to give, not even an error
   */
  AwsResponse handle(AwsRequest request, Operation operation)
      throws IOException, InterruptedException;
}
