package dev.aileron.sandbox.lambda;

import static dev.aileron.sandbox.lambda.Scenario.arn;
import static dev.aileron.sandbox.lambda.Scenario.function;
import static dev.aileron.sandbox.lambda.Scenario.json;
import static dev.aileron.sandbox.lambda.Scenario.plain;
import static dev.aileron.sandbox.lambda.Scenario.with;
import static dev.aileron.sandbox.lambda.Scenario.zip;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.sandbox.lambda.Scenario.Play;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Replays of {@code test_lambda_api}: the control plane. */
final class ApiScenarios {

  private final Map<String, Play> plays = new LinkedHashMap<>();

  static Map<String, Play> all() {
    var scenarios = new ApiScenarios();
    scenarios.functions();
    scenarios.names();
    scenarios.versions();
    scenarios.policies();
    scenarios.configurations();
    scenarios.layers();
    scenarios.snapStart();
    scenarios.tags();
    scenarios.signing();
    scenarios.mappings();
    scenarios.others();
    return scenarios.plays;
  }

  private void functions() {
    plays.put(
        "TestLambdaFunction::test_function_lifecycle",
        s -> {
          s.matchWrapped(
              "create_response",
              with(function("f"), f -> f.put("Timeout", 5).put("MemorySize", 256)));
          s.settle();
          s.match("get_function_response", "GetFunction", "{'FunctionName':'f'}");
          s.match(
              "update_func_conf_response",
              "UpdateFunctionConfiguration",
              "{'FunctionName':'f','Runtime':'python3.11','Description':'Changed-Description','MemorySize':512,'Timeout':10,'Environment':{'Variables':{'ENV_A':'a'}}}");
          s.settle();
          s.match("get_function_response_postupdate", "GetFunction", "{'FunctionName':'f'}");
          s.match(
              "update_code_response",
              "UpdateFunctionCode",
              json("{'FunctionName':'f'}").put("ZipFile", zip("v = 2")));
          s.settle();
          s.match("get_function_response_postcodeupdate", "GetFunction", "{'FunctionName':'f'}");
          s.match("delete_response", "DeleteFunction", "{'FunctionName':'f'}");
          s.match("delete_postdelete", "DeleteFunction", "{'FunctionName':'f'}");
        });
    plays.put(
        "TestLambdaFunction::test_lambda_concurrent_config_updates",
        s -> {
          s.matchWrapped("create-function-response", function("f"));
          s.settle();
          s.call("UpdateFunctionConfiguration", "{'FunctionName':'f','Timeout':10}");
          s.match(
              "update-during-in-progress-update-exc",
              "UpdateFunctionConfiguration",
              "{'FunctionName':'f','Timeout':11}");
        });
    plays.put(
        "TestLambdaFunction::test_list_functions",
        s -> {
          s.matchWrapped("create_response_1", with(function("f1"), f -> f.put("Publish", true)));
          s.matchWrapped(
              "create_response_2",
              with(function("f2"), f -> f.putObject("Code").put("ZipFile", zip("v = 2"))));
          s.settle();
          s.match(
              "list_functions_invalid_functionversion",
              "ListFunctions",
              "{'FunctionVersion':'invalid'}");
          s.recording()
              .match("list_all", without(s.call("ListFunctions", "{'FunctionVersion':'ALL'}")));
          s.recording().match("list_default", without(s.call("ListFunctions", "{}")));
        });
    plays.put(
        "TestLambdaFunction::test_function_arns",
        s -> {
          s.matchWrapped("create-function-arn-response", function(arn("f1")));
          s.matchWrapped(
              "create-function-partial-arn-response",
              with(
                  function(Lambda.ACCOUNT + ":function:f2"),
                  f -> f.putObject("Code").put("ZipFile", zip("v = 2"))));
          s.match("invalid_function_name_exc", "CreateFunction", function("invalid:function:name"));
          s.match("long_function_name_exc", "CreateFunction", function("a".repeat(65)));
          s.match("long_function_arn_exc", "CreateFunction", function(arn("b".repeat(140))));
          s.match(
              "function_arn_other_region_exc",
              "GetFunction",
              json("{}").put("FunctionName", arn("f1").replace(Lambda.REGION, "ap-southeast-1")));
          // Recorded with a message of null, which no error here can have.
          var other =
              s.call(
                  "GetFunction",
                  json("{}")
                      .put("FunctionName", arn("f1").replace(Lambda.ACCOUNT, "123456789012")));
          assertThat(other.path("Error").path("Code").asText()).isEqualTo("AccessDeniedException");
          assertThat(other.path("ResponseMetadata").path("HTTPStatusCode").asInt()).isEqualTo(403);
        });
    plays.put(
        "TestLambdaFunction::test_update_lambda_exceptions",
        s -> {
          s.create("f");
          s.match(
              "invalid_role_arn_exc",
              "UpdateFunctionConfiguration",
              "{'FunctionName':'f','Role':'r1'}");
          s.match(
              "invalid_runtime_exc",
              "UpdateFunctionConfiguration",
              "{'FunctionName':'f','Runtime':'non-existent-runtime'}");
          s.match(
              "uppercase_runtime_exc",
              "UpdateFunctionConfiguration",
              "{'FunctionName':'f','Runtime':'PYTHON3.9'}");
        });
    plays.put(
        "TestLambdaFunction::test_vpc_config",
        s -> {
          var input = with(function("f"), f -> f.put("Timeout", 5).put("MemorySize", 256));
          input.set("VpcConfig", json("{'SubnetIds':['subnet-1'],'SecurityGroupIds':['sg-1']}"));
          s.matchWrapped("create_response", input);
          s.settle();
          s.match("get_function_response", "GetFunction", "{'FunctionName':'f'}");
          s.match(
              "update_vpcconfig_update_response",
              "UpdateFunctionConfiguration",
              "{'FunctionName':'f','VpcConfig':{'SubnetIds':['subnet-2'],'SecurityGroupIds':['sg-2']}}");
          s.settle();
          s.match("update_vpcconfig_get_function_response", "GetFunction", "{'FunctionName':'f'}");
          s.match(
              "delete_vpcconfig_update_response",
              "UpdateFunctionConfiguration",
              "{'FunctionName':'f','VpcConfig':{'SubnetIds':[],'SecurityGroupIds':[]}}");
          s.settle();
          s.match("delete_vpcconfig_get_function_response", "GetFunction", "{'FunctionName':'f'}");
        });
    plays.put(
        "TestLambdaFunction::test_lambda_code_location_s3_errors",
        s -> {
          s.lambda().aws.objects.put("/bucket/key", Archives.of("handler.py", "x = 1"));
          var noBucket = function("f");
          noBucket.set("Code", json("{'S3Bucket':'no-bucket','S3Key':'key'}"));
          s.match("create-error-wrong-bucket", "CreateFunction", noBucket);
          var noKey = function("f");
          noKey.set("Code", json("{'S3Bucket':'bucket','S3Key':'no-key'}"));
          s.match("create-error-wrong-key", "CreateFunction", noKey);
          s.create("f");
          s.match(
              "update-error-wrong-bucket",
              "UpdateFunctionCode",
              "{'FunctionName':'f','S3Bucket':'no-bucket','S3Key':'key'}");
          s.match(
              "update-error-wrong-key",
              "UpdateFunctionCode",
              "{'FunctionName':'f','S3Bucket':'bucket','S3Key':'no-key'}");
        });
    plays.put(
        "TestLambdaFunction::test_invalid_invoke",
        s ->
            s.match(
                "invoke_function_name_pattern_exc",
                "Invoke",
                "{'FunctionName':'arn:aws:lambda:eu-west-1:123400000000@function:myfn'}"));
    for (var operation :
        Map.of(
                "delete_function", "DeleteFunction",
                "get_function_concurrency", "GetFunctionConcurrency",
                "get_function_url_config", "GetFunctionUrlConfig")
            .entrySet()) {
      plays.put(
          "TestLambdaFunction::test_ops_on_nonexisting_fn[" + operation.getKey() + "]",
          s ->
              s.match(
                  "not_found_exception", operation.getValue(), "{'FunctionName':'nonexisting'}"));
    }
    for (var operation :
        Map.of(
                "get_function",
                "GetFunction",
                "get_function_configuration",
                "GetFunctionConfiguration")
            .entrySet()) {
      plays.put(
          "TestLambdaFunction::test_ops_on_nonexisting_version[" + operation.getKey() + "]",
          s -> {
            s.create("f");
            s.match(
                "version_not_found_exception",
                operation.getValue(),
                "{'FunctionName':'f','Qualifier':'1221'}");
          });
    }
    for (var operation :
        Map.of("delete_function", "DeleteFunction", "get_function", "GetFunction").entrySet()) {
      plays.put(
          "TestLambdaFunction::test_ops_with_arn_qualifier_mismatch[" + operation.getKey() + "]",
          s -> {
            var input =
                json("{'Qualifier':'$LATEST'}")
                    .put("FunctionName", arn("some-function") + ":$LATEST");
            s.match("match_exception", operation.getValue(), input);
            s.match("not_match_exception", operation.getValue(), input.put("Qualifier", "1"));
          });
    }
    for (var operation :
        Map.of(
                "delete_function", "DeleteFunction",
                "get_function", "GetFunction",
                "get_function_concurrency", "GetFunctionConcurrency",
                "get_function_configuration", "GetFunctionConfiguration",
                "invoke", "Invoke")
            .entrySet()) {
      plays.put(
          "TestLambdaFunction::test_get_function_wrong_region[" + operation.getKey() + "]",
          s ->
              s.match(
                  "wrong_region_exception",
                  operation.getValue(),
                  json("{}").put("FunctionName", arn("f").replace(Lambda.REGION, "us-east-1"))));
    }
  }

