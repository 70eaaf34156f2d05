package dev.aileron.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aileron.sandbox.lambda.Scenario.Play;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every recorded case is replayed, or it is said why not. */
class ReplayShareTest {

  private static final String EMPTY = "the recording holds no answer";
  private static final String QUEUE =
      "it tells what the queue does with its FIFO and dead-letter rules, not Lambda";
  private static final String PLACE =
      "it tells of the machine under AWS's functions: users, limits, folders, TLS names";

  /** Cases that are not replayed, with the reason. */
  static final Map<String, String> NOT_REPLAYED =
      Map.ofEntries(
          Map.entry(
              "TestLambdaBaseFeatures::test_assume_role[2]",
              "the caller of a function's own calls is STS's answer, which is the endpoint's"),
          Map.entry("TestLambdaBehavior::test_lambda_host_prefix_api_operation", PLACE),
          Map.entry("TestLambdaBehavior::test_runtime_introspection_arm", PLACE),
          Map.entry("TestLambdaBehavior::test_runtime_introspection_x86", PLACE),
          Map.entry("TestLambdaBehavior::test_runtime_ulimits", PLACE),
          Map.entry(
              "TestLambdaErrors::test_lambda_runtime_exit_segfault",
              "recorded as a timeout of 30 s; here it is Runtime.ExitError at once"),
          Map.entry("TestLambdaMultiAccounts::test_cross_account_access", EMPTY),
          Map.entry("TestLambdaMultiAccounts::test_function_alias", EMPTY),
          Map.entry("TestLambdaMultiAccounts::test_function_tags", EMPTY),
          Map.entry("TestLambdaMultiAccounts::test_get_function_configuration", EMPTY),
          Map.entry("TestLambdaMultiAccounts::test_list_versions_by_function", EMPTY),
          Map.entry("TestLambdaURL::test_lambda_url_headers_and_status", EMPTY),
          Map.entry("TestLambdaURL::test_lambda_url_invocation_custom_id", EMPTY),
          Map.entry("TestLambdaURL::test_lambda_url_non_existing_url", EMPTY),
          Map.entry("TestRequestIdHandling::test_request_id_format", EMPTY),
          Map.entry("test_report_batch_item_failures", QUEUE));

  @Test
  void accountsForEveryRecording() throws Exception {
    var folder = Recording.folder();
    assumeTrue(folder.isPresent(), "the recordings are not here");
    var plays = new LinkedHashMap<String, Map<String, Play>>();
    plays.put("test_lambda_api", ApiScenarios.all());
    plays.put("test_lambda", FunctionScenarios.all());
    plays.put("event_source_mapping/test_lambda_integration_sqs", MappingScenarios.queues());
    plays.put("event_source_mapping/test_lambda_integration_kinesis", MappingScenarios.kinesis());
    plays.put(
        "event_source_mapping/test_lambda_integration_dynamodbstreams", MappingScenarios.tables());
    var unexplained = new TreeSet<String>();
    int all = 0;
    int replayed = 0;
    for (var file : plays.entrySet()) {
      var recordings =
          Recording.load(folder.get().resolve(file.getKey() + ".snapshot.json")).values();
      int here = 0;
      for (var recording : recordings) {
        if (file.getValue().containsKey(recording.name())) {
          here++;
        } else if (!NOT_REPLAYED.containsKey(recording.name())) {
          unexplained.add(recording.name());
        }
      }
      System.out.printf(
          "%s: %d of %d recordings replayed%n", file.getKey(), here, recordings.size());
      all += recordings.size();
      replayed += here;
    }
    System.out.printf(
        "Lambda: %d of %d recordings replayed, %.1f %%%n", replayed, all, 100.0 * replayed / all);
    assertThat(unexplained).isEmpty();
    assertThat(replayed).isGreaterThanOrEqualTo(all * 9 / 10);
  }
}
