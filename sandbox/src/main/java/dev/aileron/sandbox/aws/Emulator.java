package dev.aileron.sandbox.aws;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import java.io.IOException;
import java.util.Set;

/** The emulator behind the endpoint, as calls reach it: each in its caller's account. */
public final class Emulator {

  /** How the emulator says that it does not know an operation. */
  private static final Set<String> UNKNOWN =
      Set.of(
          "InvalidAction", "UnknownOperation", "UnknownOperationException", "UnsupportedOperation");

  private final AwsService forwarder;

  /**
   * @param forwarder passes requests on as they are
   */
  public Emulator(AwsService forwarder) {
    this.forwarder = forwarder;
  }

  /**
   * Asks the emulator, as the root of the caller's account: it knows accounts by such keys only.
   *
   * @throws AwsError 501 when the emulator does not know the operation either
   */
  public AwsResponse forward(Call call) throws IOException, InterruptedException {
    var request = CredentialScope.inAccount(call.request(), call.caller().accountId());
    var answer = forwarder.handle(request, call.operation());
    if (answer.error() != null && UNKNOWN.contains(answer.error())) {
      answer.body().close();
      throw notThere(call);
    }
    return answer;
  }

  /** What is said of an operation that nobody here carries out. */
  static AwsError notThere(Call call) {
    var operation = call.operation();
    var what =
        operation.name().equals(Operation.UNKNOWN)
            ? "%s %s of %s"
                .formatted(call.request().method(), call.request().path(), operation.service())
            : operation.action();
    return new AwsError(
        501, "NotImplemented", "The sandbox does not model " + what + "; see docs/sandbox.md.");
  }
}
