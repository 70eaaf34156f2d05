package dev.aileron.sandbox.lambda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Recorded answers of functions that run. */
@Tag("sandbox")
class FunctionReplayTest {

  @TestFactory
  Stream<DynamicTest> running() throws Exception {
    var folder = Recording.folder();
    assumeTrue(folder.isPresent(), "the recordings are not here");
    var python = Python.provide();
    var plays = FunctionScenarios.all();
    return Recording.load(folder.get().resolve("test_lambda.snapshot.json")).entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .filter(entry -> plays.containsKey(entry.getKey()))
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () -> {
                  var recording = entry.getValue();
                  try (var lambda = Lambda.runningOnTestClock(python)) {
                    plays
                        .get(entry.getKey())
                        .play(new Scenario(lambda, new RawLambda(lambda.uri()), recording));
                  }
                  recording.verify();
                }));
  }
}
