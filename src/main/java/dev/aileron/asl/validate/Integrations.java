package dev.aileron.asl.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The integrations that Step Functions has made for services ("Integrating optimized services"),
 * with the actions of each and how they can be waited for.
 */
final class Integrations {
  /**
   * An action.
   *
   * @param sync whether {@code .sync} exists for it
   * @param required fields that its Parameters or Arguments must have
   */
  record Action(String name, boolean sync, List<String> required) {}

  /**
   * A service.
   *
   * @param callback whether {@code .waitForTaskToken} exists for it
   * @param open whether it has more actions than are known here
   */
  record Service(String name, boolean callback, boolean open, Map<String, Action> actions) {
    boolean sync() {
      return actions.values().stream().anyMatch(Action::sync);
    }
  }

  private static final Map<String, Service> SERVICES = new LinkedHashMap<>();

  static {
    service("apigateway", true, "invoke(ApiEndpoint,Method)");
    service(
        "athena",
        false,
        "startQueryExecution.sync(QueryString)",
        "stopQueryExecution(QueryExecutionId)",
        "getQueryExecution(QueryExecutionId)",
        "getQueryResults(QueryExecutionId)");
    service("batch", false, "submitJob.sync(JobDefinition,JobName,JobQueue)");
    service("bedrock", true, "invokeModel(ModelId)", "createModelCustomizationJob.sync");
    service(
        "codebuild",
        false,
        "startBuild.sync(ProjectName)",
        "stopBuild",
        "batchDeleteBuilds",
        "batchGetReports",
        "startBuildBatch.sync",
        "stopBuildBatch",
        "retryBuildBatch.sync",
        "deleteBuildBatch");
    service("databrew", false, "startJobRun.sync(Name)");
    service(
        "dynamodb",
        false,
        "getItem(TableName,Key)",
        "putItem(TableName,Item)",
        "updateItem(TableName,Key)",
        "deleteItem(TableName,Key)");
    service("ecs", true, "runTask.sync(TaskDefinition)");
    service(
        "eks",
        true,
        "createCluster.sync",
        "deleteCluster.sync",
        "createFargateProfile.sync",
        "deleteFargateProfile.sync",
        "createNodegroup.sync",
        "deleteNodegroup.sync",
        "runJob.sync",
        "call");
    service(
        "elasticmapreduce",
        false,
        "createCluster.sync",
        "setClusterTerminationProtection",
        "terminateCluster.sync",
        "addStep.sync",
        "cancelStep",
        "modifyInstanceFleetByName",
        "modifyInstanceGroupByName");
    service(
        "emr-containers",
        false,
        "createVirtualCluster",
        "deleteVirtualCluster.sync",
        "startJobRun.sync");
    service(
        "emr-serverless",
        false,
        "createApplication.sync",
        "startApplication.sync",
        "stopApplication.sync",
        "deleteApplication.sync",
        "startJobRun.sync",
        "cancelJobRun.sync");
    service("events", true, "putEvents(Entries)");
    service("glue", false, "startJobRun.sync(JobName)");
    service("http", false, "invoke(ApiEndpoint,Method)");
    service("lambda", true, "invoke(FunctionName)");
    service("mediaconvert", false, "createJob.sync");
    service(
        "sagemaker",
        false,
        "createEndpoint",
        "createEndpointConfig",
        "createHyperParameterTuningJob.sync",
        "createLabelingJob.sync",
        "createModel",
        "createProcessingJob.sync",
        "createTrainingJob.sync",
        "createTransformJob.sync",
        "updateEndpoint");
    service("sns", true, "publish(Message)");
    service("sqs", true, "sendMessage(QueueUrl,MessageBody)");
    service("states", true, "startExecution.sync(StateMachineArn)");
    // Newer than the lists of actions that this one was made from.
    SERVICES.put("bedrockagentcore", new Service("bedrockagentcore", false, true, Map.of()));
  }

  private Integrations() {}

  private static void service(String name, boolean callback, String... actions) {
    Map<String, Action> byName = new LinkedHashMap<>();
    for (String each : actions) {
      int open = each.indexOf('(');
      String head = open < 0 ? each : each.substring(0, open);
      List<String> required =
          open < 0
              ? List.of()
              : Arrays.asList(each.substring(open + 1, each.length() - 1).split(","));
      boolean sync = head.endsWith(".sync");
      String action = sync ? head.substring(0, head.length() - ".sync".length()) : head;
      byName.put(action, new Action(action, sync, required));
    }
    SERVICES.put(name, new Service(name, callback, false, byName));
  }

  static Set<String> names() {
    return SERVICES.keySet();
  }

  static @Nullable Service service(String name) {
    return SERVICES.get(name);
  }

  /** The services that have {@code .sync}, for a sentence. */
  static List<String> withSync() {
    List<String> names = new ArrayList<>();
    SERVICES.values().stream().filter(Service::sync).forEach(s -> names.add(s.name()));
    return names;
  }
}
