package dev.aileron.sandbox.lambda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aileron.sandbox.lambda.Scenario.Play;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Recorded answers of event source mappings, and the events that functions got through them. */
@Tag("sandbox")
class MappingReplayTest {

  @TestFactory
  Stream<DynamicTest> queues() throws Exception {
    return replay("sqs", MappingScenarios.queues());
  }

  @TestFactory
  Stream<DynamicTest> kinesisStreams() throws Exception {
    return replay("kinesis", MappingScenarios.kinesis());
  }

  @TestFactory
  Stream<DynamicTest> dynamoDbStreams() throws Exception {
    return replay("dynamodbstreams", MappingScenarios.tables());
  }

  private static Stream<DynamicTest> replay(String file, Map<String, Play> plays) throws Exception {
    var folder = Recording.folder();
    assumeTrue(folder.isPresent(), "the recordings are not here");
    var python = Python.provide();
    var recordings =
        Recording.load(
            folder
                .get()
                .resolve(
                    "event_source_mapping/test_lambda_integration_" + file + ".snapshot.json"));
    return recordings.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(entry -> plays.containsKey(entry.getKey()))
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () -> {
                  try (var lambda = Lambda.runningFast(python)) {
                    plays
                        .get(entry.getKey())
                        .play(new Scenario(lambda, new RawLambda(lambda.uri()), entry.getValue()));
                  }
                  entry.getValue().verify();
                }));
  }
}
