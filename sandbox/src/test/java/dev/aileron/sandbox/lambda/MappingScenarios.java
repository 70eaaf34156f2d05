package dev.aileron.sandbox.lambda;

import static dev.aileron.sandbox.lambda.Scenario.function;
import static dev.aileron.sandbox.lambda.Scenario.json;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.Scenario.Play;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Replays of the recordings of event source mappings: queues, Kinesis and DynamoDB streams. */
final class MappingScenarios {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> SETTINGS =
      List.of(
          "BatchSize",
          "MaximumBatchingWindowInSeconds",
          "MaximumRecordAgeInSeconds",
          "MaximumRetryAttempts",
          "StartingPosition",
          "FunctionResponseTypes",
          "ScalingConfig");
  private static final Map<String, String> RESULTS =
      Map.of(
          "invalid_key_foo_null_value_failure", "return {'batchItemFailures': [{'foo': None}]}",
          "invalid_key_foo_failure", "return {'batchItemFailures': [{'foo': 'bar'}]}",
          "item_identifier_not_present_failure",
              "return {'batchItemFailures': [{'itemIdentifier': 'none'}]}",
          "unhandled_exception_in_function", "raise Exception('failed')",
          "empty_batch_item_failure_success", "return {'batchItemFailures': []}",
          "empty_dict_success", "return {}",
          "empty_list_success", "return []",
          "null_batch_item_failure_success", "return {'batchItemFailures': None}",
          "null_success", "return None");

  private final Map<String, Play> plays = new LinkedHashMap<>();

  static Map<String, Play> queues() {
    var scenarios = new MappingScenarios();
    scenarios.sqs();
    return scenarios.plays;
  }

  static Map<String, Play> kinesis() {
    var scenarios = new MappingScenarios();
    scenarios.kinesisStreams();
    return scenarios.plays;
  }

  static Map<String, Play> tables() {
    var scenarios = new MappingScenarios();
    scenarios.dynamoDbStreams();
    return scenarios.plays;
  }

  /** A function that writes down what it gets and then does something. */
  private static void consumer(Scenario s, String name, String then) throws Exception {
    var source =
        """
        import json, os
        def handler(event, context):
            with open(os.environ['EVENTS'], 'a') as events:
                events.write(json.dumps(event) + '\\n')
            %s
        """;
    var input = function(name);
    input.putObject("Code").put("ZipFile", Scenario.zip(source.formatted(then)));
    input.putObject("Environment").putObject("Variables").put("EVENTS", file(s, name).toString());
    s.create(input);
  }

  private static Path file(Scenario s, String name) {
    return s.lambda().directory().resolve(name + ".events");
  }

  private static List<JsonNode> events(Scenario s, String name) throws IOException {
    var events = new ArrayList<JsonNode>();
    if (Files.exists(file(s, name))) {
      for (var line : Files.readAllLines(file(s, name))) {
        events.add(JSON.readTree(line));
      }
    }
    return events;
  }

