package dev.aileron.cli.lint;

import java.util.List;
import java.util.Map;

/**
 * What checking gave.
 *
 * @param findings by file and place
 * @param texts the text of each file that was checked
 */
public record LintResult(List<LintFinding> findings, Map<String, String> texts) {
  public LintResult {
    findings = List.copyOf(findings);
    texts = Map.copyOf(texts);
  }

  /** How many files were checked. */
  public int files() {
    return texts.size();
  }
}