  private static com.fasterxml.jackson.databind.JsonNode without(
      com.fasterxml.jackson.databind.JsonNode answer) {
    ((com.fasterxml.jackson.databind.node.ObjectNode) answer).remove("ResponseMetadata");
    return answer;
  }

  /** Names out of bounds, recorded as a list of what is wrong in no order of its own. */
  private void names() {
    String bad = "arn:aws:lambda:invalid-region:111111111111:function:my-function";
    name(
        "full_arn_and_qualifier_too_long_and_invalid_region",
        "delete_function",
        bad + "-" + "a".repeat(170),
        "a".repeat(129));
    name(
        "full_arn_and_qualifier_too_long_and_invalid_region",
        "get_function",
        bad + "-" + "a".repeat(170),
        "a".repeat(129));
    name(
        "full_arn_and_qualifier_too_long_and_invalid_region",
        "invoke",
        bad + "-" + "a".repeat(170),
        "a".repeat(129));
    name("full_arn_with_multiple_qualifiers", "create_function", arn("my-function:1:2"), null);
    name("full_arn_with_multiple_qualifiers", "invoke", arn("my-function:1:2"), null);
    name("function_name_and_qualifier_too_long", "delete_function", "my-function", "a".repeat(65));
    name("function_name_and_qualifier_too_long", "get_function", "my-function", "a".repeat(65));
    name("function_name_is_single_invalid", "get_function", "*", null);
    name("function_name_is_single_invalid", "invoke", "*", null);
    for (var operation : List.of("create_function", "delete_function", "invoke")) {
      name("function_name_too_long", operation, "a".repeat(65), null);
    }
    name(
        "function_name_too_long_and_invalid_region",
        "create_function",
        bad + "a".repeat(170),
        null);
    name(
        "function_name_too_long_and_invalid_region",
        "delete_function",
        bad + "a".repeat(170),
        null);
    name("incomplete_arn", "get_function", "arn:aws:lambda:eu-west-1:111111111111:function", null);
    name(
        "invalid_account_id_in_partial_arn",
        "delete_function",
        "invalid-account:function:my-function",
        null);
    name(
        "invalid_account_id_in_partial_arn",
        "invoke",
        "invalid-account:function:my-function",
        null);
    name("invalid_characters_in_qualifier", "delete_function", "my-function", "invalid!");
    name("invalid_characters_in_qualifier", "get_function", "my-function", "invalid!");
    name("invalid_region_in_arn", "delete_function", bad, null);
    name("invalid_region_in_arn", "get_function", bad, null);
    name("latest_version_with_additional_qualifier", "delete_function", "my-function:$LATEST", "1");
    name("latest_version_with_additional_qualifier", "invoke", "my-function:$LATEST", "1");
    name("lowercase_latest_qualifier", "invoke", "my-function", "$latest");
    for (var operation : List.of("create_function", "delete_function", "get_function")) {
      name(
          "missing_region_in_arn",
          operation,
          "arn:aws:lambda::111111111111:function:my-function",
          null);
    }
    name("misspelled_latest_in_arn", "create_function", arn("my-function:$LATES"), null);
    name("misspelled_latest_in_arn", "invoke", arn("my-function:$LATES"), null);
    name(
        "partial_arn_with_extra_qualifier",
        "delete_function",
        "function:my-function:$LATEST:extra",
        null);
    name(
        "partial_arn_with_extra_qualifier",
        "get_function",
        "function:my-function:$LATEST:extra",
        null);
    for (var test : List.of("qualifier_too_long", "qualifier_too_long0")) {
      name(test, "create_function", "my-function:" + "a".repeat(129), null);
      name(test, "delete_function", "my-function", "a".repeat(129));
      name(test, "get_function", "my-function", "a".repeat(129));
    }
    name("qualifier_too_long0", "invoke", "my-function", "a".repeat(129));
    name("qualifier_too_long1", "delete_function", "my-function", "a".repeat(65));
    name("qualifier_too_long1", "get_function", "my-function", "a".repeat(65));
    name("qualifier_too_long1", "invoke", "my-function", "a".repeat(65));
  }

