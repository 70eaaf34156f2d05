package dev.aileron.kinds.workflow;

import dev.aileron.aws.AwsCall;
import dev.aileron.aws.AwsClients;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.AwsErrors;
import dev.aileron.aws.AwsFailure;
import dev.aileron.kinds.workflow.WorkflowObserved.Alias;
import dev.aileron.kinds.workflow.WorkflowObserved.Machine;
import dev.aileron.kinds.workflow.WorkflowObserved.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.RoutingConfigurationListItem;
import software.amazon.awssdk.services.sfn.model.Tag;

/** Step Functions through the AWS SDK. The only class of this kind that knows SDK types. */
public final class SfnWorkflowGateway implements WorkflowGateway {
  private static final String SFN = "sfn";
  private static final int EVERYTHING = 100;
  private static final int MAX_COUNTED = 1000;

  private final AwsClients clients;

  public SfnWorkflowGateway(AwsClients clients) {
    this.clients = clients;
  }

  @Override
  public String arn(AwsEnvironment environment, String name) {
    return "arn:%s:states:%s:%s:stateMachine:%s"
        .formatted(
            Region.of(environment.region()).metadata() == null
                ? "aws"
                : Region.of(environment.region()).metadata().partition().id(),
            environment.region(),
            clients.accountID(environment),
            name);
  }

  @Override
  public Optional<Machine> machine(AwsEnvironment environment, String arn) {
    return describe(environment, arn).map(SfnModel::machine);
  }

  @Override
  public Optional<Version> version(AwsEnvironment environment, String versionARN) {
    return describe(environment, versionARN)
        .map(response -> SfnModel.version(versionARN, response));
  }

  private Optional<DescribeStateMachineResponse> describe(AwsEnvironment environment, String arn) {
    return found(() ->
        call(
            environment,
            "DescribeStateMachine",
            sfn -> sfn.describeStateMachine(b -> b.stateMachineArn(arn))));
  }

  @Override
  public Map<String, String> tags(AwsEnvironment environment, String arn) {
    return call(
            environment,
            "ListTagsForResource",
            sfn -> sfn.listTagsForResource(b -> b.resourceArn(arn)))
        .tags()
        .stream()
        .collect(Collectors.toMap(Tag::key, Tag::value));
  }

  @Override
  public Optional<Alias.Present> alias(AwsEnvironment environment, String aliasARN) {
    return found(() ->
            call(
                environment,
                "DescribeStateMachineAlias",
                sfn -> sfn.describeStateMachineAlias(b -> b.stateMachineAliasArn(aliasARN))))
        .map(SfnModel::alias);
  }

  @Override
  public String create(AwsEnvironment environment, WorkflowDesired desired) {
    return call(
            environment,
            "CreateStateMachine",
            sfn ->
                sfn.createStateMachine(b ->
                    b.name(desired.name())
                        .type(desired.type())
                        .definition(desired.content().definition())
                        .roleArn(desired.content().roleARN())
                        .loggingConfiguration(SfnModel.request(desired.content().logging()))
                        .tracingConfiguration(t -> t.enabled(desired.content().tracing()))
                        .encryptionConfiguration(SfnModel.request(desired.content().encryption()))
                        .tags(tags(desired.tags()))
                        // Publishing is a step of its own, with the revision that was read.
                        .publish(false)))
        .stateMachineArn();
  }

  @Override
  public Optional<String> update(AwsEnvironment environment, WorkflowStep.UpdateStateMachine step) {
    return Optional.ofNullable(
        call(
                environment,
                "UpdateStateMachine",
                sfn ->
                    sfn.updateStateMachine(b ->
                        b.stateMachineArn(step.arn())
                            .definition(step.content().definition())
                            .roleArn(step.content().roleARN())
                            .loggingConfiguration(SfnModel.request(step.content().logging()))
                            .tracingConfiguration(t -> t.enabled(step.content().tracing()))
                            .encryptionConfiguration(SfnModel.request(step.content().encryption()))
                            .publish(false)))
            .revisionId());
  }

  @Override
  public void tag(AwsEnvironment environment, WorkflowStep.Tag step) {
    call(
        environment,
        "TagResource",
        sfn -> sfn.tagResource(b -> b.resourceArn(step.arn()).tags(tags(step.tags()))));
  }

  @Override
  public void untag(AwsEnvironment environment, WorkflowStep.Untag step) {
    call(
        environment,
        "UntagResource",
        sfn -> sfn.untagResource(b -> b.resourceArn(step.arn()).tagKeys(step.keys())));
  }

  @Override
  public String publish(AwsEnvironment environment, WorkflowStep.PublishVersion step) {
    return call(
            environment,
            "PublishStateMachineVersion",
            sfn ->
                sfn.publishStateMachineVersion(b ->
                    b.stateMachineArn(step.arn())
                        .revisionId(step.revisionID())
                        .description(step.desired().versionDescription())))
        .stateMachineVersionArn();
  }

  @Override
  public String createAlias(AwsEnvironment environment, WorkflowStep.CreateAlias step) {
    return call(
            environment,
            "CreateStateMachineAlias",
            sfn ->
                sfn.createStateMachineAlias(
                    b -> b.name(step.alias()).routingConfiguration(all(step.versionARN()))))
        .stateMachineAliasArn();
  }

  @Override
  public void updateAlias(AwsEnvironment environment, WorkflowStep.UpdateAlias step) {
    call(
        environment,
        "UpdateStateMachineAlias",
        sfn ->
            sfn.updateStateMachineAlias(b ->
                b.stateMachineAliasArn(step.aliasARN())
                    .routingConfiguration(all(step.versionARN()))));
  }

  /** A page may be empty and still not be the last one. */
  @Override
  public int running(AwsEnvironment environment, String arn) {
    ListExecutionsRequest request =
        ListExecutionsRequest.builder()
            .stateMachineArn(arn)
            .statusFilter(ExecutionStatus.RUNNING)
            .maxResults(MAX_COUNTED)
            .build();
    while (true) {
      ListExecutionsRequest page = request;
      ListExecutionsResponse response =
          call(environment, "ListExecutions", sfn -> sfn.listExecutions(page));
      if (!response.executions().isEmpty() || response.nextToken() == null) {
        return response.executions().size();
      }
      request = request.toBuilder().nextToken(response.nextToken()).build();
    }
  }

  @Override
  public void delete(AwsEnvironment environment, String arn) {
    call(
        environment,
        "DeleteStateMachine",
        sfn -> sfn.deleteStateMachine(b -> b.stateMachineArn(arn)));
  }

  private static RoutingConfigurationListItem all(String versionARN) {
    return RoutingConfigurationListItem.builder()
        .stateMachineVersionArn(versionARN)
        .weight(EVERYTHING)
        .build();
  }

  private static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private <T> T call(AwsEnvironment environment, String operation, Function<SfnClient, T> request) {
    return AwsCall.of(SFN, operation, () -> request.apply(clients.sfn(environment)));
  }

  private static <T> Optional<T> found(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (AwsFailure e) {
      if (AwsErrors.reaction(e) == AwsErrors.Reaction.GONE) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
