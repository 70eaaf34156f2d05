package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** What AWS was asked in each recorded case, in order, with the names of the answers. */
final class ReplayScripts {
  private static final String ACCOUNT = "111111111111";
  private static final String ROLE = "arn:aws:iam::111111111111:role/states";
  private static final String OTHER_ROLE = "arn:aws:iam::111111111111:role/other";
  private static final String ARN = "arn:aws:states:eu-west-1:111111111111:";
  private static final String PASS = passing("BASE_PASS_RESULT", "argument1");

  private static final String WAITS =
      """
      {"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"End":true}}}
      """;

  /** An answer and what was asked. */
  record Said(String operation, Surround.Answer answer) {}

  private final Map<String, Said> said = new LinkedHashMap<>();
  private Surround surround = Surround.inline(Settings.fast(1), ACCOUNT);
  private JsonNode recorded = Json.object();
  private int names;

  static String passing(String comment, String argument) {
    return """
    {"Comment":"%s","StartAt":"State_1","States":{"State_1":{"Type":"Pass","Result":{"Arg1":"%s"},"End":true}}}\
    """
        .formatted(comment, argument);
  }

  /** Plays a case on a fresh service; gives its answers by the names that the recording has. */
  Map<String, Said> play(String name, JsonNode recording) {
    surround.close();
    surround = Surround.inline(Settings.fast(1), ACCOUNT);
    said.clear();
    recorded = recording;
    switch (name.substring(0, name.indexOf(' '))) {
      case "test_sfn_api" -> machines(test(name));
      case "test_sfn_api_versioning" -> versions(test(name));
      case "test_sfn_api_aliasing" -> aliases(test(name));
      case "test_sfn_api_activities" -> activities(test(name), parameter(name));
      case "test_sfn_api_express" -> express(test(name));
      case "test_sfn_api_logs" -> logs(test(name));
      case "test_sfn_api_tagging" -> tags(test(name), parameter(name));
      case "test_sfn_api_validation" -> validation(parameter(name));
      case "test_sfn_api_variable_references" -> references();
      default -> {}
    }
    return said;
  }

  private static String test(String name) {
    var test = name.substring(name.indexOf(' ') + 1);
    return test.contains("[") ? test.substring(0, test.indexOf('[')) : test;
  }

  private static String parameter(String name) {
    return name.contains("[") ? name.substring(name.indexOf('[') + 1, name.length() - 1) : "";
  }

  private JsonNode ask(String as, String operation, JsonNode body) {
    var answer = surround.call(operation, body);
    said.put(as, new Said(operation, answer));
    return answer.body();
  }

  private static ObjectNode body(Object... fields) {
    var body = Json.object();
    for (int i = 0; i < fields.length; i += 2) {
      var value = fields[i + 1];
      body.set(
          String.valueOf(fields[i]),
          value instanceof JsonNode node ? node : Json.MAPPER.valueToTree(value));
    }
    return body;
  }

  private ObjectNode machine(String definition) {
    return body("name", "machine-" + names++, "definition", definition, "roleArn", ROLE);
  }

  private String create(String as, ObjectNode body) {
    return ask(as, "CreateStateMachine", body).path("stateMachineArn").asText();
  }

  private void describe(String as, String arn) {
    ask(as, "DescribeStateMachine", body("stateMachineArn", arn));
  }