  private void name(
      String test,
      String operation,
      String function,
      @org.jspecify.annotations.Nullable String qualifier) {
    var names =
        Map.of(
            "create_function", "CreateFunction",
            "delete_function", "DeleteFunction",
            "get_function", "GetFunction",
            "invoke", "Invoke");
    plays.put(
        "TestLambdaFunction::test_function_name_and_qualifier_validation["
            + test
            + "-"
            + operation
            + "]",
        s -> {
          var input =
              operation.equals("create_function")
                  ? function(function)
                  : json("{}").put("FunctionName", function);
          if (qualifier != null) {
            input.put("Qualifier", qualifier);
          }
          var error = s.call(names.get(operation), input).path("Error");
          var message = error.path("Message").asText();
          var shown = Reply.object().put("Code", error.path("Code").asText());
          var head =
              java.util.regex.Pattern.compile("(\\d+) validation errors? detected: (.*)")
                  .matcher(message);
          if (head.matches()) {
            shown.put("Count", Integer.parseInt(head.group(1)));
            var errors = shown.putArray("Errors");
            for (var each : head.group(2).split("; ")) {
              errors.add(each);
            }
          } else {
            shown.put("Message", message);
          }
          s.recording().match(operation + "_exception", shown);
        });
  }

  private void versions() {
    plays.put(
        "TestLambdaVersions::test_publish_version_on_create",
        s -> {
          s.match("create_response", "CreateFunction", plain("f").put("Publish", true));
          s.settle();
          s.match("get_function_result", "GetFunction", "{'FunctionName':'f'}");
          s.match(
              "get_function_version_result", "GetFunction", "{'FunctionName':'f','Qualifier':'1'}");
          s.match(
              "get_function_latest_result",
              "GetFunction",
              "{'FunctionName':'f','Qualifier':'$LATEST'}");
          s.match("list_versions_result", "ListVersionsByFunction", "{'FunctionName':'f'}");
          s.match("repeated_publish_response", "PublishVersion", "{'FunctionName':'f'}");
          s.match(
              "list_versions_result_after_publish",
              "ListVersionsByFunction",
              "{'FunctionName':'f'}");
        });
    plays.put(
        "TestLambdaVersions::test_publish_with_update",
        s -> {
          s.match("create_response", "CreateFunction", plain("f"));
          s.settle();
          s.match("get_function_result", "GetFunction", "{'FunctionName':'f'}");
          s.match(
              "update_function_code_result",
              "UpdateFunctionCode",
              json("{'FunctionName':'f','Publish':true}").put("ZipFile", zip("v = 2")));
          s.match(
              "get_function_version_result", "GetFunction", "{'FunctionName':'f','Qualifier':'1'}");
          s.match(
              "get_function_latest_result",
              "GetFunction",
              "{'FunctionName':'f','Qualifier':'$LATEST'}");
        });
    plays.put(
        "TestLambdaVersions::test_version_lifecycle",
        s -> {
          s.match(
              "create_response", "CreateFunction", plain("f").put("Description", "No version :("));
          s.settle();
          s.match("get_function_result", "GetFunction", "{'FunctionName':'f'}");
          s.match("list_versions_result", "ListVersionsByFunction", "{'FunctionName':'f'}");
          s.match(
              "first_update_response",
              "UpdateFunctionConfiguration",
              "{'FunctionName':'f','Description':'First version :)'}");
          s.settle();
          s.match("first_update_get_function", "GetFunction", "{'FunctionName':'f'}");
          s.match(
              "first_publish_response",
              "PublishVersion",
              "{'FunctionName':'f','Description':'First version description :)'}");
          s.match(
              "first_publish_get_function", "GetFunction", "{'FunctionName':'f','Qualifier':'1'}");
          s.match(
              "first_publish_get_function_config",
              "GetFunctionConfiguration",
              "{'FunctionName':'f','Qualifier':'1'}");
          s.match(
              "second_update_response",
              "UpdateFunctionConfiguration",
              "{'FunctionName':'f','Description':'Second version :))'}");
          s.settle();
          s.match(
              "first_publish_get_function_after_update",
              "GetFunction",
              "{'FunctionName':'f','Qualifier':'1'}");
          s.match("second_publish_response", "PublishVersion", "{'FunctionName':'f'}");
          s.match(
              "third_publish_response",
              "PublishVersion",
              "{'FunctionName':'f','Description':'Third version description :)))'}");
          s.match(
              "list_versions_result_after_third_publish",
              "ListVersionsByFunction",
              "{'FunctionName':'f'}");
          s.call("DeleteFunction", "{'FunctionName':'f','Qualifier':'1'}");
          s.match(
              "list_versions_result_after_deletion_of_first_version",
              "ListVersionsByFunction",
              "{'FunctionName':'f'}");
        });
    plays.put(
        "TestLambdaAlias::test_non_existent_alias_update",
        s -> {
          var input = plain("f");
          input.set("Environment", json("{'Variables':{'testenv':'staging'}}"));
          s.match("create_response", "CreateFunction", input);
          s.settle();
          s.match(
              "update_alias_response",
              "UpdateAlias",
              "{'FunctionName':'f','Name':'non-existent','FunctionVersion':'$LATEST'}");
        });
    plays.put(
        "TestLambdaRevisions::test_function_revisions_version_and_alias",
        s -> {
          s.matchWrapped("create_function_response_rev1", function("f"));
          s.settle();
          var active = s.match("get_function_active_rev2", "GetFunction", "{'FunctionName':'f'}");
          s.match(
              "publish_version_revision_exception",
              "PublishVersion",
              "{'FunctionName':'f','RevisionId':'wrong'}");
          s.match(
              "publish_version_response_rev_v1",
              "PublishVersion",
              json("{'FunctionName':'f'}")
                  .put("RevisionId", active.path("Configuration").path("RevisionId").asText()));
          s.match(
              "get_function_published_version_rev_v2",
              "GetFunction",
              "{'FunctionName':'f','Qualifier':'1'}");
          s.match("get_function_latest_rev3", "GetFunction", "{'FunctionName':'f'}");
          s.match(
              "create_alias_response_rev_a1",
              "CreateAlias",
              "{'FunctionName':'f','Name':'revision_alias','FunctionVersion':'1'}");
          s.match(
              "get_function_published_version_rev_v3",
              "GetFunction",
              "{'FunctionName':'f','Qualifier':'1'}");
          s.match("get_function_latest_rev4", "GetFunction", "{'FunctionName':'f'}");
          s.match(
              "update_alias_revision_exception",
              "UpdateAlias",
              "{'FunctionName':'f','Name':'revision_alias','RevisionId':'wrong'}");
          s.match(
              "update_alias_response_rev_a2",
              "UpdateAlias",
              "{'FunctionName':'f','Name':'revision_alias','Description':'something changed'}");
        });
  }

