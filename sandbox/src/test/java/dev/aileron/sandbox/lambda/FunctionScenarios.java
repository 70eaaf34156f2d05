package dev.aileron.sandbox.lambda;

import static dev.aileron.sandbox.lambda.Scenario.function;
import static dev.aileron.sandbox.lambda.Scenario.json;
import static dev.aileron.sandbox.lambda.Scenario.plain;
import static dev.aileron.sandbox.lambda.Scenario.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.Scenario.Play;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Replays of {@code test_lambda}: functions that run. */
final class FunctionScenarios {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ECHO = "def handler(event, context):\n    return event\n";
  private static final String CONTEXT =
      """
      import json, logging
      def handler(event, context):
          print("Lambda log message - print function")
          logging.getLogger().setLevel(logging.INFO)
          logging.info("Lambda log message - logging module")
          names = ["aws_request_id", "client_context", "function_name", "function_version",
                   "invoked_function_arn", "log_group_name", "log_stream_name", "memory_limit_in_mb"]
          return {"event": event, "context": {name: getattr(context, name) for name in names}}
      """;

  private final Map<String, Play> plays = new LinkedHashMap<>();

  static Map<String, Play> all() {
    var scenarios = new FunctionScenarios();
    scenarios.invocations();
    scenarios.failures();
    scenarios.concurrency();
    scenarios.urls();
    return scenarios.plays;
  }

  private static ObjectNode source(String name, String code) throws IOException {
    return with(function(name), f -> f.putObject("Code").put("ZipFile", Scenario.zip(code)));
  }