  private void machines(String test) {
    switch (test) {
      case "test_cloudformation_definition_create_describe",
          "test_cloudformation_definition_string_create_describe" ->
          describe(
              "describe_state_machine_response",
              create("created", machine(PASS).put("name", "state_machine_name")));
      case "test_create_delete_invalid_sm" ->
          create("invalid_definition_1", machine("{\"StartAt\":\"State_1\"}"));
      case "test_create_duplicate_definition_format_sm" -> {
        var wanted = machine(PASS);
        describe("describe_resp_1", create("creation_resp_1", wanted));
        create("already_exists_1", wanted.deepCopy().put("definition", PASS + " "));
      }
      case "test_create_duplicate_sm_name" -> {
        var wanted = machine(PASS);
        describe("describe_resp_1", create("creation_resp_1", wanted));
        create(
            "already_exists_1", wanted.deepCopy().put("definition", passing("Other", "argument1")));
      }
      case "test_create_exact_duplicate_sm" -> {
        var wanted = machine(PASS);
        var arn = create("creation_resp_1", wanted);
        describe("describe_resp_1", arn);
        create("creation_resp_2", wanted);
        describe("describe_resp_2", arn);
        describe("describe_resp_1_2", arn);
      }
      case "test_create_update_state_machine_base_definition" -> {
        var arn = create("creation_resp_t0", machine(PASS));
        describe("describe_resp_t0", arn);
        update("update_state_machine_res", arn, "AfterUpdate1", null);
        describe("describe_resp_t1", arn);
        update("update_state_machine_res_t2", arn, "AfterUpdate2", null);
        describe("describe_resp_t2", arn);
      }
      case "test_create_update_state_machine_base_definition_and_role" -> {
        var arn = create("creation_resp_t0", machine(PASS));
        describe("describe_resp_t0", arn);
        update("update_state_machine_res_t1", arn, "AfterUpdate1", OTHER_ROLE);
        describe("describe_resp_t1", arn);
        update("update_state_machine_res_t2", arn, "AfterUpdate2", OTHER_ROLE + "2");
        describe("describe_resp_t2", arn);
      }
      case "test_create_update_state_machine_base_update_none" -> {
        var arn = create("creation_resp_t0", machine(PASS));
        describe("describe_resp_t0", arn);
        ask("missing_required_parameter", "UpdateStateMachine", body("stateMachineArn", arn));
      }
      case "test_describe_nonexistent_sm" ->
          describe("describe_nonexistent_sm", ARN + "stateMachine:sm_nonexistent_arn");
      case "test_list_sms" -> {
        var arns =
            List.of(
                create("creation_resp_0", machine(PASS)),
                create("creation_resp_1", machine(PASS)),
                create("creation_resp_2", machine(PASS)));
        listed("lst_resp_filter");
        for (int i = 0; i < arns.size(); i++) {
          ask("deletion_resp_" + i, "DeleteStateMachine", body("stateMachineArn", arns.get(i)));
        }
        listed("lst_resp_del_filter");
      }
      default -> executions(test);
    }
  }

  private void update(String as, String arn, String argument, String role) {
    var body = body("stateMachineArn", arn, "definition", passing("BASE_PASS_RESULT", argument));
    if (role != null) {
      body.put("roleArn", role);
    }
    ask(as, "UpdateStateMachine", body);
  }

  /** The recording kept the list alone. */
  private void listed(String as) {
    var answer = surround.call("ListStateMachines", body());
    said.put(
        as,
        new Said(
            "ListStateMachines",
            new Surround.Answer(200, answer.body().path("stateMachines"), null)));
  }

  private String start(String as, String arn, String name) {
    return ask(as, "StartExecution", body("stateMachineArn", arn, "name", name, "input", "{}"))
        .path("executionArn")
        .asText();
  }