  private void policies() {
    plays.put(
        "TestLambdaRevisions::test_function_revisions_permissions",
        s -> {
          s.create("f");
          s.match(
              "add_permission_revision_exception",
              "AddPermission",
              "{'FunctionName':'f','StatementId':'s3','Action':'lambda:InvokeFunction','Principal':'s3.amazonaws.com','RevisionId':'wrong'}");
        });
    plays.put(
        "TestLambdaPermissions::test_lambda_permission_fn_versioning",
        s -> {
          s.create("f");
          var grant =
              json(
                  "{'FunctionName':'f','StatementId':'s3','Action':'lambda:InvokeFunction','Principal':'s3.amazonaws.com','SourceArn':'arn:aws:s3:::bucket'}");
          var added = s.call("AddPermission", grant);
          s.recording().match("add_permission", parsed(added, "Statement"));
          policy(s, "get_policy", "{'FunctionName':'f'}");
          s.match("publish_version_result", "PublishVersion", "{'FunctionName':'f'}");
          s.match("get_function_result_after_publishing", "GetFunction", "{'FunctionName':'f'}");
          policy(s, "get_policy_after_publishing_latest", "{'FunctionName':'f'}");
          s.match(
              "get_policy_after_publishing_new_version",
              "GetPolicy",
              "{'FunctionName':'f','Qualifier':'1'}");
          s.call("AddPermission", grant.deepCopy().put("Qualifier", "1"));
          policy(s, "get_policy_version", "{'FunctionName':'f','Qualifier':'1'}");
          policy(s, "get_policy_after_adding_to_new_version", "{'FunctionName':'f'}");
          s.match(
              "create_alias_response",
              "CreateAlias",
              "{'FunctionName':'f','Name':'permission-alias','FunctionVersion':'1'}");
          s.match("get_alias", "GetAlias", "{'FunctionName':'f','Name':'permission-alias'}");
          s.match(
              "add_permission_alias_revision_exception",
              "AddPermission",
              grant.deepCopy().put("Qualifier", "permission-alias").put("RevisionId", "wrong"));
          s.call("AddPermission", grant.deepCopy().put("Qualifier", "permission-alias"));
          policy(s, "get_policy_alias", "{'FunctionName':'f','Qualifier':'permission-alias'}");
          s.call("AddPermission", grant.deepCopy().put("StatementId", "s3_2"));
          policy(s, "get_policy_after_adding_2", "{'FunctionName':'f'}");
        });
    plays.put(
        "TestLambdaPermissions::test_permission_exceptions",
        s -> {
          s.create("f");
          var grant =
              json(
                  "{'FunctionName':'f','StatementId':'s3','Action':'lambda:InvokeFunction','Principal':'s3.amazonaws.com'}");
          s.match(
              "add_permission_invalid_statement_id",
              "AddPermission",
              grant.deepCopy().put("StatementId", "example.com"));
          s.match(
              "add_permission_fn_doesnotexist",
              "AddPermission",
              grant.deepCopy().put("FunctionName", "doesnotexist"));
          s.match(
              "add_permission_fn_qualifier_invalid",
              "AddPermission",
              grant.deepCopy().put("Qualifier", "invalid-qualifier-with-?-char"));
          s.match(
              "add_permission_fn_qualifier_latest",
              "AddPermission",
              grant.deepCopy().put("Qualifier", "$LATEST"));
          s.match(
              "add_permission_fn_qualifier_mismatch",
              "AddPermission",
              grant.deepCopy().put("FunctionName", "f:alias-not-42").put("Qualifier", "42"));
          s.match(
              "add_permission_fn_qualifier_valid_doesnotexist",
              "AddPermission",
              grant.deepCopy().put("Qualifier", "valid-with-$-but-doesnotexist"));
          s.match(
              "add_permission_fn_alias_doesnotexist",
              "AddPermission",
              grant.deepCopy().put("Qualifier", "alias-doesnotexist"));
          s.match(
              "add_permission_fn_version_doesnotexist",
              "AddPermission",
              grant.deepCopy().put("Qualifier", "42"));
          s.match(
              "add_permission_principal_invalid",
              "AddPermission",
              grant.deepCopy().put("Principal", "invalid.nonaws.com"));
          s.match("get_policy_fn_doesnotexist", "GetPolicy", "{'FunctionName':'doesnotexist'}");
          s.match(
              "get_policy_fn_version_doesnotexist",
              "GetPolicy",
              "{'FunctionName':'f','Qualifier':'42'}");
          s.match(
              "remove_permission_policy_doesnotexist",
              "RemovePermission",
              "{'FunctionName':'f','StatementId':'s3'}");
          s.match(
              "remove_permission_fn_doesnotexist",
              "RemovePermission",
              "{'FunctionName':'doesnotexist','StatementId':'s3'}");
          s.match(
              "remove_permission_fn_alias_doesnotexist",
              "RemovePermission",
              "{'FunctionName':'f','StatementId':'s3','Qualifier':'alias-doesnotexist'}");
          s.call("AddPermission", grant);
          s.match("add_permission_conflicting_statement_id", "AddPermission", grant);
        });
  }

  private static com.fasterxml.jackson.databind.JsonNode parsed(
      com.fasterxml.jackson.databind.JsonNode answer, String field) throws java.io.IOException {
    var copy = (com.fasterxml.jackson.databind.node.ObjectNode) answer.deepCopy();
    copy.set(field, json(answer.path(field).asText()));
    return copy;
  }

  private static void policy(Scenario s, String answer, String input) throws Exception {
    s.recording().match(answer, parsed(s.call("GetPolicy", input), "Policy"));
  }

  private void configurations() {
    plays.put(
        "TestLambdaSizeLimits::test_lambda_envvars_near_limit_succeeds",
        s -> {
          var input = function("f");
          input
              .putObject("Environment")
              .putObject("Variables")
              .put("LARGE_VAR", "x".repeat(4096 - "{\"LARGE_VAR\":\"\"}".length()));
          s.matchWrapped("successful_create_fn_result", input);
        });
    plays.put(
        "TestLambdaSizeLimits::test_large_environment_fails_multiple_keys",
        s -> {
          var input = function("f");
          input
              .putObject("Environment")
              .putObject("Variables")
              .put("SMALL_VAR", "ok")
              .put(
                  "LARGE_VAR",
                  "x".repeat(4097 - "{\"SMALL_VAR\":\"ok\",\"LARGE_VAR\":\"\"}".length()));
          s.match("failured_create_fn_result_multi_key", "CreateFunction", input);
        });
    plays.put(
        "TestLambdaSizeLimits::test_large_lambda",
        s ->
            s.match(
                "create_function_large_zip",
                "CreateFunction",
                with(plain("f"), f -> f.put("Handler", "handler.handler").put("Timeout", 10))));
    plays.put(
        "TestLambdaSizeLimits::test_oversized_unzipped_lambda",
        s -> {
          var input = plain("f");
          input
              .putObject("Code")
              .put(
                  "ZipFile",
                  java.util.Base64.getEncoder()
                      .encodeToString(Archives.of("big", " ".repeat(262_144_000))));
          s.match("invalid_param_exc", "CreateFunction", input);
        });
    plays.put(
        "TestLoggingConfig::test_function_advanced_logging_configuration",
        s -> {
          var input = with(function("f"), f -> f.put("Timeout", 5).put("MemorySize", 256));
          input.putObject("LoggingConfig").put("LogFormat", "JSON");
          logging(s, input, "{'FunctionName':'f','LoggingConfig':{'LogGroup':'cool_lambda'}}");
        });
    plays.put(
        "TestLoggingConfig::test_function_partial_advanced_logging_configuration_update[partial_config0]",
        s ->
            logging(
                s,
                with(function("f"), f -> f.put("Timeout", 5).put("MemorySize", 256)),
                "{'FunctionName':'f','LoggingConfig':{'LogFormat':'JSON'}}"));
    plays.put(
        "TestLoggingConfig::test_function_partial_advanced_logging_configuration_update[partial_config1]",
        s ->
            logging(
                s,
                with(function("f"), f -> f.put("Timeout", 5).put("MemorySize", 256)),
                "{'FunctionName':'f','LoggingConfig':{'LogFormat':'JSON','ApplicationLogLevel':'DEBUG'}}"));
    for (var runtime : List.of("dotnetcore3.1", "java8", "nodejs14.x", "python3.7")) {
      plays.put(
          "TestRuntimeValidation::test_create_deprecated_function_runtime_with_validation_enabled["
              + runtime
              + "]",
          s ->
              s.match(
                  "deprecation_error", "CreateFunction", function("f").put("Runtime", runtime)));
    }
    plays.put(
        "TestLambdaImages::test_lambda_image_crud",
        s -> {
          var input =
              json(
                  "{'FunctionName':'f','PackageType':'Image','Environment':{'Variables':{'CUSTOM_ENV':'test'}},'Code':{'ImageUri':'111111111111.dkr.ecr.eu-west-1.amazonaws.com/one:latest'}}");
          input.put("Role", Lambda.ROLE);
          s.match("create-image-response", "CreateFunction", input);
          s.settle();
          s.match("get-function-code-response", "GetFunction", "{'FunctionName':'f'}");
          s.match(
              "get-function-config-response", "GetFunctionConfiguration", "{'FunctionName':'f'}");
          s.match(
              "image-to-zipfile-error",
              "UpdateFunctionCode",
              json("{'FunctionName':'f'}").put("ZipFile", zip("x = 1")));
          s.match(
              "update-function-code-response",
              "UpdateFunctionCode",
              "{'FunctionName':'f','ImageUri':'111111111111.dkr.ecr.eu-west-1.amazonaws.com/two:latest'}");
          s.settle();
          s.match("get-function-code-response-after-update", "GetFunction", "{'FunctionName':'f'}");
          s.match(
              "get-function-config-response-after-update",
              "GetFunctionConfiguration",
              "{'FunctionName':'f'}");
        });
  }