  private static List<JsonNode> awaitEvents(Scenario s, String name, int count) {
    await().atMost(Duration.ofSeconds(60)).until(() -> events(s, name).size() >= count);
    try {
      return events(s, name);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The input that the recorded answer tells of. */
  private static ObjectNode input(JsonNode recorded, String function, String source) {
    var input = Reply.object().put("FunctionName", function).put("EventSourceArn", source);
    for (var name : SETTINGS) {
      var value = recorded.get(name);
      if (value != null && !value.asText().equals("-1") && !value.isTextual()
          || value != null && name.equals("StartingPosition")) {
        input.set(name, value);
      }
    }
    if (recorded.has("MaximumBatchingWindowInSeconds")
        && recorded.get("MaximumBatchingWindowInSeconds").isTextual()) {
      input.put("MaximumBatchingWindowInSeconds", 2);
    }
    var destination =
        recorded.path("DestinationConfig").path("OnFailure").path("Destination").asText("");
    if (!destination.isEmpty()) {
      input
          .putObject("DestinationConfig")
          .putObject("OnFailure")
          .put("Destination", destination(destination));
    }
    var filters = recorded.path("FilterCriteria").path("Filters");
    if (!filters.isMissingNode()) {
      var list = input.putObject("FilterCriteria").putArray("Filters");
      filters.forEach(filter -> list.addObject().put("Pattern", filter.path("Pattern").toString()));
    }
    return input;
  }

  private static String destination(String recorded) {
    if (recorded.contains(":s3:")) {
      return "arn:aws:s3:::bucket";
    }
    return recorded.contains(":sns:")
        ? "arn:aws:sns:eu-west-1:111111111111:topic"
        : FakeQueues.arn("dlq");
  }

  /** The recorded answer with one part of it replaced by what came here. */
  private static JsonNode recordedWith(Scenario s, String answer, String pointer, JsonNode actual) {
    var copy = s.recording().content().get(answer).deepCopy();
    int slash = pointer.lastIndexOf('/');
    ((ObjectNode) copy.at(pointer.substring(0, slash))).set(pointer.substring(slash + 1), actual);
    return copy;
  }

  private static JsonNode list(List<JsonNode> events) {
    var list = Reply.object().arrayNode();
    events.forEach(list::add);
    return list;
  }

  private void sqs() {
    plays.put(
        "TestSQSEventSourceMapping::test_duplicate_event_source_mappings",
        s -> {
          s.lambda().aws.queues.create("q");
          s.create("f");
          var input =
              Reply.object().put("FunctionName", "f").put("EventSourceArn", FakeQueues.arn("q"));
          s.match("create", "CreateEventSourceMapping", input);
          s.match("error", "CreateEventSourceMapping", input);
        });
    for (var test :
        List.of(
            "and",
            "exists-filter",
            "exists",
            "filter0-item_matching0-item_not_matching0",
            "filter1-item_matching1-item_not_matching1",
            "filter2-item_matching2-item_not_matching2",
            "filter4-item_matching4-this is a test string",
            "filter5-item_matching5-item_not_matching5",
            "filter6-item_matching6-item_not_matching6",
            "numeric-bigger",
            "numeric-prefix",
            "numeric-range",
            "numeric-smaller",
            "or",
            "prefix")) {
      plays.put(
          "TestSQSEventSourceMapping::test_sqs_event_filter[" + test + "]",
          s -> {
            s.lambda().aws.queues.create("q");
            consumer(s, "f", "return None");
            var recorded = s.recording().content().get("create_event_source_mapping_response");
            s.match(
                "create_event_source_mapping_response",
                "CreateEventSourceMapping",
                input(recorded, "f", FakeQueues.arn("q")));
            s.lambda().aws.queues.send("q", "this is a test string");
            s.lambda().aws.queues.send("q", "{\"other\": \"none\"}");
            s.lambda()
                .aws
                .queues
                .send(
                    "q",
                    s.recording().content().at("/invocation_events/0/Records/0/body").toString());
            awaitEvents(s, "f", 1);
            await().until(() -> s.lambda().aws.queues.messages("q").isEmpty());
            s.recording().match("invocation_events", list(events(s, "f")));
          });
    }
    plays.put(
        "TestSQSEventSourceMapping::test_sqs_invalid_event_filter[None]",
        s -> {
          s.lambda().aws.queues.create("q");
          s.create("f");
          var input =
              json("{'FunctionName':'f','FilterCriteria':{'Filters':[{'Pattern':'null'}]}}");
          s.match(
              "create_event_source_mapping_exception",
              "CreateEventSourceMapping",
              input.put("EventSourceArn", FakeQueues.arn("q")));
        });
    plays.put(
        "TestSQSEventSourceMapping::test_sqs_event_source_mapping_batch_size[10000]",
        s -> {
          consumer(s, "f", "return None");
          batch(s, 15);
        });
    plays.put(
        "TestSQSEventSourceMapping::test_sqs_event_source_mapping_batching_reserved_concurrency",
        s -> {
          consumer(s, "f", "return None");
          s.match(
              "put_concurrency_resp",
              "PutFunctionConcurrency",
              "{'FunctionName':'f','ReservedConcurrentExecutions':2}");
          batch(s, 30);
          s.recording()
              .match(
                  "batch_info",
                  Reply.object().put("total_batches_received", events(s, "f").size()));
        });
    plays.put(
        "TestSQSEventSourceMapping::test_sqs_event_source_mapping_update",
        s -> {
          s.lambda().aws.queues.create("q");
          var source =
              """
              import json, os
              def handler(event, context):
                  seen = {'CUSTOM_VAR': os.environ['CUSTOM_VAR'], 'event': event, 'function_version': context.function_version}
                  with open(os.environ['EVENTS'], 'a') as events:
                      events.write(json.dumps(seen) + '\\n')
              """;
          var input = function("f");
          input.putObject("Code").put("ZipFile", Scenario.zip(source));
          var variables = input.putObject("Environment").putObject("Variables");
          variables.put("EVENTS", file(s, "f").toString()).put("CUSTOM_VAR", "a");
          s.create(input);
          s.call("PublishVersion", "{'FunctionName':'f'}");
          variables.put("CUSTOM_VAR", "b");
          var update = json("{'FunctionName':'f'}");
          update.set("Environment", input.get("Environment"));
          s.call("UpdateFunctionConfiguration", update);
          s.settle();
          s.call("PublishVersion", "{'FunctionName':'f'}");
          var mapping =
              s.match(
                  "create-event-source-mapping-response",
                  "CreateEventSourceMapping",
                  json("{'FunctionName':'f:1','MaximumBatchingWindowInSeconds':1}")
                      .put("EventSourceArn", FakeQueues.arn("q")));
          s.lambda().aws.queues.send("q", "{\"foo\": \"bar\"}");
          s.recording().match("events", list(awaitEvents(s, "f", 1)));
          var id = mapping.path("UUID").asText();
          s.match(
              "updated_esm",
              "UpdateEventSourceMapping",
              json("{'FunctionName':'f:2'}").put("UUID", id));
          s.match(
              "updated_event_source_mapping", "GetEventSourceMapping", json("{}").put("UUID", id));
          s.lambda().aws.queues.send("q", "{\"foo\": \"bar2\"}");
          s.recording().match("events_postupdate", list(awaitEvents(s, "f", 2)));
        });
    plays.put(
        "test_message_body_and_attributes_passed_correctly",
        s -> {
          s.lambda().aws.queues.create("q");
          consumer(s, "f", "return None");
          s.call(
              "CreateEventSourceMapping",
              Reply.object().put("FunctionName", "f").put("EventSourceArn", FakeQueues.arn("q")));
          var attributes =
              json(
                  "{'Title':{'DataType':'String','StringValue':'The"
                      + " Whistler'},'Author':{'DataType':'String','StringValue':'John"
                      + " Grisham'},'WeeksOn':{'DataType':'Number','StringValue':'6'}}");
          s.lambda()
              .aws
              .queues
              .send("q", "{\"destination\": \"here\", \"fail_attempts\": 0}", attributes);
          var event = awaitEvents(s, "f", 1).getFirst();
          s.recording()
              .match(
                  "first_attempt",
                  recordedWith(s, "first_attempt", "/Messages/0/Body/event", event));
        });
    plays.put(
        "test_redrive_policy_with_failing_lambda",
        s -> {
          s.lambda().aws.queues.create("q");
          consumer(s, "f", "raise Exception('failed attempt')");
          s.call(
              "CreateEventSourceMapping",
              Reply.object().put("FunctionName", "f").put("EventSourceArn", FakeQueues.arn("q")));
          s.lambda().aws.queues.send("q", "{\"destination\": \"here\", \"fail_attempts\": 2}");
          var first = awaitEvents(s, "f", 1).getFirst();
          s.recording()
              .match(
                  "first_attempt",
                  recordedWith(s, "first_attempt", "/Messages/0/Body/event", first));
          await()
              .until(() -> {
                s.lambda().aws.queues.reveal("q"); // Its visibility timeout is over.
                return events(s, "f").size() >= 2;
              });
          s.recording()
              .match(
                  "second_attempt",
                  recordedWith(
                      s, "second_attempt", "/Messages/0/Body/event", events(s, "f").get(1)));
        });
    plays.put(
        "test_report_batch_item_failures_invalid_result_json_batch_fails",
        s -> {
          s.lambda().aws.queues.create("q");
          consumer(s, "f", "return {'batchItemFailures': [{'foo': 'notvalid'}]}");
          var input =
              json("{'FunctionName':'f','FunctionResponseTypes':['ReportBatchItemFailures']}");
          s.call("CreateEventSourceMapping", input.put("EventSourceArn", FakeQueues.arn("q")));
          s.lambda().aws.queues.send("q", "{\"message\": 1, \"fail_attempts\": 0}");
          var first = awaitEvents(s, "f", 1).getFirst();
          s.recording()
              .match(
                  "first_invocation",
                  recordedWith(s, "first_invocation", "/Messages/0/Body/event", first));
          await()
              .until(() -> {
                s.lambda().aws.queues.reveal("q");
                return events(s, "f").size() >= 2;
              });
          s.recording()
              .match(
                  "second_invocation",
                  recordedWith(
                      s, "second_invocation", "/Messages/0/Body/event", events(s, "f").get(1)));
        });
    plays.put(
        "test_report_batch_item_failures_on_lambda_error",
        s -> {
          s.lambda().aws.queues.create("q");
          consumer(s, "f", "raise Exception('failed')");
          var input =
              json("{'FunctionName':'f','FunctionResponseTypes':['ReportBatchItemFailures']}");
          s.call("CreateEventSourceMapping", input.put("EventSourceArn", FakeQueues.arn("q")));
          s.lambda().aws.queues.send("q", "{not a json body");
          s.lambda().aws.queues.send("q", "{\"fail_attempts\":0,\"message\":2}");
          awaitEvents(s, "f", 1);
          // Both are still there, for the queue to move to its dead-letter queue as it was
          // recorded.
          var messages = s.lambda().aws.queues.messages("q");
          var shown = Reply.object().arrayNode();
          messages.forEach(message -> shown.add(message.deepCopy()));
          s.recording().match("dlq_messages", shown);
        });
    plays.put(
        "test_sqs_queue_as_lambda_dead_letter_queue",
        s -> {
          s.lambda().aws.queues.create("dlq");
          var input = function("f");
          input
              .putObject("Code")
              .put(
                  "ZipFile",
                  Scenario.zip(
                      "def handler(event, context):\n"
                          + "    raise Exception('Test exception (this is intentional)')\n"));
          input.putObject("DeadLetterConfig").put("TargetArn", FakeQueues.arn("dlq"));
          s.recording()
              .match(
                  "lambda-response-dlq-config",
                  s.call("CreateFunction", input).path("DeadLetterConfig"));
          s.settle();
          s.call(
              "Invoke",
              "{'FunctionName':'f','InvocationType':'Event','Payload':{'raise_error':1}}");
          await()
              .atMost(Duration.ofSeconds(60))
              .until(() -> !s.lambda().aws.queues.messages("dlq").isEmpty());
          var message = s.lambda().aws.queues.messages("dlq").getFirst();
          var shown = Reply.object();
          shown.putArray("Messages").add(message);
          shown.putObject("ResponseMetadata").put("HTTPStatusCode", 200);
          s.recording().match("messages", shown);
        });
  }

  private static void batch(Scenario s, int count) throws Exception {
    s.lambda().aws.queues.create("q");
    var recorded = s.recording().content().path("Records");
    for (int i = 0; i < count; i++) {
      s.lambda().aws.queues.send("q", recorded.get(i).path("body").asText());
    }
    s.match(
        "create-event-source-mapping-response",
        "CreateEventSourceMapping",
        input(
            s.recording().content().get("create-event-source-mapping-response"),
            "f",
            FakeQueues.arn("q")));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> s.lambda().aws.queues.messages("q").isEmpty());
    var records = new ArrayList<JsonNode>();
    for (var event : events(s, "f")) {
      event.path("Records").forEach(records::add);
    }
    records.sort(java.util.Comparator.comparing(each -> each.path("body").asText()));
    s.recording().match("Records", list(records));
  }

  private void kinesisStreams() {
    plays.put(
        "TestKinesisSource::test_create_kinesis_event_source_mapping",
        s -> {
          createStream(s, "f", "return None", "create_event_source_mapping_response");
          await().until(() -> s.lambda().aws.streams.readers() == 1);
          putRecorded(s, s.recording().content().path("kinesis_records").path("Records"));
          await().until(() -> total(s, "f") == 10);
          s.recording().match("kinesis_records", joined(events(s, "f")));
        });
    plays.put(
        "TestKinesisSource::test_create_kinesis_event_source_mapping_multiple_lambdas_single_kinesis_event_stream",
        s -> {
          createStream(s, "f", "return None", "create_event_source_mapping_response-a");
          consumer(s, "g", "return None");
          s.match(
              "create_event_source_mapping_response-b",
              "CreateEventSourceMapping",
              input(
                  s.recording().content().get("create_event_source_mapping_response-b"),
                  "g",
                  FakeStreams.kinesisArn("s")));
          putRecorded(s, s.recording().content().path("kinesis_records-a").path("Records"));
          s.recording().match("kinesis_records-a", awaitEvents(s, "f", 1).getFirst());
          s.recording().match("kinesis_records-b", awaitEvents(s, "g", 1).getFirst());
        });
    plays.put(
        "TestKinesisSource::test_disable_kinesis_event_source_mapping",
        s -> {
          var id = createStream(s, "f", "return None", "create_event_source_mapping_response");
          await().until(() -> s.lambda().aws.streams.readers() == 1);
          putRecorded(s, s.recording().content().at("/invocation_events/0/Records"));
          await().until(() -> total(s, "f") == 10);
          s.call("UpdateEventSourceMapping", json("{'Enabled':false}").put("UUID", id));
          await()
              .until(() ->
                  s.call("GetEventSourceMapping", json("{}").put("UUID", id))
                      .path("State")
                      .asText()
                      .equals("Disabled"));
          s.lambda().aws.streams.put("s", "test", "eyJyZWNvcmRfaWQiOiAwfQ==");
          s.recording().match("invocation_events", list(List.of(joined(events(s, "f")))));
        });
    plays.put(
        "TestKinesisSource::test_esm_with_not_existing_kinesis_stream",
        s -> {
          s.create("f");
          var input = json("{'FunctionName':'f','StartingPosition':'LATEST'}");
          s.match(
              "error",
              "CreateEventSourceMapping",
              input.put("EventSourceArn", FakeStreams.kinesisArn("test-foobar-81ded7e8")));
        });
    plays.put(
        "TestKinesisSource::test_kinesis_empty_provided",
        s -> {
          var id = createStream(s, "f", "return None", "create_event_source_mapping_response");
          s.lambda().aws.streams.put("s", "hello");
          await()
              .until(() ->
                  s.call("GetEventSourceMapping", json("{}").put("UUID", id))
                      .path("LastProcessingResult")
                      .asText()
                      .equals("OK"));
          s.match("get_esm_result", "GetEventSourceMapping", json("{}").put("UUID", id));
        });
    plays.put(
        "TestKinesisSource::test_kinesis_event_source_mapping_with_s3_on_failure_destination",
        s -> {
          createStream(s, "f", "raise Exception('failed')", "create_event_source_mapping_response");
          putRecorded(s, s.recording().content().at("/record_body/payload/Records"));
          await().atMost(Duration.ofSeconds(30)).until(() -> !s.lambda().aws.objects.isEmpty());
          s.recording()
              .match(
                  "record_body", JSON.readTree(s.lambda().aws.objects.values().iterator().next()));
        });
    plays.put(
        "TestKinesisSource::test_kinesis_event_source_mapping_with_sns_on_failure_destination_config",
        s -> {
          createStream(s, "f", "raise Exception('failed')", "create_event_source_mapping_response");
          s.lambda().aws.streams.put("s", "hello");
          await().atMost(Duration.ofSeconds(30)).until(() -> !s.lambda().aws.published.isEmpty());
          var form = s.lambda().aws.published.getFirst();
          var message =
              URLDecoder.decode(form.replaceAll("(?s).*Message=|&.*", ""), StandardCharsets.UTF_8);
          s.recording()
              .match(
                  "failure_sns_message",
                  recordedWith(s, "failure_sns_message", "/Message", JSON.readTree(message)));
        });
    plays.put(
        "TestKinesisSource::test_kinesis_event_source_trim_horizon",
        s -> {
          s.lambda().aws.streams.create("s");
          for (var event : s.recording().content().path("invocation_events")) {
            for (var each : event.path("event").path("Records")) {
              s.lambda()
                  .aws
                  .streams
                  .put(
                      "s",
                      each.at("/kinesis/partitionKey").asText(),
                      each.at("/kinesis/data").asText());
            }
          }
          createStream(s, "f", "return None", "create_event_source_mapping_response");
          var seen = awaitEvents(s, "f", 3);
          var shown = Reply.object().arrayNode();
          for (int i = 0; i < 3; i++) {
            var copy =
                (ObjectNode) s.recording().content().path("invocation_events").get(i).deepCopy();
            copy.set("event", seen.get(i));
            shown.add(copy);
          }
          s.recording().match("invocation_events", shown);
        });
    plays.put(
        "TestKinesisSource::test_kinesis_maximum_record_age_exceeded[expire-while-retrying]",
        s -> {
          s.lambda().aws.queues.create("dlq");
          createStream(s, "f", "raise Exception('failed')", "create_event_source_mapping_response");
          s.lambda().aws.streams.put("s", "hello");
          awaitEvents(s, "f", 3);
          s.lambda().clock.advance(Duration.ofMinutes(2));
          // How often it was tried within the minute is a matter of chance.
          var body = (ObjectNode) awaitDeadLetter(s);
          ((ObjectNode) body.path("requestContext")).put("approximateInvokeCount", 8);
          s.recording()
              .match(
                  "record_age_exceeded_payload",
                  recordedWith(s, "record_age_exceeded_payload", "/Messages/0/Body", body));
        });
    plays.put(
        "TestKinesisSource::test_kinesis_maximum_record_age_exceeded_discard_records",
        s -> {
          s.lambda().aws.queues.create("dlq");
          s.lambda().aws.streams.create("s");
          s.lambda().aws.streams.put("s", "old");
          consumer(s, "f", "return None"); // While it is made, two minutes pass.
          putRecorded(s, s.recording().content().path("Records"));
          s.match(
              "create_event_source_mapping_response",
              "CreateEventSourceMapping",
              input(
                  s.recording().content().get("create_event_source_mapping_response"),
                  "f",
                  FakeStreams.kinesisArn("s")));
          s.recording()
              .match(
                  "record_age_exceeded_payload",
                  recordedWith(
                      s, "record_age_exceeded_payload", "/Messages/0/Body", awaitDeadLetter(s)));
          await().until(() -> total(s, "f") == 5);
          s.recording().match("Records", joined(events(s, "f")).path("Records"));
        });
    for (var test :
        List.of(
            "invalid_key_foo_null_value_failure",
            "item_identifier_not_present_failure",
            "unhandled_exception_in_function")) {
      plays.put(
          "TestKinesisSource::test_kinesis_report_batch_item_failure_scenarios[" + test + "]",
          s -> {
            s.lambda().aws.queues.create("dlq");
            createStream(s, "f", RESULTS.get(test), "create_event_source_mapping_response");
            putRecorded(s, s.recording().content().at("/kinesis_events/0/Records"));
            s.recording()
                .match(
                    "sqs_payload",
                    recordedWith(s, "sqs_payload", "/Messages/0/Body", awaitDeadLetter(s)));
            s.recording().match("kinesis_events", list(events(s, "f")));
          });
    }
    for (var test :
        List.of(
            "empty_batch_item_failure_success",
            "empty_dict_success",
            "empty_list_success",
            "null_batch_item_failure_success",
            "null_success")) {
      plays.put(
          "TestKinesisSource::test_kinesis_report_batch_item_success_scenarios[" + test + "]",
          s -> {
            var id =
                createStream(s, "f", RESULTS.get(test), "create_event_source_mapping_response");
            putRecorded(s, s.recording().content().at("/kinesis_events/0/Records"));
            await()
                .until(() ->
                    s.call("GetEventSourceMapping", json("{}").put("UUID", id))
                        .path("LastProcessingResult")
                        .asText()
                        .equals("OK"));
            s.recording().match("kinesis_events", list(events(s, "f")));
          });
    }
  }

  private static String createStream(Scenario s, String function, String then, String answer)
      throws Exception {
    if (!s.lambda().aws.streams.exists("s")) {
      s.lambda().aws.streams.create("s");
    }
    consumer(s, function, then);
    var created =
        s.match(
            answer,
            "CreateEventSourceMapping",
            input(s.recording().content().get(answer), function, FakeStreams.kinesisArn("s")));
    return created.path("UUID").asText();
  }

  private static void putRecorded(Scenario s, JsonNode records) {
    for (var each : records) {
      s.lambda()
          .aws
          .streams
          .put("s", each.at("/kinesis/partitionKey").asText(), each.at("/kinesis/data").asText());
    }
  }

  private static int total(Scenario s, String function) throws IOException {
    return events(s, function).stream().mapToInt(event -> event.path("Records").size()).sum();
  }

  /** Batches in one: how records are cut into batches is a matter of chance. */
  private static ObjectNode joined(List<JsonNode> events) {
    var joined = Reply.object();
    var records = joined.putArray("Records");
    events.forEach(event -> event.path("Records").forEach(records::add));
    return joined;
  }

  private static JsonNode awaitDeadLetter(Scenario s) throws IOException {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !s.lambda().aws.queues.messages("dlq").isEmpty());
    return JSON.readTree(s.lambda().aws.queues.messages("dlq").getFirst().path("Body").asText());
  }

