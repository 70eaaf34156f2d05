package dev.aileron.cli.test;

import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.text.Source;
import dev.aileron.asl.text.Spot;
import dev.aileron.asl.validate.Severity;
import dev.aileron.cli.lint.LintFinding;
import java.util.List;

/**
 * Takes down what is wrong with a document of a test file.
 *
 * @param found where to
 */
record Problems(String file, Source source, List<LintFinding> found) {
  private static final String CODE = "test-file";

  Spot spot(Pointer at) {
    return source.spot(at).orElse(new Spot(1, 1));
  }

  void add(Pointer at, String message) {
    add(at, spot(at), message);
  }

  void add(Pointer at, Spot spot, String message) {
    found.add(new LintFinding(file, CODE, Severity.ERROR, at.toString(), spot, message));
  }
}