  private static void logging(
      Scenario s, com.fasterxml.jackson.databind.node.ObjectNode input, String update)
      throws Exception {
    s.matchWrapped("create_response", input);
    s.settle();
    s.match("get_function_response", "GetFunction", "{'FunctionName':'f'}");
    s.match("function_config", "GetFunctionConfiguration", "{'FunctionName':'f'}");
    s.match("updated_config", "UpdateFunctionConfiguration", update);
    s.settle();
    s.match("received_config", "GetFunctionConfiguration", "{'FunctionName':'f'}");
  }

  private void layers() {
    for (int i = 0; i < 2; i++) {
      int index = i;
      plays.put(
          "TestLambdaLayer::test_layer_compatibilities[runtimes" + index + "]",
          s -> {
            var input = json("{'LayerName':'l','CompatibleArchitectures':['arm64','x86_64']}");
            input.putObject("Content").put("ZipFile", zip("x = 1"));
            input.set(
                "CompatibleRuntimes",
                s.recording().content().path("publish_result").path("CompatibleRuntimes"));
            s.match("publish_result", "PublishLayerVersion", input);
          });
    }
    plays.put(
        "TestLambdaLayer::test_layer_function_exceptions",
        s -> {
          var layer =
              json(
                  "{'LayerName':'l','CompatibleRuntimes':[],'CompatibleArchitectures':['x86_64']}");
          layer.putObject("Content").put("ZipFile", zip("layer = 1"));
          s.match("publish_result", "PublishLayerVersion", layer);
          s.match("publish_result_2", "PublishLayerVersion", layer);
          s.match("publish_result_3", "PublishLayerVersion", layer);
          s.create("f");
          s.match("get_fn_result", "GetFunction", "{'FunctionName':'f'}");
          var arn = "arn:aws:lambda:eu-west-1:111111111111:layer:l";
          layers(s, "two_layer_versions_single_function_exc", arn + ":1", arn + ":2");
          layers(s, "three_layer_versions_single_function_exc", arn + ":1", arn + ":2", arn + ":3");
          layers(s, "two_identical_layer_versions_single_function_exc", arn + ":1", arn + ":1");
          layers(
              s,
              "add_nonexistent_layer_exc",
              "arn:aws:lambda:eu-west-1:111111111111:layer:doesnotexist:1");
          layers(s, "add_nonexistent_layer_version_exc", arn + ":9");
          layers(s, "add_layer_arn_without_version_exc", arn);
          var elsewhere = function("g");
          elsewhere.putArray("Layers").add(arn.replace("eu-west-1", "us-east-1") + ":1");
          s.match("create_function_with_layer_in_different_region", "CreateFunction", elsewhere);
        });
    plays.put(
        "TestLambdaLayer::test_layer_lifecycle",
        s -> {
          s.create("f");
          s.match("get_fn_result", "GetFunction", "{'FunctionName':'f'}");
          s.match("get_fn_config_result", "GetFunctionConfiguration", "{'FunctionName':'f'}");
          var layer =
              json(
                  "{'LayerName':'l','CompatibleRuntimes':['python3.12'],'CompatibleArchitectures':['x86_64'],'Description':'d','LicenseInfo':'i'}");
          layer.putObject("Content").put("ZipFile", zip("layer = 1"));
          s.match("publish_result", "PublishLayerVersion", layer);
          s.match("get_layer_ver_result", "GetLayerVersion", "{'LayerName':'l','VersionNumber':1}");
          var arn = "arn:aws:lambda:eu-west-1:111111111111:layer:l:1";
          s.recording()
              .match(
                  "get_layer_by_arn_version",
                  s.call("GetLayerVersionByArn", json("{}").put("Arn", arn)));
          var update = json("{'FunctionName':'f'}");
          update.putArray("Layers").add(arn);
          s.match("update_fn_config", "UpdateFunctionConfiguration", update);
          s.settle();
          s.match("get_fn_config", "GetFunctionConfiguration", "{'FunctionName':'f'}");
          s.match("publish_result_2", "PublishLayerVersion", layer);
          s.match("list_layer_versions_predelete", "ListLayerVersions", "{'LayerName':'l'}");
          s.match("delete_layer_1", "DeleteLayerVersion", "{'LayerName':'l','VersionNumber':1}");
          s.match("get_fn_config_postdelete", "GetFunctionConfiguration", "{'FunctionName':'f'}");
          s.match("delete_layer_2", "DeleteLayerVersion", "{'LayerName':'l','VersionNumber':2}");
          s.match("list_layer_versions_postdelete", "ListLayerVersions", "{'LayerName':'l'}");
          s.match("publish_result_3", "PublishLayerVersion", layer);
        });
  }

  private static void layers(Scenario s, String answer, String... arns) throws Exception {
    var update = json("{'FunctionName':'f'}");
    var list = update.putArray("Layers");
    for (var arn : arns) {
      list.add(arn);
    }
    s.match(answer, "UpdateFunctionConfiguration", update);
  }