  private void invocations() {
    plays.put(
        "TestLambdaAliases::test_alias_routingconfig",
        s -> {
          s.create(source("f", ECHO));
          s.call("PublishVersion", "{'FunctionName':'f'}");
          s.call("UpdateFunctionConfiguration", "{'FunctionName':'f','Description':'two'}");
          s.settle();
          s.call("PublishVersion", "{'FunctionName':'f'}");
          s.match(
              "create_alias_response",
              "CreateAlias",
              "{'FunctionName':'f','Name':'alias1','FunctionVersion':'1','RoutingConfig':{'AdditionalVersionWeights':{'2':0.5}}}");
        });
    plays.put(
        "TestLambdaFeatures::test_invocation_type_request_response[python3.10]",
        s -> {
          s.create(source("f", ECHO).put("Runtime", "python3.10"));
          s.match("invoke-result", "Invoke", "{'FunctionName':'f','Payload':{}}");
        });
    plays.put(
        "TestLambdaFeatures::test_invocation_type_dry_run[python3.10]",
        s -> {
          s.create(source("f", ECHO).put("Runtime", "python3.10"));
          s.match(
              "invoke-result",
              "Invoke",
              "{'FunctionName':'f','InvocationType':'DryRun','Payload':{}}");
        });
    for (var test :
        List.of(
            "test_invocation_type_event[python3.10]",
            "test_invocation_type_no_return_payload[python-Event]",
            "test_invocation_type_no_return_payload[nodejs-Event]")) {
      plays.put(
          "TestLambdaFeatures::" + test,
          s -> {
            s.create(source("f", ECHO));
            s.match(
                "invoke-result",
                "Invoke",
                "{'FunctionName':'f','InvocationType':'Event','Payload':{}}");
          });
    }
    plays.put(
        "TestLambdaFeatures::test_invoke_exceptions",
        s -> s.match("invoke_function_doesnotexist", "Invoke", "{'FunctionName':'doesnotexist'}"));
    plays.put(
        "TestLambdaFeatures::test_invocation_with_qualifier",
        s -> {
          var input =
              with(
                  plain("f"),
                  f -> f.put("Handler", "handler.handler").put("Timeout", 10).put("Publish", true));
          input.putObject("Code").put("ZipFile", Scenario.zip(CONTEXT));
          s.match("creation-response", "CreateFunction", input);
          s.settle();
          var invoke = json("{'FunctionName':'f','Qualifier':'1','LogType':'Tail'}");
          invoke.putObject("Payload").put("foo", "bar with 'quotes\"");
          var answer = s.match("invocation-response", "Invoke", invoke);
          s.recording().match("log_result", logResult(answer));
        });
    plays.put(
        "TestLambdaVersions::test_lambda_versions_with_code_changes",
        s -> {
          var code =
              "def handler(event, context):\n"
                  + "    return {'version_id': '%s', 'invoked_arn': context.invoked_function_arn,"
                  + " 'version_from_ctx': context.function_version}\n";
          var input =
              with(
                  plain("f"),
                  f -> f.put("Handler", "handler.handler").put("Description", "No version :("));
          input.putObject("Code").put("ZipFile", Scenario.zip(code.formatted("version1")));
          s.match("create_response", "CreateFunction", input);
          s.settle();
          s.match(
              "first_publish_response",
              "PublishVersion",
              "{'FunctionName':'f','Description':'First version description :)'}");
          s.match(
              "update_lambda_response",
              "UpdateFunctionCode",
              json("{'FunctionName':'f'}")
                  .put("ZipFile", Scenario.zip(code.formatted("version2"))));
          s.settle();
          s.match("invocation_result_latest", "Invoke", "{'FunctionName':'f'}");
          s.match("invocation_result_v1", "Invoke", "{'FunctionName':'f','Qualifier':'1'}");
          s.match(
              "second_publish_response",
              "PublishVersion",
              "{'FunctionName':'f','Description':'Second version description :)'}");
          s.match("invocation_result_v2", "Invoke", "{'FunctionName':'f','Qualifier':'2'}");
          s.match(
              "update_lambda_response_with_publish",
              "UpdateFunctionCode",
              json("{'FunctionName':'f','Publish':true}")
                  .put("ZipFile", Scenario.zip(code.formatted("version3"))));
          s.settle();
          s.match("invocation_result_v3", "Invoke", "{'FunctionName':'f','Qualifier':'3'}");
          s.match("invocation_result_latest_end", "Invoke", "{'FunctionName':'f'}");
          s.match("invocation_result_v2_end", "Invoke", "{'FunctionName':'f','Qualifier':'2'}");
          s.match("invocation_result_v1_end", "Invoke", "{'FunctionName':'f','Qualifier':'1'}");
        });
    plays.put(
        "TestRequestIdHandling::test_request_id_invoke",
        s -> {
          s.create(
              source(
                  "f",
                  "import logging\n"
                      + "logging.getLogger().setLevel(logging.INFO)\n"
                      + "def handler(event, context):\n"
                      + "    logging.info('RequestId log message')\n"
                      + "    return context.aws_request_id\n"));
          var answer = s.match("invoke_result", "Invoke", "{'FunctionName':'f'}");
          assertThat(answer.path("Payload").asText()).hasSize(38);
          var logged = Reply.object();
          lines(s).forEach(logged.putArray("logs")::add);
          s.recording().match("log_entries", logged);
        });
    plays.put(
        "TestLambdaFeatures::test_invocation_type_event_error",
        s -> {
          s.create(
              source(
                  "f",
                  "class CustomException(Exception):\n"
                      + "    pass\n\n\n"
                      + "def handler(event, context):\n"
                      + "    raise CustomException('some error occurred')\n"));
          s.match(
              "invocation_response",
              "Invoke",
              "{'FunctionName':'f','InvocationType':'Event','Payload':{}}");
        });
  }

  private static List<String> lines(Scenario s) throws IOException {
    return java.nio.file.Files.readAllLines(s.lambda().directory().resolve("lambda/logs/f.log"));
  }

  private static ObjectNode logResult(JsonNode answer) {
    var text =
        new String(
            Base64.getDecoder().decode(answer.path("LogResult").asText()), StandardCharsets.UTF_8);
    var shown = Reply.object();
    var lines = shown.putArray("log_result");
    text.lines().filter(line -> !line.startsWith("REPORT")).forEach(lines::add);
    return shown;
  }

