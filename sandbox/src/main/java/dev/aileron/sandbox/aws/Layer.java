package dev.aileron.sandbox.aws;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import java.io.IOException;

/**
 * One thing that happens to every call on its way to its service: faults, rights, quotas, and
 * whoever wants to know what was written.
 */
@FunctionalInterface
public interface Layer {

  /**
   * Lets the call pass, answers it, or refuses it.
   *
   * @throws AwsError to refuse it as AWS would
   */
  AwsResponse carryOut(Call call, Next next) throws IOException, InterruptedException;

  /** What comes after a layer: the next one, and at last the service. */
  @FunctionalInterface
  interface Next {
    AwsResponse carryOut(Call call) throws IOException, InterruptedException;
  }
}