  private void snapStart() {
    plays.put(
        "TestLambdaSnapStart::test_snapstart_exceptions",
        s -> {
          var input = function("f");
          input.putObject("SnapStart").put("ApplyOn", "invalidOption");
          s.match("create_function_invalid_snapstart_apply", "CreateFunction", input);
        });
    for (var runtime :
        List.of(
            "dotnet10",
            "dotnet8",
            "java11",
            "java17",
            "java21",
            "java25",
            "python3.12",
            "python3.13")) {
      plays.put(
          "TestLambdaSnapStart::test_snapstart_lifecycle[" + runtime + "]",
          s -> {
            snapFunction(s, runtime, "create_function_response");
            s.settle();
            s.match("get_function_response_latest", "GetFunction", "{'FunctionName':'f'}");
            s.call("PublishVersion", "{'FunctionName':'f','Description':'version1'}");
            s.match(
                "get_function_response_version_1",
                "GetFunction",
                "{'FunctionName':'f','Qualifier':'1'}");
          });
      plays.put(
          "TestLambdaSnapStart::test_snapstart_update_function_configuration[" + runtime + "]",
          s -> {
            snapFunction(s, runtime, "create_function_response");
            s.settle();
            s.match(
                "update_function_response",
                "UpdateFunctionConfiguration",
                "{'FunctionName':'f','SnapStart':{'ApplyOn':'PublishedVersions'}}");
          });
    }
  }

  private static void snapFunction(Scenario s, String runtime, String answer) throws Exception {
    var handler = s.recording().content().path(answer).path("Handler").asText();
    s.match(
        answer,
        "CreateFunction",
        with(
            plain("f"),
            f ->
                f.put("Runtime", runtime)
                    .put("Handler", handler)
                    .put("MemorySize", 1024)
                    .put("Timeout", 5)));
  }