  private void executions(String test) {
    switch (test) {
      case "test_describe_execution_arn_containing_punctuation" -> {
        var arn = create("creation_resp", machine(PASS));
        var execution = start("exec_resp", arn, "state-name_1.2");
        ask("describe_execution", "DescribeExecution", body("executionArn", execution));
      }
      case "test_describe_execution_invalid_arn" ->
          ask("exception", "DescribeExecution", body("executionArn", "invalid_state_machine_arn"));
      case "test_describe_state_machine_for_execution" -> {
        var arn = create("creation_resp", machine(PASS));
        var execution = start("exec_resp", arn, "run");
        ask("describe_resp", "DescribeStateMachineForExecution", body("executionArn", execution));
      }
      case "test_get_execution_history_no_such_execution" ->
          ask(
              "exception",
              "GetExecutionHistory",
              body("executionArn", ARN + "execution:machine:invalid_execution_arn"));
      case "test_invalid_start_execution_arn" -> {
        var arn = create("creation_resp", machine(PASS));
        var name = arn.substring(arn.lastIndexOf(':') + 1);
        start("start_exec_of_deleted", ARN + "stateMachine:statemachine_invalid_" + name, "run");
      }
      case "test_list_execution_invalid_arn" ->
          ask("exception", "ListExecutions", body("stateMachineArn", "invalid_state_machine_arn"));
      case "test_list_execution_no_such_state_machine" ->
          ask(
              "exception",
              "ListExecutions",
              body("stateMachineArn", ARN + "stateMachine:ssm_nonexistent_arn"));
      case "test_list_executions_pagination" -> pagination();
      case "test_start_execution" -> {
        var arn = create("creation_resp", machine(PASS));
        var execution = start("exec_resp", arn, "run");
        ask("exec_list_resp", "ListExecutions", body("stateMachineArn", arn));
        ask("exec_hist_resp", "GetExecutionHistory", body("executionArn", execution));
      }
      case "test_start_execution_idempotent" -> {
        var arn = create("creation_resp", machine(WAITS));
        var execution = start("exec_resp", arn, "run");
        start("exec_resp_idempotent", arn, "run");
        ask("stop_res", "StopExecution", body("executionArn", execution));
        start("start_exec_already_exists", arn, "run");
      }
      default -> {}
    }
  }

  private void pagination() {
    var arn = create("creation_resp", machine(PASS));
    for (int i = 0; i < 13; i++) {
      start("started", arn, "run-" + i);
    }
    var first =
        ask(
            "list-executions-page-1",
            "ListExecutions",
            body("stateMachineArn", arn, "maxResults", 10));
    ask(
        "list-executions-page-2",
        "ListExecutions",
        body("stateMachineArn", arn, "maxResults", 10, "nextToken", first.path("nextToken")));
    ask(
        "list-executions-invalid-param-too-large",
        "ListExecutions",
        body("stateMachineArn", arn, "maxResults", 1001));
    ask(
        "list-executions-invalid-param-long-nextToken",
        "ListExecutions",
        body("stateMachineArn", arn, "nextToken", "x".repeat(3097)));
    ask("deletion_resp", "DeleteStateMachine", body("stateMachineArn", arn));
  }

  private void versions(String test) {
    switch (test) {
      case "test_create_publish_describe_no_version_description" -> {
        var arn = create("creation_resp_1", machine(PASS).put("publish", true));
        describe("describe_resp", arn);
        describe("describe_resp_version", arn + ":1");
      }
      case "test_create_with_version_description_no_publish" ->
          create("validation_exception", machine(PASS).put("versionDescription", "first"));
      case "test_empty_revision_with_publish_and_no_publish_on_creation" -> {
        var arn = create("creation_resp_1", machine(PASS));
        var same = body("stateMachineArn", arn, "definition", PASS, "publish", true);
        ask("update_resp_1", "UpdateStateMachine", same);
        ask("update_resp_2", "UpdateStateMachine", same);
      }
      case "test_list_delete_version" -> {
        var arn = create("creation_resp_1", machine(PASS).put("publish", true));
        ask("list_versions_resp_1", "ListStateMachineVersions", body("stateMachineArn", arn));
        describe("describe_resp_version", arn + ":1");
        var version = body("stateMachineVersionArn", arn + ":1");
        ask("delete_version_resp", "DeleteStateMachineVersion", version);
        ask("list_versions_resp_2", "ListStateMachineVersions", body("stateMachineArn", arn));
        ask("delete_version_resp_after_del", "DeleteStateMachineVersion", version);
      }
      case "test_publish_state_machine_version" -> publish();
      case "test_publish_state_machine_version_invalid_arn" ->
          ask("exception", "PublishStateMachineVersion", body("stateMachineArn", "invalid_arn"));
      case "test_publish_state_machine_version_no_such_machine" ->
          ask(
              "exception",
              "PublishStateMachineVersion",
              body("stateMachineArn", ARN + "stateMachine:ssm_nonexistent_arn"));
      default -> {}
    }
  }