  private void dynamoDbStreams() {
    plays.put(
        "TestDynamoDBEventSourceMapping::test_deletion_event_source_mapping_with_dynamodb",
        s -> {
          createTable(s, "return None", "create_event_source_mapping_result");
          s.match(
              "list_event_source_mapping_result",
              "ListEventSourceMappings",
              Reply.object().put("EventSourceArn", FakeStreams.tableArn("t")));
        });
    plays.put(
        "TestDynamoDBEventSourceMapping::test_disabled_dynamodb_event_source_mapping",
        s -> {
          var id = createTable(s, "return None", "create_event_source_mapping_result");
          s.lambda().aws.streams.putRecord("t", item("1"));
          await()
              .until(() ->
                  s.call("GetEventSourceMapping", json("{}").put("UUID", id))
                      .path("LastProcessingResult")
                      .asText()
                      .equals("OK"));
          s.match(
              "update_event_source_mapping_result",
              "UpdateEventSourceMapping",
              json("{'Enabled':false}").put("UUID", id));
        });
    plays.put(
        "TestDynamoDBEventSourceMapping::test_duplicate_event_source_mappings",
        s -> {
          createTable(s, "return None", "create");
          s.match(
              "error",
              "CreateEventSourceMapping",
              input(s.recording().content().get("create"), "f", FakeStreams.tableArn("t")));
        });
    for (var test :
        List.of(
            "content_multiple_filters", "exists_filter_type", "numeric_filter", "prefix_filter")) {
      plays.put(
          "TestDynamoDBEventSourceMapping::test_dynamodb_event_filter[" + test + "]",
          s -> {
            createTable(s, "return None", "create_event_source_mapping_response");
            s.lambda().aws.streams.putRecord("t", item("0").put("eventName", "REMOVE"));
            putItems(s, s.recording().content().at("/lambda-log-events/0/Records"));
            s.recording().match("lambda-log-events", list(awaitEvents(s, "f", 1)));
            s.recording().match("lambda-multiple-log-events", list(events(s, "f")));
          });
    }
    plays.put(
        "TestDynamoDBEventSourceMapping::test_dynamodb_event_source_mapping",
        s -> {
          createTable(s, "return None", "create_event_source_mapping_response");
          putItems(s, s.recording().content().at("/event_logs/0/Records"));
          s.recording().match("event_logs", list(awaitEvents(s, "f", 1)));
        });
    plays.put(
        "TestDynamoDBEventSourceMapping::test_dynamodb_event_source_mapping_with_on_failure_destination_config",
        s -> {
          s.lambda().aws.queues.create("dlq");
          createTable(s, "raise Exception('failed')", "create_event_source_mapping_response");
          s.lambda().aws.streams.putRecord("t", item("1"));
          s.recording()
              .match(
                  "destination_queue_messages",
                  recordedWith(
                      s, "destination_queue_messages", "/Messages/0/Body", awaitDeadLetter(s)));
        });
    plays.put(
        "TestDynamoDBEventSourceMapping::test_dynamodb_event_source_mapping_with_s3_on_failure_destination",
        s -> {
          createTable(s, "raise Exception('failed')", "create_event_source_mapping_response");
          putItems(s, s.recording().content().at("/record_body/payload/Records"));
          await().atMost(Duration.ofSeconds(30)).until(() -> !s.lambda().aws.objects.isEmpty());
          s.recording()
              .match(
                  "record_body", JSON.readTree(s.lambda().aws.objects.values().iterator().next()));
        });
    for (var test :
        Map.of(
                "[{\"eventName\": [\"INSERT\"=123}]",
                "[{\"eventName\": [\"INSERT\"=123}]",
                "single-string",
                "single-string")
            .entrySet()) {
      plays.put(
          "TestDynamoDBEventSourceMapping::test_dynamodb_invalid_event_filter["
              + test.getKey()
              + "]",
          s -> {
            s.lambda().aws.streams.create("t");
            s.create("f");
            var input =
                json("{'FunctionName':'f','StartingPosition':'TRIM_HORIZON'}")
                    .put("EventSourceArn", FakeStreams.tableArn("t"));
            input
                .putObject("FilterCriteria")
                .putArray("Filters")
                .addObject()
                .put("Pattern", test.getValue());
            s.match("exception_event_source_creation", "CreateEventSourceMapping", input);
          });
    }
    for (var test :
        List.of(
            "invalid_key_foo_failure",
            "invalid_key_foo_null_value_failure",
            "item_identifier_not_present_failure")) {
      plays.put(
          "TestDynamoDBEventSourceMapping::test_dynamodb_report_batch_item_failure_scenarios["
              + test
              + "]",
          s -> {
            s.lambda().aws.queues.create("dlq");
            reportingTable(s, RESULTS.get(test));
            putItems(s, s.recording().content().at("/dynamodb_events/0/Records"));
            s.recording()
                .match(
                    "destination_queue_messages",
                    recordedWith(
                        s, "destination_queue_messages", "/Messages/0/Body", awaitDeadLetter(s)));
            s.recording().match("dynamodb_events", list(events(s, "f")));
          });
    }
    for (var test :
        List.of("empty_batch_item_failure_success", "empty_dict_success", "empty_list_success")) {
      plays.put(
          "TestDynamoDBEventSourceMapping::test_dynamodb_report_batch_item_success_scenarios["
              + test
              + "]",
          s -> {
            var id = reportingTable(s, RESULTS.get(test));
            putItems(s, s.recording().content().at("/dynamodb_events/0/Records"));
            await()
                .until(() ->
                    s.call("GetEventSourceMapping", json("{}").put("UUID", id))
                        .path("LastProcessingResult")
                        .asText()
                        .equals("OK"));
            s.recording().match("dynamodb_events", list(events(s, "f")));
          });
    }
  }

