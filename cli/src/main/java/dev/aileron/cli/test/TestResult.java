package dev.aileron.cli.test;

import dev.aileron.cli.lint.LintFinding;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What came of test files.
 *
 * @param problems what is wrong with the files; what they are about was not run
 * @param texts of the files, by name
 * @param cases in the order of the files
 * @param coverage by machine
 */
public record TestResult(
    List<LintFinding> problems,
    Map<String, String> texts,
    List<CaseResult> cases,
    List<Coverage> coverage) {
  public TestResult {
    problems =
        problems.stream()
            .sorted(
                Comparator.comparing(LintFinding::file)
                    .thenComparing(p -> p.spot().line())
                    .thenComparing(p -> p.spot().column()))
            .toList();
    texts = Map.copyOf(texts);
    cases = List.copyOf(cases);
    coverage = List.copyOf(coverage);
  }

  /** How many cases were run. */
  public int size() {
    return cases.size();
  }

  /** How many of them failed. */
  public int failed() {
    return (int) cases.stream().filter(c -> !c.ok()).count();
  }

  /** The least coverage of a machine, in percent; 100 if none was run. */
  public int leastCoverage() {
    return coverage.stream().mapToInt(Coverage::percent).min().orElse(100);
  }
}
