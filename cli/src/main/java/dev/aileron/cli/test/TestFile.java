package dev.aileron.cli.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.mock.Expectation;
import dev.aileron.asl.mock.Mocks;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.text.Spot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of test cases.
 *
 * @param name the file, as it was given or found
 * @param suites one for each of its documents
 */
record TestFile(String name, List<Suite> suites) {
  TestFile {
    suites = List.copyOf(suites);
  }

  /**
   * Cases of one state machine.
   *
   * @param definition the machine's file, relative to the test file
   * @param workflow which Workflow of that file; null: the only one
   * @param substitutions what placeholders stand for
   * @param express whether it runs as an Express execution; null: as a Workflow says, or not
   * @param mocks what all cases share
   */
  record Suite(
      Value at,
      String definition,
      @Nullable String workflow,
      Map<String, String> substitutions,
      @Nullable Boolean express,
      Mocks mocks,
      List<TestCase> cases) {
    Suite {
      substitutions = Map.copyOf(substitutions);
      cases = List.copyOf(cases);
    }
  }

  /**
   * A case.
   *
   * @param at its object in the file
   * @param mocks its own
   */
  record TestCase(
      Value at,
      String name,
      JsonNode input,
      Mocks mocks,
      long seed,
      Instant startTime,
      Expectation expect) {
    Spot spot() {
      return at.problems().spot(at.at());
    }

    Pointer pointer() {
      return at.at();
    }
  }
}
