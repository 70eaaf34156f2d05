package dev.aileron.kinds.workflow;

import dev.aileron.asl.DefinitionException;
import dev.aileron.asl.DefinitionText;
import dev.aileron.kinds.workflow.WorkflowContent.Encryption;
import dev.aileron.kinds.workflow.WorkflowContent.Logging;
import dev.aileron.kinds.workflow.WorkflowObserved.Alias;
import dev.aileron.kinds.workflow.WorkflowObserved.Machine;
import dev.aileron.kinds.workflow.WorkflowObserved.Version;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineAliasResponse;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.EncryptionConfiguration;
import software.amazon.awssdk.services.sfn.model.EncryptionType;
import software.amazon.awssdk.services.sfn.model.LogLevel;
import software.amazon.awssdk.services.sfn.model.LoggingConfiguration;
import software.amazon.awssdk.services.sfn.model.RoutingConfigurationListItem;

/** Between this kind's words and the SDK's. Enumerations stay text: AWS adds words. */
final class SfnModel {
  private SfnModel() {}

  /** The state machine, without its tags. */
  static Machine machine(DescribeStateMachineResponse response) {
    return new Machine(
        response.stateMachineArn(),
        content(response),
        response.typeAsString(),
        response.statusAsString() == null ? "ACTIVE" : response.statusAsString(),
        response.revisionId() == null ? "" : response.revisionId(),
        false,
        null);
  }

  /** A version, which is described as a state machine of its own. */
  static Version version(String arn, DescribeStateMachineResponse response) {
    return new Version(WorkflowObserved.lastPart(arn), arn, content(response));
  }

  private static WorkflowContent content(DescribeStateMachineResponse response) {
    return new WorkflowContent(
        canonical(response.definition()),
        response.roleArn(),
        logging(response.loggingConfiguration()),
        response.tracingConfiguration() != null && response.tracingConfiguration().enabled(),
        encryption(response.encryptionConfiguration()));
  }

  private static Logging logging(@Nullable LoggingConfiguration logging) {
    if (logging == null || logging.level() == LogLevel.OFF || logging.destinations().isEmpty()) {
      return Logging.OFF;
    }
    return new Logging(
        logging.levelAsString(),
        Boolean.TRUE.equals(logging.includeExecutionData()),
        logging.destinations().getFirst().cloudWatchLogsLogGroup().logGroupArn());
  }

  private static @Nullable Encryption encryption(@Nullable EncryptionConfiguration encryption) {
    return encryption == null || encryption.kmsKeyId() == null
        ? null
        : new Encryption(encryption.kmsKeyId(), encryption.kmsDataKeyReusePeriodSeconds());
  }

  static LoggingConfiguration request(Logging logging) {
    LoggingConfiguration.Builder request =
        LoggingConfiguration.builder()
            .level(logging.level())
            .includeExecutionData(logging.includesExecutionData());
    return logging.logGroupARN().isEmpty()
        ? request.build()
        : request
            .destinations(d -> d.cloudWatchLogsLogGroup(g -> g.logGroupArn(logging.logGroupARN())))
            .build();
  }

  static EncryptionConfiguration request(@Nullable Encryption encryption) {
    return encryption == null
        ? EncryptionConfiguration.builder().type(EncryptionType.AWS_OWNED_KEY).build()
        : EncryptionConfiguration.builder()
            .type(EncryptionType.CUSTOMER_MANAGED_KMS_KEY)
            .kmsKeyId(encryption.kmsKeyARN())
            .kmsDataKeyReusePeriodSeconds(encryption.dataKeyReuseSeconds())
            .build();
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