  private void failures() {
    plays.put(
        "TestLambdaErrors::test_lambda_runtime_error",
        s -> {
          s.create(source("f", "raise Exception(\"Runtime startup fails\")\n"));
          var answer = (ObjectNode) s.call("Invoke", "{'FunctionName':'f'}");
          var recorded =
              (ObjectNode) s.recording().content().path("invocation_error").path("Payload");
          // The stack trace names the paths and lines of another Python.
          assertThat(answer.path("Payload").path("stackTrace").get(0).asText())
              .contains("import_module");
          ((ObjectNode) answer.get("Payload")).set("stackTrace", recorded.get("stackTrace"));
          s.recording().match("invocation_error", answer);
        });
    for (var test :
        Map.of(
                "test_lambda_invoke_payload_encoding_error[body-n\\x87r\\x9e\\xe9\\xb5\\xd7I\\xee\\x9bmt]",
                List.of("invoke_function_invalid_payload_body", "6e87729ee9b5d749ee9b6d74"),
                "test_lambda_invoke_payload_encoding_error[message-\\x99\\xeb,j\\x07\\xa1zYh]",
                List.of("invoke_function_invalid_payload_message", "99eb2c6a07a17a5968"))
            .entrySet()) {
      plays.put(
          "TestLambdaErrors::" + test.getKey(),
          s -> {
            s.create(source("f", ECHO));
            var bytes = java.util.HexFormat.of().parseHex(test.getValue().get(1));
            s.match(
                test.getValue().getFirst(),
                "Invoke",
                json("{'FunctionName':'f'}")
                    .put("Payload", Base64.getEncoder().encodeToString(bytes)));
          });
    }
    plays.put(
        "TestLambdaBehavior::test_lambda_invoke_with_timeout",
        s -> {
          s.matchWrapped(
              "create-result",
              source("f", "import time\ndef handler(event, context):\n    time.sleep(30)\n")
                  .put("Timeout", 1));
          s.settle();
          s.match("invoke-result", "Invoke", "{'FunctionName':'f'}");
        });
    plays.put(
        "TestLambdaBehavior::test_lambda_invoke_timed_out_environment_reuse",
        s -> {
          var code =
              """
              import os, time
              number = 0
              path = os.path.join(os.environ['TMPDIR'], 'file')
              def handler(event, context):
                  global number
                  if event.get('sleep'): time.sleep(30)
                  if 'set' in event: number = event['set']
                  elif event.get('get'): return {'number': number}
                  elif 'write' in event: open(path, 'w').write(event['write'])
                  elif event.get('read'): return {'content': open(path).read()}
              """;
          s.matchWrapped("create-result", source("f", code).put("Timeout", 1));
          s.settle();
          s.match(
              "invoke-result-file-write",
              "Invoke",
              "{'FunctionName':'f','Payload':{'write':'some-content'}}");
          s.match(
              "invoke-result-file-read", "Invoke", "{'FunctionName':'f','Payload':{'read':true}}");
          s.match(
              "invoke-result-set-number", "Invoke", "{'FunctionName':'f','Payload':{'set':42}}");
          s.match(
              "invoke-result-read-number", "Invoke", "{'FunctionName':'f','Payload':{'get':true}}");
          // Recorded in 2024, in the words of then.
          var timeout = s.call("Invoke", "{'FunctionName':'f','Payload':{'sleep':true}}");
          assertThat(timeout.path("Payload").path("errorMessage").asText())
              .endsWith("Task timed out after 1.00 seconds");
          s.match(
              "invoke-result-file-read-after-timeout",
              "Invoke",
              "{'FunctionName':'f','Payload':{'read':true}}");
          s.match(
              "invoke-result-read-number-after-timeout",
              "Invoke",
              "{'FunctionName':'f','Payload':{'get':true}}");
        });
    plays.put(
        "TestLambdaBaseFeatures::test_lambda_too_large_response",
        s -> {
          s.create(source("f", "def handler(event, context):\n    return 'x' * event['bytes']\n"));
          s.match("invoke_result", "Invoke", "{'FunctionName':'f','Payload':{'bytes':6291600}}");
          s.match("invoke_result_2", "Invoke", "{'FunctionName':'f','Payload':{'bytes':6291600}}");
        });
    plays.put(
        "TestLambdaBaseFeatures::test_lambda_large_response",
        s -> {
          s.create(source("f", "def handler(event, context):\n    return 'x' * event['bytes']\n"));
          var answer = s.call("Invoke", "{'FunctionName':'f','Payload':{'bytes':6000000}}");
          assertThat(answer.path("Payload").asText()).hasSize(6_000_002);
          assertThat(answer.has("FunctionError")).isFalse();
        });
  }