  private JsonNode revise(String as, String arn, String comment) {
    return ask(
        as,
        "UpdateStateMachine",
        body("stateMachineArn", arn, "definition", passing(comment, "argument1")));
  }

  private void publish() {
    var arn = create("creation_resp_1", machine(PASS));
    var first = revise("update_resp_1", arn, "BASE_PASS_RESULT-R1");
    ask(
        "publish_v1",
        "PublishStateMachineVersion",
        body("stateMachineArn", arn, "revisionId", first.path("revisionId")));
    ask("list_versions_resp_1", "ListStateMachineVersions", body("stateMachineArn", arn));
    describe("describe_v1", arn + ":1");
    var second = revise("update_resp_2", arn, "BASE_PASS_RESULT-R2");
    ask(
        "publish_v2",
        "PublishStateMachineVersion",
        body(
            "stateMachineArn",
            arn,
            "revisionId",
            second.path("revisionId"),
            "description",
            "PublishedV2Description"));
    ask("list_versions_resp_2", "ListStateMachineVersions", body("stateMachineArn", arn));
    describe("describe_v2", arn + ":2");
    revise("update_resp_3", arn, "BASE_PASS_RESULT-R3");
    ask(
        "conflict_exception",
        "PublishStateMachineVersion",
        body("stateMachineArn", arn, "revisionId", second.path("revisionId")));
  }

  private ObjectNode alias(String name, String versionArn) {
    var routing = Json.object();
    routing
        .putArray("routingConfiguration")
        .addObject()
        .put("stateMachineVersionArn", versionArn)
        .put("weight", 100);
    routing.put("name", name).put("description", "create state machine alias description");
    return routing;
  }

  private void aliases(String test) {
    var arn = create("creation_response", machine(PASS).put("publish", true));
    switch (test) {
      case "test_base_create_alias_single_router_config" ->
          ask(
              "create_state_machine_alias_response",
              "CreateStateMachineAlias",
              alias("state_machine_alias_name", arn + ":1"));
      case "test_base_lifecycle_create_invoke_describe_list" -> invoked(arn);
      case "test_error_create_alias_invalid_name" ->
          recorded
              .fieldNames()
              .forEachRemaining(name ->
                  ask(
                      name,
                      "CreateStateMachineAlias",
                      alias(name.substring("exception_for_name".length()), arn + ":1")));
      case "test_error_create_alias_with_state_machine_arn" ->
          ask("exception", "CreateStateMachineAlias", alias("state_machine_alias_name", arn));
      case "test_idempotent_create_alias" -> {
        for (int i = 0; i < 2; i++) {
          ask(
              "create_state_machine_alias_response_attempt_" + i,
              "CreateStateMachineAlias",
              alias("state_machine_alias_name", arn + ":1"));
        }
        ask(
            "create_state_machine_alias_response_different_name",
            "CreateStateMachineAlias",
            alias("state_machine_alias_name-second", arn + ":1"));
        ask(
            "list_state_machine_aliases_response",
            "ListStateMachineAliases",
            body("stateMachineArn", arn));
      }
      default -> aliasPages(arn);
    }
  }

  private void invoked(String arn) {
    ask(
        "list_state_machine_aliases_response_empty",
        "ListStateMachineAliases",
        body("stateMachineArn", arn));
    var alias =
        ask(
                "create_state_machine_alias_response",
                "CreateStateMachineAlias",
                alias("state_machine_alias_name", arn + ":1"))
            .path("stateMachineAliasArn")
            .asText();
    var first = start("start_execution_response_through_alias", alias, "run-1");
    ask(
        "describe_execution_response_through_alias",
        "DescribeExecution",
        body("executionArn", first));
    var second = start("start_execution_response_through_version_arn", arn + ":1", "run-2");
    ask(
        "describe_execution_response_through_version_arn",
        "DescribeExecution",
        body("executionArn", second));
    ask("list_executions_response", "ListExecutions", body("stateMachineArn", arn));
  }

