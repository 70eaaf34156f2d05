package dev.aileron.sandbox.states;

import static dev.aileron.sandbox.states.Field.data;
import static dev.aileron.sandbox.states.Field.flag;
import static dev.aileron.sandbox.states.Field.number;
import static dev.aileron.sandbox.states.Field.structure;
import static dev.aileron.sandbox.states.Field.structures;
import static dev.aileron.sandbox.states.Field.text;
import static dev.aileron.sandbox.states.Field.texts;
import static dev.aileron.sandbox.states.Field.word;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters of every operation, from the API's model of 2016-11-23. */
final class Shapes {
  private static final int ARN = 256;
  private static final int LONG_ARN = 2000;
  private static final int DEFINITION_BYTES = 1_048_576;
  private static final int DATA_BYTES = 262_144;
  private static final int DESCRIPTION = 256;
  private static final int CAUSE = 32_768;

  private static final Field NAME = text("name", 1, 80);
  private static final Field MACHINE = text("stateMachineArn", 1, ARN);
  private static final Field EXECUTION = text("executionArn", 1, ARN);
  private static final Field ALIAS = text("stateMachineAliasArn", 1, ARN);
  private static final Field ACTIVITY = text("activityArn", 1, ARN);
  private static final Field MAP_RUN = text("mapRunArn", 1, LONG_ARN);
  private static final Field ROLE = text("roleArn", 1, ARN);
  private static final Field RESOURCE = text("resourceArn", 1, ARN);
  private static final Field DEFINITION =
      data("definition", DEFINITION_BYTES).between(1, DEFINITION_BYTES);
  private static final Field INPUT = data("input", DATA_BYTES);
  private static final Field TYPE = word("type", "STANDARD", "EXPRESS");
  private static final Field DESCRIBED = text("description", 0, DESCRIPTION).hidden();
  private static final Field VERSION_DESCRIPTION =
      text("versionDescription", 0, DESCRIPTION).hidden();
  private static final Field TRACE = text("traceHeader", 0, 256).like("\\p{ASCII}*");
  private static final Field INCLUDED = word("includedData", "ALL_DATA", "METADATA_ONLY");
  private static final Field TOKEN = text("taskToken", 1, 2048);
  private static final Field ERROR = text("error", 0, 256).hidden();
  private static final Field CAUSED = text("cause", 0, CAUSE).hidden();
  private static final Field PAGE = number("maxResults", 0, 1000);
  private static final Field NEXT = text("nextToken", 1, 1024);
  private static final Field TAGS = structures("tags", text("key", 1, 128), text("value", 0, 256));
  private static final Field LOGGING =
      structure(
          "loggingConfiguration",
          word("level", "ALL", "ERROR", "FATAL", "OFF"),
          flag("includeExecutionData"),
          structures(
              "destinations", structure("cloudWatchLogsLogGroup", text("logGroupArn", 1, ARN))));
  private static final Field TRACING = structure("tracingConfiguration", flag("enabled"));
  private static final Field ENCRYPTION =
      structure(
          "encryptionConfiguration",
          text("kmsKeyId", 1, 2048),
          number("kmsDataKeyReusePeriodSeconds", 60, 900),
          word("type", "AWS_OWNED_KEY", "CUSTOMER_MANAGED_KMS_KEY").must());
  private static final Field ROUTING =
      structures(
              "routingConfiguration",
              text("stateMachineVersionArn", 1, ARN).must(),
              number("weight", 0, 100).must())
          .between(1, 2);

