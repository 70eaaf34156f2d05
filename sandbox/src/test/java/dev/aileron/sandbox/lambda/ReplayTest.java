package dev.aileron.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aileron.sandbox.lambda.Scenario.Play;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Answers of the real Lambda, asked for again here and compared field by field. */
class ReplayTest {

  @TestFactory
  Stream<DynamicTest> controlPlane() throws Exception {
    return replay("test_lambda_api.snapshot.json", ApiScenarios.all());
  }

  private static Stream<DynamicTest> replay(String file, Map<String, Play> plays) throws Exception {
    var folder = Recording.folder();
    assumeTrue(folder.isPresent(), "the recordings are not here");
    var recordings = Recording.load(folder.get().resolve(file));
    return recordings.keySet().stream()
        .sorted()
        .filter(plays::containsKey)
        .map(name ->
            DynamicTest.dynamicTest(name, () -> play(recordings.get(name), plays.get(name))));
  }

  private static void play(Recording recording, Play play) throws Exception {
    try (var lambda = Lambda.settling()) {
      play.play(new Scenario(lambda, new RawLambda(lambda.uri()), recording));
    }
    assertThat(recording.differences()).isEmpty();
    recording.verify();
  }
}