  private void aliasPages(String arn) {
    for (int i = 1; i <= 3; i++) {
      ask(
          "create_state_machine_alias_response-" + i,
          "CreateStateMachineAlias",
          alias("AliasName-" + i, arn + ":1"));
    }
    for (int most : List.of(0, 1001, 1)) {
      ask(
          "list_state_machine_aliases_max_results_" + most + "_response",
          "ListStateMachineAliases",
          body("stateMachineArn", arn, "maxResults", most));
    }
    var token =
        said.get("list_state_machine_aliases_max_results_1_response")
            .answer()
            .body()
            .path("nextToken");
    ask(
        "list_state_machine_aliases_next_token_response",
        "ListStateMachineAliases",
        body("stateMachineArn", arn, "nextToken", token));
  }

  private void activities(String test, String parameter) {
    switch (test) {
      case "test_create_activity_invalid_name" -> {
        var message = recorded.path("invalid_name").path("message").asText();
        var name = message.substring("Invalid Name: '".length(), message.length() - 1);
        ask("invalid_name", "CreateActivity", body("name", name));
      }
      case "test_create_describe_delete_activity" -> {
        var wanted = body("name", parameter);
        var arn = body("activityArn", activity("create_activity_response", wanted));
        activity("create_activity_response_duplicate", wanted);
        ask("describe_activity_response", "DescribeActivity", arn);
        ask("delete_activity_response", "DeleteActivity", arn);
        ask("delete_activity_response_2", "DeleteActivity", arn);
      }
      case "test_describe_deleted_activity" -> {
        var arn = body("activityArn", activity("created", body("name", "gone")));
        ask("deleted", "DeleteActivity", arn);
        ask("no_such_activity", "DescribeActivity", arn);
      }
      case "test_get_activity_task_invalid_arn" ->
          ask("exception", "GetActivityTask", body("activityArn", "no_an_activity_arn"));
      case "test_list_activities" -> {
        for (int i = 0; i < 3; i++) {
          activity("created", body("name", "activity-" + i));
        }
        ask("list_activities_response", "ListActivities", body());
      }
      default -> {}
    }
  }

  private String activity(String as, ObjectNode body) {
    return ask(as, "CreateActivity", body).path("activityArn").asText();
  }

  private void express(String test) {
    var wanted = machine(PASS).put("type", "EXPRESS");
    switch (test) {
      case "test_create_describe_delete" -> {
        var arn = create("creation_response", wanted);
        describe("describe_response", arn);
        ask("deletion_response", "DeleteStateMachine", body("stateMachineArn", arn));
      }
      case "test_start_sync_execution" -> {
        var arn = create("creation_response", wanted);
        ask(
            "start_execution_sync_response",
            "StartSyncExecution",
            body("stateMachineArn", arn, "input", "{}"));
      }
      case "test_start_async_describe_history_execution" -> {
        logGroups("group");
        wanted.set("loggingConfiguration", logging("ALL", true));
        var arn = create("creation_response", wanted);
        var execution = body("executionArn", start("started", arn, "run"));
        ask("list_executions_error", "ListExecutions", body("stateMachineArn", arn));
        ask("describe_execution_error", "DescribeExecution", execution);
        ask("stop_execution_error", "StopExecution", execution);
        ask("get_execution_history_error", "GetExecutionHistory", execution);
        said.put(
            "end_event", new Said("PutLogEvents", new Surround.Answer(200, lastLogged(), null)));
      }
      default -> {}
    }
  }

  /** The line of the last event that came to the log group. */
  private JsonNode lastLogged() {
    Awaitility.await().until(() -> lastLine().path("type").asText().equals("ExecutionSucceeded"));
    return lastLine();
  }

  private JsonNode lastLine() {
    var put = surround.seen("PutLogEvents");
    var events = put.isEmpty() ? Json.object() : put.getLast().path("logEvents");
    return events.isEmpty()
        ? Json.object()
        : Json.known(events.get(events.size() - 1).path("message").asText());
  }

  private void logGroups(String name) {
    surround.stubs.put(
        "logs",
        asked ->
            Surround.json(
                200,
                asked.operation().equals("DescribeLogGroups") && !name.isEmpty()
                    ? "{\"logGroups\":[{\"logGroupName\":\"" + name + "\"}]}"
                    : "{}"));
  }

