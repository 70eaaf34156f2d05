package dev.aileron.sandbox.states.task;

import dev.aileron.asl.model.Resource;
import dev.aileron.sandbox.aws.model.Endpoint;
import dev.aileron.sandbox.aws.model.Functions;

/** Everything that a Task can call. */
public final class Integrations {
  /** The error of what the sandbox does not carry out. AWS has no such error. */
  public static final String NOT_MODELLED = "Sandbox.NotModelled";

  private final LambdaTasks lambda;
  private final ServiceTasks services;
  private final SdkTasks sdk;
  private volatile Mocks mocks;

  public Integrations(Functions functions, Endpoint endpoint, Mocks mocks) {
    var wire = new Wire(endpoint);
    this.lambda = new LambdaTasks(functions);
    this.services = new ServiceTasks(wire);
    this.sdk = new SdkTasks(wire, lambda);
    this.mocks = mocks;
  }

  /** Takes other mocks; calls from now on are answered by them. */
  public void mock(Mocks others) {
    mocks = others;
  }

  /** Makes a call and waits for its answer. */
  public Outcome call(TaskCall call) throws InterruptedException {
    var mocked = mocks.answer(call.resource());
    if (mocked != null) {
      return mocked;
    }
    if (call.resource().kind() == Resource.Kind.LAMBDA) {
      return lambda.direct(call);
    }
    var service = call.resource().service();
    return switch (service) {
      case "lambda" -> call.action().equals("invoke") ? lambda.invoke(call) : notModelled(call);
      case "sqs", "sns", "events", "dynamodb", "states" -> services.call(call);
      default -> service.startsWith("aws-sdk:") ? sdk.call(call) : notModelled(call);
    };
  }

  static Outcome notModelled(TaskCall call) {
    var resource = call.resource();
    return new Outcome.Failed(
        NOT_MODELLED,
        "The sandbox does not carry out %s:%s. Give it a mock, or catch %s."
            .formatted(resource.service(), resource.action(), NOT_MODELLED));
  }
}