  private static String createTable(Scenario s, String then, String answer) throws Exception {
    s.lambda().aws.streams.create("t");
    consumer(s, "f", then);
    var created =
        s.match(
            answer,
            "CreateEventSourceMapping",
            input(s.recording().content().get(answer), "f", FakeStreams.tableArn("t")));
    return created.path("UUID").asText();
  }

  private static String reportingTable(Scenario s, String then) throws Exception {
    s.lambda().aws.streams.create("t");
    consumer(s, "f", then);
    var input =
        json(
            "{'FunctionName':'f','StartingPosition':'TRIM_HORIZON','BatchSize':1,'MaximumRetryAttempts':3,'FunctionResponseTypes':['ReportBatchItemFailures']}");
    input
        .putObject("DestinationConfig")
        .putObject("OnFailure")
        .put("Destination", FakeQueues.arn("dlq"));
    return s.call(
            "CreateEventSourceMapping", input.put("EventSourceArn", FakeStreams.tableArn("t")))
        .path("UUID")
        .asText();
  }

  private static void putItems(Scenario s, JsonNode records) {
    int number = 0;
    for (var each : records) {
      var copy = (ObjectNode) each.deepCopy();
      copy.remove(List.of("eventSourceARN", "awsRegion"));
      copy.put("eventID", "e" + number);
      var item = (ObjectNode) copy.get("dynamodb");
      item.put("SequenceNumber", "%020d".formatted(++number));
      item.put("ApproximateCreationDateTime", s.lambda().clock.millis() / 1000.0);
      s.lambda().aws.streams.putRecord("t", copy);
    }
  }

  private static ObjectNode item(String sequence) throws IOException {
    var record =
        json(
            "{'eventID':'e','eventName':'INSERT','eventVersion':'1.1','eventSource':'aws:dynamodb','dynamodb':{'Keys':{'id':{'S':'x'}},'ApproximateCreationDateTime':1764036000}}");
    ((ObjectNode) record.get("dynamodb")).put("SequenceNumber", sequence);
    return record;
  }
}
