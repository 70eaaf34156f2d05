package dev.aileron.sandbox.states.task;

import dev.aileron.sandbox.states.task.Failures.Service;

/** {@code aws-sdk:} integrations of the services that the sandbox has. */
final class SdkTasks {
  private final Wire wire;
  private final LambdaTasks lambda;
  private final ObjectTasks objects;

  SdkTasks(Wire wire, LambdaTasks lambda) {
    this.wire = wire;
    this.lambda = lambda;
    this.objects = new ObjectTasks(wire);
  }

  Outcome call(TaskCall call) throws InterruptedException {
    return switch (call.resource().service()) {
      case "aws-sdk:dynamodb" -> json(call, Service.DYNAMODB, "1.0", "DynamoDB_20120810.");
      case "aws-sdk:sqs" -> json(call, Service.SQS, "1.0", "AmazonSQS.");
      case "aws-sdk:eventbridge" -> json(call, Service.EVENTS, "1.1", "AWSEvents.");
      case "aws-sdk:sfn" -> states(call);
      case "aws-sdk:sns" -> notifications(call);
      case "aws-sdk:lambda" ->
          call.action().equals("invoke") ? lambda.sdk(call) : Integrations.notModelled(call);
      case "aws-sdk:s3" -> objects.call(call);
      default -> Integrations.notModelled(call);
    };
  }

  /** A JSON service whose parameters are named as in the API. */
  private Outcome json(TaskCall call, Service service, String version, String prefix)
      throws InterruptedException {
    var reply =
        wire.json(
            call.caller(),
            service.signing(),
            version,
            prefix + Texts.capital(call.action()),
            Texts.stringified(call.arguments(), "MessageBody"));
    return reply.failed() ? Failures.sdk(service, reply) : new Outcome.Succeeded(reply.json());
  }

  private Outcome states(TaskCall call) throws InterruptedException {
    var reply =
        wire.json(
            call.caller(),
            "states",
            "1.0",
            "AWSStepFunctions." + Texts.capital(call.action()),
            Texts.uncapitalized(
                Texts.stringified(call.arguments(), "Input", "Output", "Definition")));
    return reply.failed()
        ? Failures.sdk(Service.STATES, reply)
        : new Outcome.Succeeded(Texts.capitalized(reply.json()));
  }

  private Outcome notifications(TaskCall call) throws InterruptedException {
    var form =
        Query.form(Texts.capital(call.action()), Texts.stringified(call.arguments(), "Message"));
    var reply = wire.query(call.caller(), "sns", form);
    return reply.failed()
        ? Failures.sdk(Service.SNS, reply)
        : new Outcome.Succeeded(Query.result(reply.text()));
  }
}
