package dev.aileron.sandbox.aws;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Set;

/** The emulator behind the endpoint, as calls reach it: each in its caller's account. */
public final class Emulator {

  /** How the emulator says that it does not know an operation. */
  private static final Set<String> UNKNOWN =
      Set.of(
          "InvalidAction", "UnknownOperation", "UnknownOperationException", "UnsupportedOperation");

  /** Tells the emulator that a service of the sandbox's own calls; see own_services.py. */
  private static final String OWN = "X-Sandbox-Own-Service";

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

  /** The request, marked as one of the sandbox's own services, which may put aws.* events. */
  static AwsRequest asOwnService(AwsRequest request) {
    var headers = new ArrayList<>(request.headers().all());
    headers.add(new Headers.Header(OWN, "1"));
    return new AwsRequest(
        request.method(), request.path(), request.query(), new Headers(headers), request.body());
  }

  /** The request without that mark, which nobody outside may set. */
  static AwsRequest asAnybody(AwsRequest request) {
    return request.headers().first(OWN) == null
        ? request
        : new AwsRequest(
            request.method(),
            request.path(),
            request.query(),
            request.headers().endToEnd(OWN),
            request.body());
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