  private void tags() {
    plays.put(
        "TestLambdaTag::test_tag_exceptions[lambda_function]",
        s -> {
          var missing = arn("nothing");
          tagCalls(s, missing);
          s.match("aliased_arn_exception", "TagResource", tagging(missing + ":alias"));
          s.match(
              "invalid_arn_exception",
              "TagResource",
              tagging(missing.replace("function", "foobar")));
        });
    plays.put(
        "TestLambdaTag::test_tag_exceptions[capacity_provider]",
        s -> {
          var missing = arn("nothing").replace("function", "capacity-provider");
          tagCalls(s, missing);
          s.match("aliased_arn_exception", "TagResource", tagging(missing + ":alias"));
          s.match(
              "invalid_arn_exception",
              "TagResource",
              tagging(missing.replace("capacity-provider", "foobar")));
        });
    plays.put(
        "TestLambdaTag::test_tag_nonexisting_resource",
        s -> {
          s.create("f");
          s.match("pre_delete_get_function", "GetFunction", "{'FunctionName':'f'}");
          s.call("DeleteFunction", "{'FunctionName':'f'}");
          tagCalls(s, arn("f"));
        });
    plays.put(
        "TestLambdaTag::test_tag_lifecycle",
        s -> {
          s.create("f");
          tagLifecycle(s, arn("f"));
        });
    plays.put(
        "TestLambdaTag::test_tag_lifecycle[event_source_mapping]",
        s -> {
          s.create("f");
          s.lambda().aws.queues.create("q");
          var mapping =
              s.call(
                  "CreateEventSourceMapping",
                  json("{'FunctionName':'f'}").put("EventSourceArn", FakeQueues.arn("q")));
          tagLifecycle(s, mapping.path("EventSourceMappingArn").asText());
        });
    plays.put(
        "TestLambdaTag::test_create_tag_on_esm_create",
        s -> {
          s.create("f");
          s.lambda().aws.queues.create("q");
          var mapping =
              s.call(
                  "CreateEventSourceMapping",
                  json("{'FunctionName':'f','Tags':{'testtag':'value'}}")
                      .put("EventSourceArn", FakeQueues.arn("q")));
          s.match(
              "list_tags_result",
              "ListTags",
              json("{}").put("Resource", mapping.path("EventSourceMappingArn").asText()));
        });
    plays.put(
        "TestLambdaTags::test_tag_exceptions",
        s -> {
          s.create("f");
          s.match("tag_lambda_invalidarn", "TagResource", tagging("arn:aws:something"));
          s.match("tag_lambda_doesnotexist", "TagResource", tagging(arn("doesnotexist")));
          s.match("tag_lambda_qualifier_doesnotexist", "TagResource", tagging(arn("f") + ":v1"));
          s.match("list_tag_lambda_empty", "ListTags", json("{}").put("Resource", arn("f")));
          var empty = json("{'Tags':{}}").put("Resource", arn("f"));
          s.match("tag_empty_tags", "TagResource", empty);
          s.match("untag_empty_keys", "UntagResource", json("{}").put("Resource", arn("f")));
          s.match(
              "untag_nomatch",
              "UntagResource",
              json("{'TagKeys':['somekey']}").put("Resource", arn("f")));
        });
    plays.put(
        "TestLambdaTags::test_tag_limits",
        s -> {
          s.create("f");
          s.match("tag_lambda_too_many_tags", "TagResource", tagging(arn("f"), 51));
          s.match("tag_response", "TagResource", tagging(arn("f"), 50));
          s.match("list_tags_response", "ListTags", json("{}").put("Resource", arn("f")));
          s.match("get_fn_response", "GetFunction", "{'FunctionName':'f'}");
          s.match("tag_lambda_too_many_tags_additional", "TagResource", tagging(arn("f")));
          var input = function("g");
          input.set("Tags", tagging("", 51).get("Tags"));
          s.match("create_function_invalid_tags", "CreateFunction", input);
        });
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode tagging(String arn) {
    var input = Reply.object().put("Resource", arn);
    input.putObject("Tags").put("A", "B");
    return input;
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode tagging(String arn, int count) {
    var input = Reply.object().put("Resource", arn);
    var tags = input.putObject("Tags");
    for (int i = 0; i < count; i++) {
      tags.put(i + "_key", i + "_value");
    }
    return input;
  }

  private static void tagCalls(Scenario s, String arn) throws Exception {
    s.match("not_found_exception_tag", "TagResource", tagging(arn));
    s.match(
        "not_found_exception_untag",
        "UntagResource",
        json("{'TagKeys':['A']}").put("Resource", arn));
    s.match("not_found_exception_list", "ListTags", json("{}").put("Resource", arn));
  }

  private static void tagLifecycle(Scenario s, String arn) throws Exception {
    tagStep(s, "tag_single_response", "TagResource", "{'Tags':{'A':'tag-a'}}", arn);
    tagStep(s, "tag_multiple_response", "TagResource", "{'Tags':{'B':'tag-b','C':'tag-c'}}", arn);
    tagStep(
        s,
        "tag_overlap_response",
        "TagResource",
        "{'Tags':{'C':'tag-c-newsuffix','D':'tag-d'}}",
        arn);
    tagStep(s, "untag_single_response", "UntagResource", "{'TagKeys':['A']}", arn);
    tagStep(s, "untag_multiple_response", "UntagResource", "{'TagKeys':['B','C']}", arn);
    tagStep(s, "untag_nonexisting_response", "UntagResource", "{'TagKeys':['F']}", arn);
    tagStep(
        s,
        "untag_existing_and_nonexisting_response",
        "UntagResource",
        "{'TagKeys':['D','F']}",
        arn);
  }

  private static void tagStep(Scenario s, String answer, String operation, String input, String arn)
      throws Exception {
    s.match(answer, operation, json(input).put("Resource", arn));
    s.match(answer + "_listtags", "ListTags", json("{}").put("Resource", arn));
  }

  private void signing() {
    plays.put(
        "TestCodeSigningConfig::test_function_code_signing_config",
        s -> {
          var created =
              s.match("create_code_signing_config", "CreateCodeSigningConfig", signingConfig());
          var arn = created.path("CodeSigningConfig").path("CodeSigningConfigArn").asText();
          s.create("f");
          s.match(
              "update_code_signing_config",
              "UpdateCodeSigningConfig",
              json("{'CodeSigningPolicies':{'UntrustedArtifactOnDeployment':'Warn'}}")
                  .put("CodeSigningConfigArn", arn));
          s.match(
              "get_code_signing_config",
              "GetCodeSigningConfig",
              json("{}").put("CodeSigningConfigArn", arn));
          s.match(
              "put_function_code_signing_config",
              "PutFunctionCodeSigningConfig",
              json("{'FunctionName':'f'}").put("CodeSigningConfigArn", arn));
          s.match(
              "get_function_code_signing_config",
              "GetFunctionCodeSigningConfig",
              "{'FunctionName':'f'}");
          s.recording()
              .match(
                  "list_code_signing_configs",
                  s.call("ListCodeSigningConfigs", "{}").path("CodeSigningConfigs").get(0));
          s.match(
              "list_functions_by_code_signing_config",
              "ListFunctionsByCodeSigningConfig",
              json("{}").put("CodeSigningConfigArn", arn));
          s.match(
              "delete_function_code_signing_config",
              "DeleteFunctionCodeSigningConfig",
              "{'FunctionName':'f'}");
          s.match(
              "delete_code_signing_config",
              "DeleteCodeSigningConfig",
              json("{}").put("CodeSigningConfigArn", arn));
        });
    plays.put(
        "TestCodeSigningConfig::test_code_signing_not_found_excs",
        s -> {
          var created =
              s.match("create_code_signing_config", "CreateCodeSigningConfig", signingConfig());
          var arn = created.path("CodeSigningConfig").path("CodeSigningConfigArn").asText();
          var invalid = arn.substring(0, arn.length() - 17) + "0".repeat(17);
          s.create("f");
          s.match(
              "nothing_to_delete_response",
              "DeleteFunctionCodeSigningConfig",
              "{'FunctionName':'f'}");
          s.match(
              "delete_csc_notfound",
              "DeleteCodeSigningConfig",
              json("{}").put("CodeSigningConfigArn", invalid));
          s.match(
              "get_csc_invalid",
              "GetCodeSigningConfig",
              json("{}").put("CodeSigningConfigArn", invalid));
          s.match(
              "update_csc_invalid_csc_arn",
              "UpdateCodeSigningConfig",
              json("{'Description':'new'}").put("CodeSigningConfigArn", invalid));
          s.match(
              "update_csc_noupdates",
              "UpdateCodeSigningConfig",
              json("{}").put("CodeSigningConfigArn", invalid));
          s.match(
              "update_csc_noupdate_response",
              "UpdateCodeSigningConfig",
              json("{}").put("CodeSigningConfigArn", arn));
          s.match(
              "put_function_csc_invalid_csc_arn",
              "PutFunctionCodeSigningConfig",
              json("{'FunctionName':'f'}").put("CodeSigningConfigArn", invalid));
          s.match(
              "put_function_csc_invalid_fnname",
              "PutFunctionCodeSigningConfig",
              json("{'FunctionName':'csc-test-doesnotexist'}").put("CodeSigningConfigArn", arn));
          s.match(
              "put_function_csc_invalid_both",
              "PutFunctionCodeSigningConfig",
              json("{'FunctionName':'csc-test-doesnotexist'}")
                  .put("CodeSigningConfigArn", invalid));
          s.match(
              "delete_function_csc_fnnotfound",
              "DeleteFunctionCodeSigningConfig",
              "{'FunctionName':'csc-test-doesnotexist'}");
          s.match(
              "get_function_csc_nonexistingfn",
              "GetFunctionCodeSigningConfig",
              "{'FunctionName':'csc-test-doesnotexist'}");
          s.match(
              "get_function_csc_fnwithoutcsc",
              "GetFunctionCodeSigningConfig",
              "{'FunctionName':'f'}");
          s.match(
              "list_functions_by_csc_fnwithoutcsc",
              "ListFunctionsByCodeSigningConfig",
              json("{}").put("CodeSigningConfigArn", arn));
          s.match(
              "list_functions_by_csc_invalid_cscarn",
              "ListFunctionsByCodeSigningConfig",
              json("{}").put("CodeSigningConfigArn", invalid));
        });
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode signingConfig()
      throws java.io.IOException {
    return json(
        "{'Description':'Testing CodeSigning"
            + " Config','AllowedPublishers':{'SigningProfileVersionArns':['arn:aws:signer:eu-west-1:111111111111:/signing-profiles/test']},'CodeSigningPolicies':{'UntrustedArtifactOnDeployment':'Enforce'}}");
  }

  private void mappings() {
    for (var test :
        List.of(
            "test_create_event_source_validation", "test_create_event_source_validation_kinesis")) {
      plays.put(
          "TestLambdaEventSourceMappings::" + test,
          s -> {
            boolean kinesis = test.endsWith("kinesis");
            var arn = kinesis ? FakeStreams.kinesisArn("s") : FakeStreams.tableArn("s");
            s.lambda().aws.streams.create("s");
            s.create("f");
            var input = json("{'FunctionName':'f'}").put("EventSourceArn", arn);
            s.match("no_starting_position", "CreateEventSourceMapping", input);
            s.match(
                "invalid_starting_position",
                "CreateEventSourceMapping",
                input.deepCopy().put("StartingPosition", "invalid"));
            if (!kinesis) {
              s.match(
                  "incompatible_starting_position",
                  "CreateEventSourceMapping",
                  input
                      .deepCopy()
                      .put("StartingPosition", "AT_TIMESTAMP")
                      .put("StartingPositionTimestamp", 1741010802.5));
            }
          });
    }
    plays.put(
        "TestLambdaEventSourceMappings::test_event_source_mapping_lifecycle",
        s -> {
          s.create("f");
          s.lambda().aws.streams.create("t");
          var input =
              json(
                  "{'FunctionName':'f','StartingPosition':'TRIM_HORIZON','BatchSize':1,'MaximumBatchingWindowInSeconds':1,'MaximumRetryAttempts':1,'DestinationConfig':{'OnFailure':{'Destination':'arn:aws:sqs:eu-west-1:111111111111:dlq'}}}");
          var created =
              s.match(
                  "create_response",
                  "CreateEventSourceMapping",
                  input.put("EventSourceArn", FakeStreams.tableArn("t")));
          var id = json("{}").put("UUID", created.path("UUID").asText());
          s.settle();
          s.match("get_response", "GetEventSourceMapping", id);
          s.match("delete_response", "DeleteEventSourceMapping", id);
        });
    plays.put(
        "TestLambdaEventSourceMappings::test_function_name_variations",
        s -> {
          s.create("f");
          s.call("PublishVersion", "{'FunctionName':'f'}");
          s.call("CreateAlias", "{'FunctionName':'f','Name':'myalias','FunctionVersion':'1'}");
          s.lambda().aws.queues.create("q");
          var variations = new LinkedHashMap<String, String>();
          variations.put("name_only", "f");
          variations.put("partial_arn_latest", "111111111111:function:f:$LATEST");
          variations.put("partial_arn_version", "111111111111:function:f:1");
          variations.put("partial_arn_alias", "111111111111:function:f:myalias");
          variations.put("full_arn_latest", arn("f") + ":$LATEST");
          variations.put("full_arn_version", arn("f") + ":1");
          variations.put("full_arn_alias", arn("f") + ":myalias");
          for (var each : variations.entrySet()) {
            var created =
                s.match(
                    each.getKey() + "_create_esm",
                    "CreateEventSourceMapping",
                    json("{}")
                        .put("FunctionName", each.getValue())
                        .put("EventSourceArn", FakeQueues.arn("q")));
            s.settle();
            s.call(
                "DeleteEventSourceMapping", json("{}").put("UUID", created.path("UUID").asText()));
            s.settle();
          }
        });
  }

  private void others() {
    plays.put(
        "TestLambdaAccountSettings::test_account_settings_total_code_size_config_update",
        s -> {
          long before = codeSize(s);
          var input = function("f");
          input
              .putObject("Code")
              .put(
                  "ZipFile",
                  zip(
                      "x = '"
                          + new java.util.Random(1)
                              .ints(400, 33, 126)
                              .mapToObj(Integer::toString)
                              .toList()
                          + "'"));
          s.create(input);
          long created = codeSize(s);
          s.call("UpdateFunctionConfiguration", "{'FunctionName':'f','Description':'new'}");
          s.settle();
          long updated = codeSize(s);
          s.call("PublishVersion", "{'FunctionName':'f'}");
          long published = codeSize(s);
          s.recording()
              .match(
                  "is_total_code_size_diff_create_function_more_than_200",
                  bool(created - before > 200));
          s.recording()
              .match(
                  "total_code_size_diff_update_function_configuration", number(updated - created));
          s.recording()
              .match(
                  "is_total_code_size_diff_publish_version_after_config_update_more_than_200",
                  bool(published - updated > 200));
        });
    plays.put(
        "TestLambdaEventInvokeConfig::test_lambda_eventinvokeconfig_lifecycle",
        s -> {
          s.create("f");
          s.match(
              "put_invokeconfig_retries_0",
              "PutFunctionEventInvokeConfig",
              "{'FunctionName':'f','MaximumRetryAttempts':0}");
          s.match(
              "put_invokeconfig_eventage_60",
              "PutFunctionEventInvokeConfig",
              "{'FunctionName':'f','MaximumEventAgeInSeconds':60}");
          s.match(
              "update_invokeconfig_eventage_nochange",
              "UpdateFunctionEventInvokeConfig",
              "{'FunctionName':'f','MaximumEventAgeInSeconds':60}");
          s.match(
              "update_invokeconfig_retries",
              "UpdateFunctionEventInvokeConfig",
              "{'FunctionName':'f','MaximumRetryAttempts':1}");
          s.match("get_invokeconfig", "GetFunctionEventInvokeConfig", "{'FunctionName':'f'}");
          s.match(
              "get_invokeconfig_latest",
              "GetFunctionEventInvokeConfig",
              "{'FunctionName':'f','Qualifier':'$LATEST'}");
          s.match(
              "list_single_invokeconfig", "ListFunctionEventInvokeConfigs", "{'FunctionName':'f'}");
          s.match("publish_version_result", "PublishVersion", "{'FunctionName':'f'}");
          s.match(
              "get_invokeconfig_postpublish",
              "GetFunctionEventInvokeConfig",
              "{'FunctionName':'f','Qualifier':'1'}");
          s.match(
              "put_published_invokeconfig",
              "PutFunctionEventInvokeConfig",
              "{'FunctionName':'f','Qualifier':'1','MaximumEventAgeInSeconds':120}");
          s.match(
              "get_published_invokeconfig",
              "GetFunctionEventInvokeConfig",
              "{'FunctionName':'f','Qualifier':'1'}");
          s.call("DeleteFunctionEventInvokeConfig", "{'FunctionName':'f'}");
          s.match(
              "list_paging_nolimit_postdelete",
              "ListFunctionEventInvokeConfigs",
              "{'FunctionName':'f'}");
        });
    plays.put(
        "TestLambdaRecursion::test_put_function_recursion_config_default_terminate",
        s -> {
          s.create("f");
          s.match(
              "get_recursion_default_terminate_response",
              "GetFunctionRecursionConfig",
              "{'FunctionName':'f'}");
        });
    plays.put(
        "TestLambdaRecursion::test_put_function_recursion_config_invalid_value",
        s -> {
          s.create("f");
          s.match(
              "put_recursion_invalid_value_error",
              "PutFunctionRecursionConfig",
              "{'FunctionName':'f','RecursiveLoop':'InvalidValue'}");
        });
    plays.put(
        "TestLambdaReservedConcurrency::test_function_concurrency_limits",
        s -> {
          s.create("f");
          s.match(
              "put_function_concurrency_account_limit_exceeded",
              "PutFunctionConcurrency",
              "{'FunctionName':'f','ReservedConcurrentExecutions':1001}");
          s.match(
              "put_function_concurrency_below_unreserved_min_value",
              "PutFunctionConcurrency",
              "{'FunctionName':'f','ReservedConcurrentExecutions':901}");
        });
    plays.put(
        "TestLambdaUrl::test_url_config_lifecycle",
        s -> {
          s.create("f");
          s.match(
              "url_creation", "CreateFunctionUrlConfig", "{'FunctionName':'f','AuthType':'NONE'}");
          s.match(
              "failed_duplication",
              "CreateFunctionUrlConfig",
              "{'FunctionName':'f','AuthType':'NONE'}");
          s.match("get_url_config", "GetFunctionUrlConfig", "{'FunctionName':'f'}");
          s.match(
              "updated_url_config",
              "UpdateFunctionUrlConfig",
              "{'FunctionName':'f','AuthType':'AWS_IAM'}");
          s.call("DeleteFunctionUrlConfig", "{'FunctionName':'f'}");
          s.match("failed_getter", "GetFunctionUrlConfig", "{'FunctionName':'f'}");
        });
  }

  private static long codeSize(Scenario s) throws Exception {
    return s.call("GetAccountSettings", "{}")
        .path("AccountUsage")
        .path("TotalCodeSize")
        .longValue();
  }

  private static com.fasterxml.jackson.databind.JsonNode bool(boolean value) {
    return Reply.object().booleanNode(value);
  }

  private static com.fasterxml.jackson.databind.JsonNode number(long value) {
    return Reply.object().numberNode(value);
  }
}