  private static final Map<String, List<Field>> OPERATIONS =
      Map.ofEntries(
          entry("CreateActivity", List.of(NAME.must(), TAGS, ENCRYPTION)),
          entry(
              "CreateStateMachine",
              List.of(
                  NAME.must(),
                  DEFINITION.must(),
                  ROLE.must(),
                  TYPE,
                  LOGGING,
                  TAGS,
                  TRACING,
                  flag("publish"),
                  VERSION_DESCRIPTION,
                  ENCRYPTION)),
          entry(
              "CreateStateMachineAlias",
              List.of(
                  DESCRIBED,
                  NAME.must().like("^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$"),
                  ROUTING.must())),
          entry("DeleteActivity", List.of(ACTIVITY.must())),
          entry("DeleteStateMachine", List.of(MACHINE.must())),
          entry("DeleteStateMachineAlias", List.of(ALIAS.must())),
          entry(
              "DeleteStateMachineVersion",
              List.of(text("stateMachineVersionArn", 1, LONG_ARN).must())),
          entry("DescribeActivity", List.of(ACTIVITY.must())),
          entry("DescribeExecution", List.of(EXECUTION.must(), INCLUDED)),
          entry("DescribeMapRun", List.of(MAP_RUN.must())),
          entry("DescribeStateMachine", List.of(MACHINE.must(), INCLUDED)),
          entry("DescribeStateMachineAlias", List.of(ALIAS.must())),
          entry("DescribeStateMachineForExecution", List.of(EXECUTION.must(), INCLUDED)),
          entry("GetActivityTask", List.of(ACTIVITY.must(), text("workerName", 1, 80))),
          entry(
              "GetExecutionHistory",
              List.of(
                  EXECUTION.must(),
                  PAGE,
                  flag("reverseOrder"),
                  NEXT,
                  flag("includeExecutionData"))),
          entry("ListActivities", List.of(PAGE, NEXT)),
          entry(
              "ListExecutions",
              List.of(
                  MACHINE,
                  word(
                      "statusFilter",
                      "RUNNING",
                      "SUCCEEDED",
                      "FAILED",
                      "TIMED_OUT",
                      "ABORTED",
                      "PENDING_REDRIVE"),
                  PAGE,
                  text("nextToken", 1, 3096),
                  MAP_RUN,
                  word("redriveFilter", "REDRIVEN", "NOT_REDRIVEN"))),
          entry("ListMapRuns", List.of(EXECUTION.must(), PAGE, NEXT)),
          entry("ListStateMachineAliases", List.of(MACHINE.must(), NEXT, PAGE)),
          entry("ListStateMachineVersions", List.of(MACHINE.must(), NEXT, PAGE)),
          entry("ListStateMachines", List.of(PAGE, NEXT)),
          entry("ListTagsForResource", List.of(RESOURCE.must())),
          entry(
              "PublishStateMachineVersion",
              List.of(MACHINE.must(), text("revisionId", 0, ARN), DESCRIBED)),
          entry(
              "RedriveExecution",
              List.of(EXECUTION.must(), text("clientToken", 1, 64).like("[!-~]+"))),
          entry("SendTaskFailure", List.of(TOKEN.must(), ERROR, CAUSED)),
          entry("SendTaskHeartbeat", List.of(TOKEN.must())),
          entry("SendTaskSuccess", List.of(TOKEN.must(), data("output", DATA_BYTES).must())),
          entry("StartExecution", List.of(MACHINE.must(), NAME, INPUT, TRACE)),
          entry("StartSyncExecution", List.of(MACHINE.must(), NAME, INPUT, TRACE, INCLUDED)),
          entry("StopExecution", List.of(EXECUTION.must(), ERROR, CAUSED)),
          entry("TagResource", List.of(RESOURCE.must(), TAGS.must())),
          entry(
              "TestState",
              List.of(
                  DEFINITION.must(),
                  ROLE,
                  INPUT,
                  word("inspectionLevel", "INFO", "DEBUG", "TRACE"),
                  flag("revealSecrets"),
                  data("variables", DATA_BYTES),
                  text("stateName", 1, 80),
                  structure(
                      "mock",
                      data("result", DATA_BYTES),
                      structure("errorOutput", ERROR, CAUSED),
                      word("fieldValidationMode", "STRICT", "PRESENT", "NONE")),
                  data("context", DATA_BYTES),
                  structure(
                      "stateConfiguration",
                      number("retrierRetryCount", 0, Integer.MAX_VALUE),
                      text("errorCausedByState", 1, 80),
                      number("mapIterationFailureCount", 0, Integer.MAX_VALUE),
                      data("mapItemReaderData", DATA_BYTES)))),
          entry("UntagResource", List.of(RESOURCE.must(), texts("tagKeys").must())),
          entry(
              "UpdateMapRun",
              List.of(
                  MAP_RUN.must(),
                  number("maxConcurrency", 0, Integer.MAX_VALUE),
                  number("toleratedFailurePercentage", 0, 100),
                  number("toleratedFailureCount", 0, Long.MAX_VALUE))),
          entry(
              "UpdateStateMachine",
              List.of(
                  MACHINE.must(),
                  DEFINITION,
                  ROLE,
                  LOGGING,
                  TRACING,
                  flag("publish"),
                  VERSION_DESCRIPTION,
                  ENCRYPTION)),
          entry("UpdateStateMachineAlias", List.of(ALIAS.must(), DESCRIBED, ROUTING)),
          entry(
              "ValidateStateMachineDefinition",
              List.of(
                  DEFINITION.must(),
                  TYPE,
                  word("severity", "ERROR", "WARNING"),
                  number("maxResults", 0, 100))));

  private Shapes() {}

  static Set<String> operations() {
    return OPERATIONS.keySet();
  }

  /**
   * Checks the parameters of a call.
   *
   * @throws dev.aileron.sandbox.aws.model.AwsError a ValidationException that names all that is
   *     wrong
   */
  static void check(String operation, JsonNode body) {
    var wrong = new ArrayList<String>();
    OPERATIONS.getOrDefault(operation, List.of()).forEach(field -> field.check(body, "", wrong));
    if (!wrong.isEmpty()) {
      throw Errors.validation(
          "%d validation error%s detected: %s"
              .formatted(wrong.size(), wrong.size() == 1 ? "" : "s", String.join("; ", wrong)));
    }
  }
}