  private static ObjectNode logging(String level, boolean data) {
    var logging = body("level", level, "includeExecutionData", data);
    logging
        .putArray("destinations")
        .addObject()
        .putObject("cloudWatchLogsLogGroup")
        .put("logGroupArn", "arn:aws:logs:eu-west-1:111111111111:log-group:group:*");
    return logging;
  }

  private void logs(String test) {
    var described = recorded.path("describe_resp").path("loggingConfiguration");
    var wanted = machine(PASS);
    switch (test) {
      case "test_deleted_log_group" -> {
        logGroups("");
        create("exception", wanted.set("loggingConfiguration", logging("ALL", true)));
      }
      case "test_incomplete_logging_configuration" -> {
        // What was given is what is described, but for the defaults.
        var given = Json.object();
        if (described.has("destinations")) {
          given.set("destinations", described.path("destinations"));
        }
        describe(
            "describe_resp", create("creation_resp", wanted.set("loggingConfiguration", given)));
      }
      default -> {
        logGroups("log_group_name");
        var given =
            logging(
                described.path("level").asText(),
                described.path("includeExecutionData").asBoolean());
        var text = given.toString().replace("group:*", "log_group_name:*");
        describe(
            "describe_resp",
            create(
                "creation_resp",
                wanted.set(
                    "loggingConfiguration",
                    Json.known(text.replace("log-log_group_name", "log-group")))));
      }
    }
  }

  private void tags(String test, String parameter) {
    var arn = create("creation_resp_1", machine(PASS));
    switch (test) {
      case "test_tag_state_machine" -> {
        // Each of the recorded lists is the one that was given, also where it holds a tag twice.
        var given = recorded.path("list_resources_res").path("tags").deepCopy();
        ask("tag_resource_resp", "TagResource", body("resourceArn", arn, "tags", given));
        ask("list_resources_res", "ListTagsForResource", body("resourceArn", arn));
      }
      case "test_tag_state_machine_version" -> {
        ask("publish_resp", "PublishStateMachineVersion", body("stateMachineArn", arn));
        ask(
            "error",
            "TagResource",
            body(
                "resourceArn",
                arn + ":1",
                "tags",
                List.of(Map.of("key", "key1", "value", "value1"))));
      }
      case "test_untag_state_machine" -> {
        ask(
            "tag_resource_resp",
            "TagResource",
            body("resourceArn", arn, "tags", List.of(Map.of("key", "key1", "value", "value1"))));
        List<String> keys = parameter.equals("tag_keys0") ? List.of() : List.of("key1");
        ask("untag_resource_resp", "UntagResource", body("resourceArn", arn, "tagKeys", keys));
        ask("list_resources_res", "ListTagsForResource", body("resourceArn", arn));
      }
      default -> {}
    }
  }

  private void validation(String parameter) {
    var definition =
        switch (parameter) {
          case "EMPTY_STRING" -> " ";
          case "NOT_A_DEF" -> "not a definition";
          case "ILLEGAL_WFTT" ->
              """
              {"StartAt":"SendMessageWithWait","States":{"SendMessageWithWait":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","Parameters":{"QueueUrl":"q","MessageBody":{"t.$":"$$.Task.Token"}},"End":true}}}
              """;
          case "VALID_QUERY_LANGUAGE_PASS" ->
              "{\"StartAt\":\"A\",\"QueryLanguage\":\"JSONata\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";
          case "INVALID_BASE_NO_STARTAT" -> "{\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";
          default -> PASS;
        };
    var type = parameter.equals("ILLEGAL_WFTT") ? "EXPRESS" : "STANDARD";
    ask(
        "validation_response",
        "ValidateStateMachineDefinition",
        body("definition", definition, "type", type));
  }

  private void references() {
    var definition = recorded.path("describe_response").path("definition").toString();
    var arn = create("creation_response", machine(definition));
    describe("describe_response", arn);
    var execution = start("started", arn, "run");
    ask(
        "describe_for_execution_response",
        "DescribeStateMachineForExecution",
        body("executionArn", execution));
  }
}