  private void concurrency() {
    plays.put(
        "TestLambdaConcurrency::test_lambda_concurrency_update",
        s -> {
          s.create(source("f", ECHO));
          s.match(
              "put_function_concurrency",
              "PutFunctionConcurrency",
              "{'FunctionName':'f','ReservedConcurrentExecutions':3}");
          s.match(
              "get_function_concurrency_updated", "GetFunctionConcurrency", "{'FunctionName':'f'}");
          s.match("get_function_concurrency_info", "GetFunction", "{'FunctionName':'f'}");
          s.call("DeleteFunctionConcurrency", "{'FunctionName':'f'}");
          s.match(
              "get_function_concurrency_deleted", "GetFunctionConcurrency", "{'FunctionName':'f'}");
        });
    plays.put(
        "TestLambdaConcurrency::test_lambda_concurrency_block",
        s -> {
          s.create(source("f", "def handler(event, context):\n    return event\n"));
          s.match("v1_result", "PublishVersion", "{'FunctionName':'f'}");
          s.match(
              "reserved_concurrency_result",
              "PutFunctionConcurrency",
              "{'FunctionName':'f','ReservedConcurrentExecutions':1}");
          s.match(
              "invoke_latest_before_block",
              "Invoke",
              "{'FunctionName':'f','Payload':{'hello':'world'}}");
          s.match(
              "provisioned_concurrency_result",
              "PutProvisionedConcurrencyConfig",
              "{'FunctionName':'f','Qualifier':'1','ProvisionedConcurrentExecutions':1}");
          s.settle();
          s.match(
              "invoke_latest_first_exc",
              "Invoke",
              "{'FunctionName':'f','Payload':{'hello':'world'}}");
          s.match(
              "invoke_latest_second_exc",
              "Invoke",
              "{'FunctionName':'f','Payload':{'hello':'world'}}");
          s.match(
              "invoke_v1_after_block",
              "Invoke",
              "{'FunctionName':'f','Qualifier':'1','Payload':{'hello':'world'}}");
        });
    plays.put(
        "TestLambdaConcurrency::test_provisioned_concurrency_on_alias",
        s -> {
          s.create(source("f", ECHO));
          s.call("PublishVersion", "{'FunctionName':'f'}");
          s.call("CreateAlias", "{'FunctionName':'f','Name':'a','FunctionVersion':'1'}");
          s.match(
              "put_provisioned_5",
              "PutProvisionedConcurrencyConfig",
              "{'FunctionName':'f','Qualifier':'a','ProvisionedConcurrentExecutions':5}");
          s.match(
              "get_provisioned_prewait",
              "GetProvisionedConcurrencyConfig",
              "{'FunctionName':'f','Qualifier':'a'}");
          s.settle();
          s.match(
              "get_provisioned_postwait",
              "GetProvisionedConcurrencyConfig",
              "{'FunctionName':'f','Qualifier':'a'}");
        });
    plays.put(
        "TestLambdaConcurrency::test_lambda_provisioned_concurrency_scheduling",
        s -> {
          s.create(source("f", ECHO));
          s.call("PublishVersion", "{'FunctionName':'f'}");
          s.call(
              "PutProvisionedConcurrencyConfig",
              "{'FunctionName':'f','Qualifier':'1','ProvisionedConcurrentExecutions':1}");
          s.settle();
          s.match(
              "get_provisioned_postwait",
              "GetProvisionedConcurrencyConfig",
              "{'FunctionName':'f','Qualifier':'1'}");
        });
    plays.put(
        "TestLambdaConcurrency::test_reserved_concurrency_async_queue",
        s -> {
          s.create(source("f", "import time\ndef handler(event, context):\n    time.sleep(2)\n"));
          s.match("fn", "GetFunctionConfiguration", "{'FunctionName':'f','Qualifier':'$LATEST'}");
          s.match(
              "put_fn_concurrency",
              "PutFunctionConcurrency",
              "{'FunctionName':'f','ReservedConcurrentExecutions':1}");
          var busy =
              Thread.ofVirtual()
                  .start(() -> {
                    try {
                      s.call("Invoke", "{'FunctionName':'f'}");
                    } catch (IOException | InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
          org.awaitility.Awaitility.await()
              .until(() -> s.call("Invoke", "{'FunctionName':'f'}").has("Error"));
          s.match("too_many_requests_exc", "Invoke", "{'FunctionName':'f'}");
          busy.join();
        });
  }

  private void urls() {
    for (var mode : List.of("BUFFERED", "None")) {
      plays.put(
          "TestLambdaURL::test_lambda_url_echo_invoke[" + mode + "]",
          s -> {
            s.create(source("f", ECHO));
            var input = json("{'FunctionName':'f','AuthType':'NONE'}");
            if (!mode.equals("None")) {
              input.put("InvokeMode", mode);
            }
            var url =
                s.match("create_lambda_url_config", "CreateFunctionUrlConfig", input)
                    .path("FunctionUrl")
                    .asText();
            open(s, "add_permission");
            var answer = JSON.readTree(get(url + "path").body());
            assertThat(answer.path("rawPath").asText()).isEqualTo("/path");
          });
    }
    var values = new LinkedHashMap<String, String>();
    values.put("dict", "{'hello': 'world'}");
    values.put("float", "3.1");
    values.put("integer", "3");
    values.put("string", "'hello'");
    values.put("list-mixed", "['hello', 3, True]");
    values.put("http-response", "{'statusCode': 200, 'body': 'body123'}");
    values.forEach((name, value) ->
        plays.put(
            "TestLambdaURL::test_lambda_url_invocation[" + name + "]",
            s -> {
              s.create(source("f", "def handler(event, context):\n    return " + value + "\n"));
              var url =
                  s.match(
                          "create_lambda_url_config",
                          "CreateFunctionUrlConfig",
                          "{'FunctionName':'f','AuthType':'NONE'}")
                      .path("FunctionUrl")
                      .asText();
              open(s, "add_permission");
              var response = get(url);
              var shown = Reply.object().put("statuscode", response.statusCode());
              shown.put("content", response.body());
              if (name.equals("dict")) {
                shown.set("content", JSON.readTree(response.body()));
              }
              shown
                  .putObject("headers")
                  .put("Content-Length", response.headers().firstValue("Content-Length").orElse(""))
                  .put("Content-Type", response.headers().firstValue("Content-Type").orElse(""));
              s.recording().match("lambda_url_invocation", shown);
            }));
    plays.put(
        "TestLambdaURL::test_lambda_update_function_url_config",
        s -> {
          s.create(source("f", ECHO));
          s.match(
              "create_lambda_url_config",
              "CreateFunctionUrlConfig",
              "{'FunctionName':'f','AuthType':'NONE','InvokeMode':'BUFFERED'}");
          s.match("get_url_config", "GetFunctionUrlConfig", "{'FunctionName':'f'}");
          s.match(
              "modify_lambda_url_config",
              "UpdateFunctionUrlConfig",
              "{'FunctionName':'f','InvokeMode':'RESPONSE_STREAM'}");
          s.match("get_url_config_2", "GetFunctionUrlConfig", "{'FunctionName':'f'}");
          s.match(
              "modify_lambda_url_config_none",
              "UpdateFunctionUrlConfig",
              "{'FunctionName':'f','AuthType':'NONE'}");
          s.match("get_url_config_3", "GetFunctionUrlConfig", "{'FunctionName':'f'}");
        });
    plays.put(
        "TestLambdaURL::test_lambda_url_invalid_invoke_mode",
        s -> {
          s.create(source("f", ECHO));
          s.match(
              "invoke_function_invalid_invoke_type",
              "CreateFunctionUrlConfig",
              "{'FunctionName':'f','AuthType':'NONE','InvokeMode':'UNKNOWN'}");
        });
    plays.put(
        "TestLambdaPermissions::test_lambda_permission_url_invocation",
        s -> {
          s.create(source("f", ECHO));
          var url =
              s.call("CreateFunctionUrlConfig", "{'FunctionName':'f','AuthType':'NONE'}")
                  .path("FunctionUrl")
                  .asText();
          var response = get(url);
          assertThat(response.statusCode()).isEqualTo(403);
          s.recording()
              .match("lambda_url_invocation_missing_permission", JSON.readTree(response.body()));
        });
    plays.put(
        "TestLambdaURL::test_lambda_url_persists_after_alias_delete",
        s -> {
          s.create(source("f", ECHO));
          s.call("PublishVersion", "{'FunctionName':'f'}");
          s.call("CreateAlias", "{'FunctionName':'f','Name':'a','FunctionVersion':'1'}");
          var url =
              s.match(
                      "create_lambda_url_config",
                      "CreateFunctionUrlConfig",
                      "{'FunctionName':'f','Qualifier':'a','AuthType':'NONE','InvokeMode':'BUFFERED'}")
                  .path("FunctionUrl")
                  .asText();
          s.call("AddPermission", permission().put("Qualifier", "a"));
          s.recording()
              .match(
                  "invoke_aliased_url_response",
                  Reply.object().put("status_code", get(url).statusCode()));
          s.match("delete_alias_resp", "DeleteAlias", "{'FunctionName':'f','Name':'a'}");
          var response = get(url);
          var shown = Reply.object().put("status_code", response.statusCode());
          shown.set("content", JSON.readTree(response.body()));
          shown
              .putObject("headers")
              .put(
                  "x-amzn-ErrorType", response.headers().firstValue("x-amzn-ErrorType").orElse(""));
          s.recording().match("invoke_deleted_alias_url_response_delayed", shown);
        });
    plays.put(
        "TestRequestIdHandling::test_request_id_invoke_url",
        s -> {
          s.create(source("f", "def handler(event, context):\n    return 'hi'\n"));
          var url =
              s.match(
                      "create_lambda_url_config",
                      "CreateFunctionUrlConfig",
                      "{'FunctionName':'f','AuthType':'NONE'}")
                  .path("FunctionUrl")
                  .asText();
          open(s, "add_permission");
          var response = get(url);
          var shown =
              Reply.object()
                  .put("statuscode", response.statusCode())
                  .put("content", response.body());
          shown
              .putObject("headers")
              .put(
                  "x-amzn-RequestId", response.headers().firstValue("x-amzn-RequestId").orElse(""));
          s.recording().match("lambda_url_invocation", shown);
          var ends = Reply.object().arrayNode();
          lines(s).stream().filter(line -> line.startsWith("END")).forEach(ends::add);
          s.recording().match("end_log_entries", ends);
        });
    plays.put(
        "TestLambdaURL::test_lambda_url_echo_http_fixture_default",
        s -> echo(s, "pa2%25Fth/1?q=query&multiQuery=foo&multiQuery=%2Fbar", true));
    plays.put(
        "TestLambdaURL::test_lambda_url_echo_http_fixture_trim_x_headers",
        s -> echo(s, "path/1?q=query", false));
  }

  /** What AWS's test answers of a request: the event seen from inside. */
  private static void echo(Scenario s, String target, boolean all) throws Exception {
    s.create(source("f", ECHO));
    var url =
        s.call("CreateFunctionUrlConfig", "{'FunctionName':'f','AuthType':'NONE'}")
            .path("FunctionUrl")
            .asText();
    s.call("AddPermission", permission());
    var request =
        HttpRequest.newBuilder(URI.create(url + target))
            .header("Accept", "*/*")
            .header("Accept-Encoding", "gzip, deflate")
            .header("Content-Type", "application/json")
            .header("ExTrA-HeadErs", "With WeiRd CapS")
            .header("User-Agent", "test/echo")
            .version(HttpClient.Version.HTTP_1_1)
            .POST(HttpRequest.BodyPublishers.ofString("{\"foo\":\"bar\"} "))
            .build();
    var event =
        JSON.readTree(
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
    var shown = Reply.object();
    shown.set("args", event.path("queryStringParameters"));
    shown.set("data", JSON.readTree(event.path("body").asText()));
    shown.put("domain", event.path("requestContext").path("domainName").asText());
    var headers = (ObjectNode) event.path("headers");
    if (!all) {
      var names = new java.util.ArrayList<String>();
      headers.fieldNames().forEachRemaining(names::add);
      names.stream().filter(name -> name.startsWith("x-")).forEach(headers::remove);
    }
    shown.set("headers", headers);
    shown.put("method", event.path("requestContext").path("http").path("method").asText());
    shown.put("origin", event.path("requestContext").path("http").path("sourceIp").asText());
    shown.put("path", event.path("rawPath").asText().replace("%25", "%"));
    s.recording().match("url_response", shown);
  }

  private static ObjectNode permission() throws IOException {
    return json(
        "{'FunctionName':'f','StatementId':'urlPermission','Action':'lambda:InvokeFunctionUrl','Principal':'*','FunctionUrlAuthType':'NONE'}");
  }

  private static void open(Scenario s, String answer) throws Exception {
    var added = (ObjectNode) s.call("AddPermission", permission());
    added.set("Statement", JSON.readTree(added.path("Statement").asText()));
    s.recording().match(answer, added);
  }

  private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
