package dev.aileron.kinds.workflow;

import dev.aileron.asl.DefinitionException;
import dev.aileron.asl.DefinitionText;
import dev.aileron.kinds.workflow.WorkflowObserved.Alias;
import dev.aileron.kinds.workflow.WorkflowObserved.Machine;
import dev.aileron.kinds.workflow.WorkflowObserved.Version;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineAliasResponse;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.RoutingConfigurationListItem;

/** From the SDK's responses to this kind's words. Enumerations stay text: AWS adds words. */
final class SfnModel {
  private SfnModel() {}

  /** The state machine, without its tags. */
  static Machine machine(DescribeStateMachineResponse response) {
    return new Machine(
        response.stateMachineArn(),
        canonical(response.definition()),
        response.roleArn(),
        response.typeAsString(),
        response.statusAsString() == null ? "ACTIVE" : response.statusAsString(),
        response.revisionId() == null ? "" : response.revisionId(),
        false,
        null);
  }

  /** A version, which is described as a state machine of its own. */
  static Version version(String arn, DescribeStateMachineResponse response) {
    return new Version(
        WorkflowObserved.lastPart(arn), arn, canonical(response.definition()), response.roleArn());
  }

  static Alias.Present alias(DescribeStateMachineAliasResponse response) {
    return new Alias.Present(
        response.stateMachineAliasArn(),
        response.routingConfiguration().stream()
            .collect(
                Collectors.toMap(
                    RoutingConfigurationListItem::stateMachineVersionArn,
                    RoutingConfigurationListItem::weight)));
  }

  /** AWS keeps the text as it was sent; what somebody wrote by hand has another form. */
  private static String canonical(String definition) {
    try {
      return DefinitionText.canonical(DefinitionText.parse(definition));
    } catch (DefinitionException e) {
      return definition;
    }
  }
}
