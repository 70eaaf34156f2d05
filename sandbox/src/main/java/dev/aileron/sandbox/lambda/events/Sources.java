package dev.aileron.sandbox.lambda.events;

import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.lambda.calls.Services;
import dev.aileron.sandbox.lambda.control.EventSourceMapping.Source;
import dev.aileron.sandbox.lambda.control.SourceCheck;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Reply;

/** Looks for queues and streams at the services that have them. */
public final class Sources implements SourceCheck {

  private final Services services;

  public Sources(Services services) {
    this.services = services;
  }

  @Override
  public void check(Caller caller, Source source, String arn, int functionTimeout)
      throws InterruptedException {
    switch (source) {
      case SQS -> checkQueue(caller, arn, functionTimeout);
      case KINESIS ->
          checkStream(caller, "kinesis", "Kinesis_20131202.DescribeStreamSummary", "1.1", arn);
      case DYNAMODB ->
          checkStream(caller, "dynamodb", "DynamoDBStreams_20120810.DescribeStream", "1.0", arn);
    }
  }

  private void checkQueue(Caller caller, String arn, int functionTimeout)
      throws InterruptedException {
    var url = queueUrl(services, caller, arn);
    var wanted = Reply.object().put("QueueUrl", url);
    wanted.putArray("AttributeNames").add("VisibilityTimeout");
    var attributes = services.json(caller, "sqs", "AmazonSQS.GetQueueAttributes", "1.0", wanted);
    int visibility =
        attributes.body().path("Attributes").path("VisibilityTimeout").asInt(Integer.MAX_VALUE);
    if (visibility < functionTimeout) {
      throw Errors.invalid(
          "Queue visibility timeout: %d seconds is less than Function timeout: %d seconds"
              .formatted(visibility, functionTimeout));
    }
  }

  /** The address of a queue; the error is that of a mapping to one that is not there. */
  static String queueUrl(Services services, Caller caller, String arn) throws InterruptedException {
    var parts = arn.split(":", 6);
    var result =
        services.json(
            caller,
            "sqs",
            "AmazonSQS.GetQueueUrl",
            "1.0",
            Reply.object().put("QueueName", parts[5]).put("QueueOwnerAWSAccountId", parts[4]));
    if (!result.ok()) {
      throw Errors.invalid(
          "Error occurred while ReceiveMessage. SQS Error Code:"
              + " AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue"
              + " does not exist.");
    }
    return result.body().path("QueueUrl").asText();
  }

  private void checkStream(Caller caller, String service, String target, String version, String arn)
      throws InterruptedException {
    var name = source(arn);
    var input = Reply.object();
    if (service.equals("kinesis")) {
      input.put("StreamName", name).put("StreamARN", arn);
    } else {
      input.put("StreamArn", arn);
    }
    if (!services.json(caller, service, target, version, input).ok()) {
      throw Errors.invalid("Stream not found: " + arn);
    }
  }

  private static String source(String arn) {
    return arn.substring(arn.indexOf('/') + 1);
  }
}
